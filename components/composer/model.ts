import { createModel, signal } from '@preact/signals'
import type { Call } from '../../lib/adapters/messages'
import type { Settings } from '../../lib/adapters/settings-store'
import type { KnownAccount } from '../../lib/domain/account'
import type { ComposerState } from '../../lib/domain/composer-state'
import type { Draft, ShareOptions } from '../../lib/domain/draft'
import type { GeneratorOptions } from '../../lib/domain/generator-options'
import type { KnownPolicy } from '../../lib/domain/policy'
import { hostPattern } from '../../lib/domain/server'
import type { ShareOutcome } from '../../lib/domain/share-outcome'
import type { Permit } from '../add-server'
import { type DraftMemory, DraftModel, readAgain } from './draft'
import { ServerChoiceModel } from './server-choice'
import { askFirst, ShareStatusModel } from './share-status'

/** The settings that change as a side effect of sharing. */
export type PassingChoice = Partial<Pick<Settings, 'sharing' | 'generator'>>

export type ComposerWorld = DraftMemory & {
  call: Call
  /** Deletes the last outcome from session storage; never awaited. */
  forget: () => void
  /** Keeps the last secret's choices for the next one. */
  remember: (chosen: PassingChoice) => void
  /** Requests a host permission; must be called first in a click handler. */
  request: Permit
  /** Whether the permission is already granted. */
  allowed: Permit
  inventPassphrase: () => Promise<string>
  /** Loads the generator and shows it afresh. */
  openGenerator: () => Promise<void>
  /** Opens the accounts in the settings. */
  openAccounts: () => void
  now: () => number
}

export type ComposerStart = {
  settings: Settings
  /** The organisation's policy, as last read. */
  rules: KnownPolicy
  composing: ComposerState | undefined
  outcome: ShareOutcome | undefined
  accounts: readonly KnownAccount[]
  builtOpener?: string | undefined
}

/**
 * A secret from the first keystroke to its link. Every action is here; what they need is in the models below.
 */
export const ComposerModel = createModel((world: ComposerWorld, start: ComposerStart) => {
  const { call } = world
  const settings = signal(start.settings)
  const choose = (chosen: PassingChoice): void => {
    settings.value = { ...settings.peek(), ...chosen }
    world.remember(chosen)
  }
  const draft = new DraftModel({ keep: world.keep, recall: world.recall, settings }, start)
  const status = new ShareStatusModel({ call, forget: world.forget, draft }, start.outcome)
  const server = new ServerChoiceModel({
    call,
    now: world.now,
    settings,
    remember: sharing => choose({ sharing }),
    draft,
    accounts: start.accounts,
  })
  const generating = signal(false)

  function write(patch: Partial<Draft>): void {
    if (status.busy.peek()) return
    const placed = server.placed(patch)
    status.dismissFailure()
    draft.write(placed)
    server.remember(placed)
  }

  async function share(): Promise<void> {
    if (status.busy.peek() || !server.isSettled()) return
    const name = status.missing.peek() ? 'shareRest' : 'share'
    await status.follow(() => call(name, draft.current.peek()))
  }

  const permitServer = async (permit: Permit): Promise<boolean> =>
    server.isSettled() && permit(hostPattern(draft.current.peek().server))

  /** Requests permission for the chosen server, then shares: one press. */
  async function allowServer(permit: Permit): Promise<void> {
    if (await permitServer(permit)) await share()
  }

  function closeGenerator(): void {
    if (!generating.peek()) return
    generating.value = false
    draft.focus()
  }

  /** Has the server generate a secret, if permitted. The current text is set aside, not lost. */
  async function generate(permit: Permit): Promise<void> {
    if (!(await permitServer(permit)) || status.busy.peek()) return
    closeGenerator()
    draft.setAside()
    const { length } = settings.peek().generator
    await status.follow(() => call('generate', { draft: draft.current.peek(), length }))
  }

  async function useServer(permit: Permit): Promise<void> {
    const origin = await server.checkAddress(permit)
    if (origin === undefined) return
    server.offer(origin)
    write({ server: origin })
  }

  /** Reads a flattened selection again, with its line breaks, if the person grants permission. */
  async function readExactly(permit: Permit): Promise<void> {
    const { flattened } = draft.composing.peek()
    if (flattened?.pattern === undefined || !(await permit(flattened.pattern))) return
    const { tabId, frameId } = flattened
    const captured = await call('recapture', { tabId, frameId }).catch(() => undefined)
    if (!captured) return status.hear({ at: 'failed', failure: { code: 'noSelection' } })
    // Read, but not exactly: no further permission would help.
    const doubt: ComposerState['flattened'] = captured.exact ? undefined : { tabId, frameId, why: 'unsure' }
    draft.keep(readAgain(draft.composing.peek(), captured.text, doubt))
    status.dismissFailure()
  }

  const { press, resume } = askFirst(world, draft, { share: allowServer, generate, useServer, readExactly })

  return {
    settings,
    draft,
    status,
    server,
    write,
    /** Sends this secret as a standard one. The next is sealed again. */
    useStandardOnce(): void {
      draft.write({ mode: 'standard' })
      status.dismissFailure()
      draft.focus()
    },
    share,
    allowServer: press('share'),
    generate: press('generate'),
    useServer: press('useServer'),
    readExactly: press('readExactly'),
    resume,
    bringBack(): void {
      draft.bringBack()
      status.dismissFailure()
    },
    clear(): void {
      draft.clear()
      status.dismissFailure()
    },
    /** Starts the next secret: the current draft, or one with an earlier secret's options. */
    begin(like?: ShareOptions & { label: string }): void {
      if (status.busy.peek()) return
      if (status.outcome.peek()) void status.dismiss()
      if (like) {
        draft.renew()
        write(like)
      }
      draft.focus()
    },
    /** Opens the reveal page, with the link pasted here, if any. */
    async openLink(): Promise<void> {
      const { text } = draft.current.peek()
      const link = draft.isLink.peek() ? text : ''
      // The popup closes when that page opens, so empty the field first.
      if (link !== '') write({ text: '' })
      await call('openLink', { text: link }).catch(() => write({ text }))
    },
    /** Whether the generator is open. */
    generating,
    async openGenerator(): Promise<void> {
      await world.openGenerator()
      generating.value = true
    },
    closeGenerator,
    /** Puts a generated secret into the field. */
    take(text: string): void {
      if (status.busy.peek()) return
      closeGenerator()
      draft.put(text)
      status.dismissFailure()
    },
    rememberRecipe: (generator: GeneratorOptions) => choose({ generator }),
    inventPassphrase: async () => write({ passphrase: await world.inventPassphrase() }),
    openAccounts: world.openAccounts,
    /** The settings were changed elsewhere, or a server's limits were learned. */
    hearSettings(next: Settings) {
      settings.value = next
      draft.measure()
    },
    /** The organisation's policy changed. */
    hearRules(next: KnownPolicy) {
      draft.hearRules(next)
      if (!status.busy.peek()) draft.keep(draft.composing.peek())
    },
  }
})
export type ComposerModel = InstanceType<typeof ComposerModel>
