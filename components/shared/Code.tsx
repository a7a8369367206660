import { useWords } from '../words'
import type { Card } from './model'

/** Black on white in every theme: cameras want it so. */
export function Code({ card }: { card: Card }) {
  const { t } = useWords()
  const code = card.code.value
  if (!code) return null
  const { size, path } = code
  return (
    <>
      <svg
        class="code"
        role="img"
        aria-label={t('shared.codeOf', [card.shared.value.link])}
        viewBox={`0 0 ${size} ${size}`}
        shape-rendering="crispEdges"
      >
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <p class="hint">{t('shared.codeLine')}</p>
    </>
  )
}
