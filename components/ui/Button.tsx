import type { ComponentChildren } from 'preact'

type Props = {
  kind?: 'primary' | 'plain' | 'quiet' | 'fire'
  busy?: boolean
  /** Whether what it opens and closes is open. */
  expanded?: boolean
  onPress: () => unknown
  children: ComponentChildren
}

/** Takes a person's own press only, not one that a script makes up. A busy button keeps the keyboard's place, so it is marked disabled, not disabled. */
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
