import type { ComponentChildren } from 'preact'

type Props = {
  kind?: 'primary' | 'plain' | 'quiet'
  busy?: boolean
  onPress: () => unknown
  children: ComponentChildren
}

/** A busy button keeps the keyboard's place, so it is marked disabled, not disabled. */
export function Button({ kind = 'plain', busy = false, onPress, children }: Props) {
  return (
    <button
      type="button"
      class={`button ${kind}`}
      aria-disabled={busy}
      onClick={() => {
        if (!busy) onPress()
      }}
    >
      {children}
    </button>
  )
}
