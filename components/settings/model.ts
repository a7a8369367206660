import { computed, createModel, signal } from '@preact/signals'
import type { Call } from '../../lib/adapters/messages'
import type { Settings as Kept } from '../../lib/adapters/settings-store'
import type { CorruptStorageReport } from '../../lib/domain/damage-report'
import { failureOf } from '../../lib/domain/fault'
import type { Language } from '../../lib/domain/language'
import { openerInForce } from '../../lib/domain/policy'
import { readOpenerAddress } from '../../lib/domain/server'
import type { Failure } from '../../lib/domain/share-outcome'
import type { SettingsSignal } from '../settings-signal'

type World = {
  call: Call
  settings: SettingsSignal
  /** Requests the notifications permission; must be called first in a click handler. */
  requestNotifications: () => Promise<boolean>
  save: (name: string, text: string) => void
  /** The opener page that this build came with, if any. */
  builtOpener?: string | undefined
}

/** The field for the opener's address: shows what is stored, or what is typed and may be invalid. */
export type OpenerFieldState = { at: 'resting' | 'kept' } | { at: 'typing' | 'wrong'; address: string }

/** Erasing takes two presses. `left`: done, but a share in progress may have left a secret on the server. */
export type Erasing = 'no' | 'asking' | 'erasing' | 'failed' | 'done' | 'left'

/** The state of a history export. */
export type Exporting = 'no' | 'exporting' | 'failed'

/** The state of clearing corrupt storage. */
export type Clearing = { at: 'told'; failure?: Failure } | { at: 'clearing' } | { at: 'cleared' }

/** `found`: stored data that can't be read, if any. */
export const SettingsModel = createModel((world: World, found?: CorruptStorageReport) => {
  const { kept, policy } = world.settings
  const { builtOpener } = world
  const opener = signal<OpenerFieldState>({ at: 'resting' })
  const inForce = computed(() => openerInForce(policy.value, kept.value, builtOpener))
  const address = computed(() => ('address' in opener.value ? opener.value.address : (inForce.value ?? '')))
  /** The message as typed, which storage lags behind; undefined if it isn't being edited. */
  const typed = signal<string | undefined>(undefined)
  let keeping: Promise<boolean> | undefined
  const erasing = signal<Erasing>('no')
  const exporting = signal<Exporting>('no')
  const damage = signal(found)
  const clearing = signal<Clearing>({ at: 'told' })

  const change = (patch: Partial<Kept>): Promise<boolean> => world.settings.change(() => patch)

  async function keepOpener(): Promise<void> {
    const given = address.peek()
    const next = readOpener(given)
    if (next === 'wrong') opener.value = { at: 'wrong', address: given }
    else await chooseOpener(next.page === builtOpener ? undefined : next.page)
  }

  async function chooseOpener(chosen: Kept['opener']): Promise<void> {
    if (await change({ opener: chosen })) opener.value = { at: 'kept' }
  }

  return {
    kept,
    policy,
    opener,
    openerUnsaved: computed(
      () => 'address' in opener.value && opener.value.address.trim() !== (inForce.value ?? ''),
    ),
    /** Who chose the opener page, where the build came with one and no policy names another. */
    openerFrom: computed(() => {
      if (builtOpener === undefined || policy.value.opener !== undefined) return undefined
      return kept.value.opener === undefined ? 'build' : 'user'
    }),
    address,
    message: computed(() => typed.value ?? kept.value.message ?? ''),
    erasing,
    exporting,
    damage,
    isDamaged: computed(() => damage.value !== undefined && clearing.value.at !== 'cleared'),
    clearing,
    change,
    keepOpener,
    useBuiltOpener: () => chooseOpener(undefined),
    /** Undefined for the sender's. The composer changes it, too. */
    chooseLanguage: (language: Language | undefined) =>
      world.settings.change(({ sharing }) => ({ sharing: { ...sharing, language } })),
    /** An empty message restores the default one. */
    async writeMessage(message: string): Promise<void> {
      typed.value = message
      keeping = change({ message: message.trim() === '' ? undefined : message })
      await keeping
    },
    /** Editing is over: show the stored message from now on, whoever changes it. */
    async leaveMessage(): Promise<void> {
      const left = typed.peek()
      if ((await keeping) && typed.peek() === left) typed.value = undefined
    },
    typeOpener(address: string) {
      opener.value = { at: 'typing', address }
    },
    async notify(wanted: boolean): Promise<void> {
      await change({ notify: wanted && (await world.requestNotifications().catch(() => false)) })
    },
    async exportHistory(as: 'json' | 'csv'): Promise<void> {
      if (exporting.peek() === 'exporting') return
      exporting.value = 'exporting'
      try {
        const { text } = await world.call('exportHistory', { as })
        world.save(`cachet-history.${as}`, text)
        exporting.value = 'no'
      } catch {
        exporting.value = 'failed'
      }
    },
    async clearDamage(): Promise<void> {
      if (clearing.peek().at !== 'told') return
      clearing.value = { at: 'clearing' }
      clearing.value = await world.call('clearDamage', undefined).then(
        (): Clearing => ({ at: 'cleared' }),
        (error: unknown): Clearing => ({ at: 'told', failure: failureOf(error) }),
      )
    },
    askToErase(asking: boolean) {
      erasing.value = asking ? 'asking' : 'no'
    },
    async erase(): Promise<void> {
      erasing.value = 'erasing'
      try {
        const { left } = await world.call('eraseAll', undefined)
        await world.settings.readAgain()
        typed.value = undefined
        opener.value = { at: 'resting' }
        damage.value = undefined
        erasing.value = left ? 'left' : 'done'
      } catch {
        erasing.value = 'failed'
      }
    },
  }
})
export type SettingsModel = InstanceType<typeof SettingsModel>

/** The opener page named by an address; none for an empty one. */
function readOpener(typed: string): { page: string } | 'wrong' {
  try {
    return { page: typed.trim() === '' ? 'none' : readOpenerAddress(typed) }
  } catch {
    return 'wrong'
  }
}
