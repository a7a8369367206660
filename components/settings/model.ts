import { createModel, signal } from '@preact/signals'
import type { Settings as Kept } from '../../lib/doors/settings'
import { readOpenerAddress } from '../../lib/rules/opener-link'

export type World = {
  /** Read anew for every change: the popup writes settings, too. */
  read: () => Promise<Kept>
  write: (settings: Kept) => Promise<void>
}

/** The field for the opener's address: as it is kept, as it is typed, or what is wrong with it. */
export type Opener = { at: 'typing' | 'kept' | 'wrong'; address: string }

export const Settings = createModel((world: World, start: Kept) => {
  const opener = signal<Opener>({ at: 'typing', address: start.opener ?? '' })

  async function keepOpener(): Promise<void> {
    const { address } = opener.peek()
    try {
      const next = address.trim() === '' ? undefined : readOpenerAddress(address)
      await world.write({ ...(await world.read()), opener: next })
      opener.value = { at: 'kept', address: next ?? '' }
    } catch {
      opener.value = { at: 'wrong', address }
    }
  }

  return {
    opener,
    keepOpener,
    typeOpener(address: string) {
      opener.value = { at: 'typing', address }
    },
  }
})
export type Settings = InstanceType<typeof Settings>
