import type { ComponentChildren } from 'preact'

type Props = {
  kind?: 'primary' | 'plain' | 'quiet' | 'fire'
  busy?: boolean
  /** Whether the part it toggles is open. */
  expanded?: boolean
  onPress: () => unknown
  children: ComponentChildren
}

/**
 * Reacts to real presses only, not synthetic clicks. While busy it is `aria-disabled` rather than `disabled`,
 * to keep focus.
 */
export function Button({ kind = 'plain', busy = false, expanded, onPress, children }: Props) {
  return (
    <button
      type="button"
      class={`button ${kind}`}
      aria-disabled={busy}
      aria-expanded={expanded}
      onClick={event => {
        if (!busy && event.isTrusted) onPress()
      }}
    >
      {children}
    </button>
  )
}
