import { signal } from '@preact/signals'
import type { Settings } from '../../lib/doors/settings'
import type { Options } from '../../lib/rules/draft'

/** What of the settings is chosen in passing. */
export type Chosen = Partial<Pick<Settings, 'sharing' | 'generator'>>

/** What was chosen for the last secret, for the next one. */
export function createChoosing(remember: (chosen: Chosen) => void, first: Settings) {
  const settings = signal(first)

  function choose(chosen: Chosen): void {
    settings.value = { ...settings.peek(), ...chosen }
    remember(chosen)
  }

  return {
    settings,
    choose,
    /** What the person chose alone: what rules make of a draft is not theirs, and goes when the rules go. */
    chooseSharing(patch: Partial<Options>): void {
      const { sharing, remember } = settings.peek()
      if (remember === 'fixed') return
      const { mode, server, account, ttl } = { ...sharing, ...patch }
      if (
        mode !== sharing.mode ||
        server !== sharing.server ||
        account !== sharing.account ||
        ttl !== sharing.ttl
      ) {
        choose({ sharing: { mode, server, account, ttl } })
      }
    },
    /** Offers a server that was added; the background keeps it. */
    offer(origin: string): void {
      const { servers } = settings.peek()
      settings.value = { ...settings.peek(), servers: [...new Set([...servers, origin])] }
    },
  }
}
