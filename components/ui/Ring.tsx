import type { ComponentChildren } from 'preact'

type Props = {
  /** Of a whole, from 0 to 1. */
  part: number
  children: ComponentChildren
}

/** A ring that empties, around a sign. Words beside it say the same, so it is nothing to a screen reader. */
export function Ring({ part, children }: Props) {
  return (
    <svg class="ring" viewBox="0 0 36 36" aria-hidden="true">
      <circle class="track" cx="18" cy="18" r="16" />
      {part > 0 && (
        <circle
          class="left"
          cx="18"
          cy="18"
          r="16"
          pathLength={100}
          stroke-dasharray={`${Math.max(1, part * 100)} 100`}
        />
      )}
      {children}
    </svg>
  )
}
