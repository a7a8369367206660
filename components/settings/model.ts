import { createModel, signal } from '@preact/signals'
import type { Call } from '../../lib/doors/messages'
import type { Settings as Kept } from '../../lib/doors/settings'
import { readOpenerAddress } from '../../lib/rules/opener-address'
import type { KeptSettings } from '../kept-settings'

export type World = {
  call: Call
  settings: KeptSettings
  /** Asks the person whether we may show notifications; must be the first thing that a press does. */
  requestNotifications: () => Promise<boolean>
  save: (name: string, text: string) => void
}

/** The field for the opener's address: as it is typed, as it is kept, or what is wrong with it. */
export type Opener = { at: 'typing' | 'kept' | 'wrong'; address: string }

/** Erasing everything takes two presses. */
export type Erasing = 'no' | 'asking' | 'done'

export const Settings = createModel((world: World) => {
  const { kept, policy } = world.settings
  const opener = signal<Opener>({ at: 'typing', address: kept.peek().opener ?? '' })
  const erasing = signal<Erasing>('no')

  const change = (patch: Partial<Kept>): Promise<void> => world.settings.change(() => patch)

  async function keepOpener(): Promise<void> {
    const { address } = opener.peek()
    try {
      const next = address.trim() === '' ? undefined : readOpenerAddress(address)
      await change({ opener: next })
      opener.value = { at: 'kept', address: next ?? '' }
    } catch {
      opener.value = { at: 'wrong', address }
    }
  }

  return {
    kept,
    policy,
    opener,
    erasing,
    change,
    keepOpener,
    /** An empty one stands for the words that come with Cachet. */
    writeMessage: (message: string) => change({ message: message.trim() === '' ? undefined : message }),
    typeOpener(address: string) {
      opener.value = { at: 'typing', address }
    },
    async notify(wanted: boolean): Promise<void> {
      await change({ notify: wanted && (await world.requestNotifications()) })
    },
    async exportHistory(as: 'json' | 'csv'): Promise<void> {
      const { text } = await world.call('exportHistory', { as })
      world.save(`cachet-history.${as}`, text)
    },
    askToErase(asking: boolean) {
      erasing.value = asking ? 'asking' : 'no'
    },
    async erase(): Promise<void> {
      await world.call('eraseAll', undefined)
      await world.settings.readAgain()
      opener.value = { at: 'typing', address: '' }
      erasing.value = 'done'
    },
  }
})
export type Settings = InstanceType<typeof Settings>
