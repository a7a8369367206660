const signs = {
  server: 'M4 4h16v7H4zM4 13h16v7H4zM8 7.500h.01M8 16.500h.01',
  sealed: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 8a2 2 0 0 0-1 3.700L10.500 16h3l-.5-4.300A2 2 0 0 0 12 8Z',
  unknown: 'M3 6h18v13H3zM3 6l9 7.500L21 6',
  key: 'M8 9a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 13h9v3M17.500 13v2.500',
  once: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM10 9.500l2.500-1.500v8',
} as const

type Props = { sign: keyof typeof signs; title?: string; line?: string | undefined }

/** One thing to know about a secret, with a sign for the eye. */
export function Fact({ sign, title, line }: Props) {
  return (
    <li>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={signs[sign]} />
      </svg>
      <div>
        {title !== undefined && <strong>{title}</strong>}
        {line !== undefined && <p>{line}</p>}
      </div>
    </li>
  )
}
