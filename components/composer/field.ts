import { type ReadonlySignal, signal } from '@preact/signals'
import type { Settings } from '../../lib/doors/settings'
import type { Composing } from '../../lib/rules/composing'
import { blank, type Options } from '../../lib/rules/draft'
import { broughtBack, withNothing, withText } from './aside'

type Around = {
  composing: ReadonlySignal<Composing>
  settings: ReadonlySignal<Settings>
  keep: (next: Composing) => void
  change: (next: Composing) => void
}

/** Like an earlier secret. */
export type Like = Options & { label: string }

/** What takes the place of what is being written. That is set aside, not lost. */
export function createField({ composing, settings, keep, change }: Around) {
  const begun = signal(0)
  const none = () => blank(settings.peek().sharing)

  return {
    /** How often a person asked for another one, or one failed: the field takes the keyboard's place each time. */
    begun,
    refocus(): void {
      begun.value++
    },
    put: (text: string) => change(withText(composing.peek(), text)),
    setAside: () => keep(withNothing(composing.peek())),
    /** An empty one; nothing of how this one was shared, or came here, stays. */
    renew: () => keep({ draft: none(), aside: withNothing(composing.peek()).aside }),
    bringBack(): void {
      const next = broughtBack(composing.peek())
      if (next) change(next)
    },
    clear: () => change({ ...composing.peek(), draft: none(), flattened: undefined }),
  }
}
