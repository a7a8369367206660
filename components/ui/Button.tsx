import type { ComponentChildren } from 'preact'

type Props = {
  kind?: 'primary' | 'plain' | 'quiet' | 'fire'
  busy?: boolean
  onPress: () => unknown
  children: ComponentChildren
}

/** Takes a person's own press only, not one that a script makes up. A busy button keeps the keyboard's place, so it is marked disabled, not disabled. */
export function Button({ kind = 'plain', busy = false, onPress, children }: Props) {
  return (
    <button
      type="button"
      class={`button ${kind}`}
      aria-disabled={busy}
      onClick={event => {
        if (!busy && event.isTrusted) onPress()
      }}
    >
      {children}
    </button>
  )
}
