type Props = { words: string; id?: string }

/** Says that a control's value was set by someone else. */
export function Forced({ words, id }: Props) {
  return (
    <p class="forced" id={id}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M4.5 7V5a3.5 3.5 0 0 1 7 0v2M3 7h10v7H3z" />
      </svg>
      {words}
    </p>
  )
}
