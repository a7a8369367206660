import { createModel } from '@preact/signals'
import type { Call } from '../../lib/doors/messages'
import type { Settings } from '../../lib/doors/settings'
import type { KnownAccount } from '../../lib/rules/account'
import type { Composing } from '../../lib/rules/composing'
import type { Draft } from '../../lib/rules/draft'
import type { Outcome } from '../../lib/rules/outcome'
import type { Rules } from '../../lib/rules/policy'
import { hostPattern } from '../../lib/rules/server'
import { addServer, type Permit } from '../adding-server'
import { askFirst } from './asking'
import { type Chosen, createChoosing } from './choosing'
import { createField, type Like } from './field'
import { createFollowing } from './following'
import { createMakingUp } from './making-up'
import { createMeter } from './meter'
import { createPastedLink } from './pasted-link'
import { createRecapturing } from './recapturing'
import { createSettling } from './settling'
import { createSharedAs } from './shared-as'
import { createWriting, type Kept } from './writing'

export type { Chosen }

export type World = Kept & {
  call: Call
  /** Forgets what became of the last secret where that is kept; never waited for. */
  forget: () => void
  /** What was chosen for the last secret, for the next one. */
  remember: (chosen: Chosen) => void
  /** Asks the person for a host permission; must be the first thing that a press does. */
  request: Permit
  /** Whether the browser lets us already. */
  allowed: Permit
  inventPassphrase: () => Promise<string>
  /** Fetches the generator and shows it afresh. */
  openGenerator: () => Promise<void>
  /** Shows the page where accounts are kept. */
  openAccounts: () => void
  now: () => number
}

export type Start = {
  settings: Settings
  /** The organisation's, as last read. */
  rules: Rules
  composing: Composing | undefined
  outcome: Outcome | undefined
  accounts: readonly KnownAccount[]
}

export const Composer = createModel((world: World, start: Start) => {
  const { call } = world
  const { settings, choose, chooseSharing, offer } = createChoosing(world.remember, start.settings)
  const { keep, recall, hearKept, ...writing } = createWriting({ ...world, settings }, start)
  const { rules, composing, draft } = writing
  const { squeeze, ...meter } = createMeter({ draft, settings })
  const { follow, ...following } = createFollowing(
    { call, recall: () => recall().then(squeeze), refocus: () => refocus(), forget: world.forget },
    start.outcome,
  )
  const { outcome, busy, dismiss } = following
  const sharedAs = createSharedAs(start.accounts, { draft, settings, now: world.now })
  const { put, setAside, renew, refocus, ...field } = createField({ composing, settings, keep, change })

  function change(next: Composing): void {
    keep(next)
    if (outcome.peek()?.at === 'failed') void dismiss()
    void squeeze()
  }

  function write(patch: Partial<Draft>): void {
    if (busy.peek()) return
    const server = patch.server ?? draft.peek().server
    // Neither is chosen without the other: an account is one of its server's.
    const placed = 'server' in patch || 'account' in patch
    const next = placed ? { server, account: sharedAs.at(server), ...patch } : patch
    change({ ...composing.peek(), draft: { ...draft.peek(), ...next } })
    chooseSharing(next)
  }

  async function share(): Promise<void> {
    if (!busy.peek() && isSettled()) await follow(() => call('share', draft.peek()))
  }

  /** Allows the chosen server, then shares: one press. */
  async function allowServer(permit: Permit): Promise<void> {
    if (isSettled() && (await permit(hostPattern(draft.peek().server)))) await share()
  }

  /** Has the server make a secret up, if the browser lets us. What was being written is set aside, not lost. */
  async function generate(permit: Permit): Promise<void> {
    const permitted = isSettled() && (await permit(hostPattern(draft.peek().server)))
    if (!permitted || busy.peek()) return
    makingUp.closeGenerator()
    setAside()
    const { length } = settings.peek().generator
    await follow(() => call('generate', { draft: draft.peek(), length }))
  }

  /** Turns to the next one: what is being written, or one like an earlier one. */
  function begin(like?: Like): void {
    if (busy.peek()) return
    if (outcome.peek()) void dismiss()
    if (like) {
      renew()
      write(like)
    }
    refocus()
  }

  const makingUp = createMakingUp({
    openGenerator: world.openGenerator,
    busy,
    put,
    remember: generator => choose({ generator }),
    refocus,
  })
  const { useServer, ...addingServer } = addServer(
    {
      call,
      keep: address => keep({ ...composing.peek(), address }),
      use(origin) {
        offer(origin)
        write({ server: origin })
      },
    },
    start.composing?.address,
  )
  const { isSettled, ...settling } = createSettling(addingServer.adding)
  const readExactly = createRecapturing({
    call,
    composing,
    change,
    missed: () => following.hear({ at: 'failed', failure: { code: 'noSelection' } }),
  })
  void squeeze()
  const kept = { read: () => composing.peek(), keep }
  const { press, resume } = askFirst(world, kept, { share: allowServer, generate, useServer, readExactly })

  return {
    settings,
    ...writing,
    ...meter,
    ...following,
    ...makingUp,
    ...addingServer,
    ...settling,
    ...field,
    ...createPastedLink({ call, draft, write }),
    hearKept: () => hearKept().then(squeeze),
    sharedAs,
    begin,
    write,
    share,
    allowServer: press('share'),
    generate: press('generate'),
    useServer: press('useServer'),
    readExactly: press('readExactly'),
    resume,
    inventPassphrase: async () => write({ passphrase: await world.inventPassphrase() }),
    openAccounts: world.openAccounts,
    /** The settings were changed elsewhere, or a server's limits were learned. */
    hearSettings(next: Settings) {
      settings.value = next
      void squeeze()
    },
    /** The organisation's rules were changed. */
    hearRules(next: Rules) {
      rules.value = next
      if (!busy.peek()) keep(composing.peek())
      void squeeze()
    },
  }
})
export type Composer = InstanceType<typeof Composer>
