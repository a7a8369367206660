import { computed, createModel, signal } from '@preact/signals'
import type { Composing } from '../../lib/doors/composing'
import type { Call } from '../../lib/doors/messages'
import type { Settings } from '../../lib/doors/settings'
import type { KnownAccount } from '../../lib/rules/account'
import { blank, type Draft, isBlank, letterOf, type Options } from '../../lib/rules/draft'
import { bytesOf, limitsOf, roomOf } from '../../lib/rules/limits'
import { failureOf, isUnderWay, type Outcome } from '../../lib/rules/outcome'
import { bound, type Rules, shownOf } from '../../lib/rules/policy'
import { largestSealed, sealedSize } from '../../lib/rules/sealed-size'
import { hostPattern } from '../../lib/rules/server'
import { addServer, type Permit } from '../adding-server'
import { createBurning } from '../burning'
import { broughtBack, withText } from './aside'
import { askFirst } from './asking'
import { createMakingUp } from './making-up'
import { createSharedAs } from './shared-as'

/** What of the settings is chosen in passing. */
export type Chosen = Partial<Pick<Settings, 'sharing' | 'generator'>>

export type World = {
  call: Call
  /** Keeps what is typed in memory; called with every key, so never waited for. */
  keep: (composing: Composing) => void
  /** What was chosen for the last secret, for the next one. */
  remember: (chosen: Chosen) => void
  /** Asks the person for a host permission; must be the first thing that a press does. */
  request: Permit
  /** Whether the browser lets us already. */
  allowed: Permit
  inventPassphrase: () => Promise<string>
  /** Fetches the generator and shows it afresh. */
  openGenerator: () => Promise<void>
  /** Shows the page where a fetched secret waits. */
  lookAt: (token: string) => void
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
  /** Tokens of the secrets that were fetched and not yet forgotten. */
  kept: readonly string[]
  accounts: readonly KnownAccount[]
}

export const Composer = createModel((world: World, start: Start) => {
  const settings = signal(start.settings)
  const rules = signal(start.rules)
  const policy = computed(() => shownOf(rules.value))
  const composing = signal(underRules(begunAs(start.composing, start.settings.sharing)))
  const outcome = signal(start.outcome)
  const begun = signal(0)
  const burnings = new Map<string, ReturnType<typeof createBurning>>()
  const squeezed = signal<{ of: Draft; bytes: number } | undefined>(undefined)

  let putAway: string | undefined

  const draft = computed(() => composing.value.draft)
  const sharedAs = createSharedAs(start.accounts, { draft, settings, now: world.now })
  const busy = computed(() => isUnderWay(outcome.value))
  /** What is known of the chosen server. */
  const limits = computed(() => limitsOf(settings.value.limits, draft.value.server))
  /** Seconds that it grants at most, where that is known. */
  const longest = computed(() => limits.value[draft.value.account === null ? 'anonymous' : 'account'])
  /** Bytes that it keeps whole. */
  const room = computed(() => roomOf(limits.value))
  /** Bytes that the server will be asked to keep. Compressing is tried only when it is needed to fit. */
  const size = computed(() => {
    if (squeezed.value?.of === draft.value) return squeezed.value.bytes
    return draft.value.text === '' ? 0 : largest(draft.value)
  })

  /** What is written, as near to the rules as it can be without asking. */
  function underRules(next: Composing): Composing {
    return { ...next, draft: bound(policy.peek(), next.draft) }
  }

  function keep(given: Composing): void {
    const next = underRules(given)
    composing.value = next
    world.keep(next)
  }

  function change(next: Composing): void {
    keep(next)
    if (outcome.peek()?.at === 'failed') void dismiss()
    void squeeze(draft.peek())
  }

  async function squeeze(of: Draft): Promise<void> {
    if (of.mode === 'standard' || largest(of) <= room.peek()) return
    const bytes = await sealedSize(letterOf(of), of.passphrase !== '')
    if (draft.peek() === of) squeezed.value = { of, bytes }
  }

  function write(patch: Partial<Draft>): void {
    if (busy.peek()) return
    const whose = sharedAs.at(patch.server ?? draft.peek().server)
    change({ ...composing.peek(), draft: { ...draft.peek(), account: whose, ...patch } })
    const { mode, server, account, ttl } = draft.peek()
    const { sharing, remember } = settings.peek()
    if (remember === 'fixed') return
    if (
      mode !== sharing.mode ||
      server !== sharing.server ||
      account !== sharing.account ||
      ttl !== sharing.ttl
    ) {
      choose({ sharing: { mode, server, account, ttl } })
    }
  }

  function choose(chosen: Chosen): void {
    settings.value = { ...settings.peek(), ...chosen }
    world.remember(chosen)
  }

  /** What the background says, as an answer or on its own; late words about a secret that was put away are none. */
  function hear(next: Outcome | undefined): void {
    if (next?.at === 'shared' && next.shared.id === putAway) return
    outcome.value = next
    if (next?.at !== 'shared') return
    composing.value = underRules({ draft: blank(settings.peek().sharing), aside: composing.peek().aside })
  }

  async function share(): Promise<void> {
    if (!busy.peek()) await follow(() => world.call('share', draft.peek()))
  }

  async function follow(ask: () => Promise<Outcome>): Promise<void> {
    outcome.value = { at: 'sealing' }
    // The worker may be stopped under way; a new one knows how far the old one came.
    const ended = await ask()
      .catch(() => world.call('outcome', undefined))
      .catch(failed)
    hear(ended)
  }

  /** Has the server make a secret up, if the browser lets us. What was being written is set aside, not lost. */
  async function generate(permit: Permit): Promise<void> {
    const permitted = await permit(hostPattern(draft.peek().server))
    if (!permitted || busy.peek()) return
    makingUp.closeGenerator()
    keep(withText(composing.peek(), ''))
    const { length } = settings.peek().generator
    await follow(() => world.call('generate', { draft: draft.peek(), length }))
  }

  /** What was there at the start may be a stopped worker's last word; whatever happened here since is newer. */
  async function catchUp(): Promise<void> {
    const before = outcome.peek()
    const known = await world.call('outcome', undefined)
    if (outcome.peek() === before) hear(known)
  }

  async function dismiss(): Promise<void> {
    const last = outcome.peek()
    if (last?.at === 'shared') putAway = last.shared.id
    outcome.value = undefined
    await world.call('dismiss', undefined).catch(() => {})
  }

  /** Allows the chosen server, then shares: one press. */
  async function allowServer(permit: Permit): Promise<void> {
    if (await permit(hostPattern(draft.peek().server))) await share()
  }

  /** Leaves for the page where secrets are read, with the link that was pasted here. */
  async function read(): Promise<void> {
    const { text } = draft.peek()
    const link = linkIn(text) ? text : ''
    // The popup closes as the page opens, so the field is emptied first.
    if (link !== '') write({ text: '' })
    await world.call('openLink', { text: link }).catch(() => write({ text }))
  }

  /** Turns to the next one: what is being written, or one like an earlier one; then the writing is set aside, not lost. */
  function begin(like?: Options & { label: string }): void {
    if (busy.peek()) return
    if (outcome.peek()) void dismiss()
    if (like) {
      const { aside } = withText(composing.peek(), '')
      keep({ draft: blank(settings.peek().sharing), aside })
      write(like)
    }
    begun.value++
  }

  /** The burning of one that was lost: as far as it is, however often it is looked at. */
  function burningOf(id: string) {
    const burning = burnings.get(id) ?? createBurning(world.call)
    burnings.set(id, burning)
    return burning
  }

  function bringBack(): void {
    const next = broughtBack(composing.peek())
    if (next) change(next)
  }

  /** Reads a flattened selection again, now with its line breaks, if the person lets us. */
  async function readExactly(permit: Permit): Promise<void> {
    const { flattened } = composing.peek()
    if (flattened?.pattern === undefined || !(await permit(flattened.pattern))) return
    const { tabId, frameId } = flattened
    const captured = await world.call('recapture', { tabId, frameId }).catch(() => undefined)
    const { flattened: _, ...rest } = composing.peek()
    if (captured) change({ ...rest, draft: { ...rest.draft, text: captured.text } })
    else outcome.value = { at: 'failed', failure: { code: 'noSelection' } }
  }

  function useOrigin(origin: string): void {
    const { servers } = settings.peek()
    settings.value = { ...settings.peek(), servers: [...new Set([...servers, origin])] }
    write({ server: origin })
  }

  const makingUp = createMakingUp({
    openGenerator: world.openGenerator,
    busy,
    put: text => change(withText(composing.peek(), text)),
    remember: generator => choose({ generator }),
    refocus: () => {
      begun.value++
    },
  })
  const keepAddress = (address: string | undefined) => keep({ ...composing.peek(), address })
  const { adding, typeServer, closeServer, useServer } = addServer(
    { call: world.call, keep: keepAddress, use: useOrigin },
    start.composing?.address,
  )
  const kept = { read: () => composing.peek(), keep }
  const { press, resume } = askFirst(world, kept, {
    share: allowServer,
    generate,
    useServer,
    readExactly,
  })

  return {
    settings,
    composing,
    draft,
    outcome,
    busy,
    size,
    room,
    longest,
    adding,
    write,
    hear,
    /** The settings were changed elsewhere, or a server's limits were learned. */
    hearSettings(next: Settings) {
      settings.value = next
    },
    rules,
    policy,
    /** The organisation's rules were changed. */
    hearRules(next: Rules) {
      rules.value = next
      if (!busy.peek()) keep(composing.peek())
    },
    catchUp,
    begin,
    /** How often a person asked for another one: the field takes the keyboard's place each time. */
    begun,
    share,
    dismiss,
    allowServer: press('share'),
    bringBack,
    read,
    isLink: computed(() => linkIn(draft.value.text)),
    kept: signal(start.kept),
    lookAt: world.lookAt,
    sharedAs,
    openAccounts: world.openAccounts,
    readExactly: press('readExactly'),
    useServer: press('useServer'),
    resume,
    clear: () => change({ ...composing.peek(), draft: blank(settings.peek().sharing), flattened: undefined }),
    burningOf,
    ...makingUp,
    generate: press('generate'),
    inventPassphrase: async () => write({ passphrase: await world.inventPassphrase() }),
    typeServer,
    closeServer,
  }
})
export type Composer = InstanceType<typeof Composer>

/** Where nothing is written yet, the settings have the say in how it is shared. */
function begunAs(composing: Composing | undefined, sharing: Options): Composing {
  if (!composing) return { draft: blank(sharing), aside: [] }
  return isBlank(composing.draft) ? { ...composing, draft: blank(sharing) } : composing
}

const largest = (draft: Draft): number =>
  draft.mode === 'standard' ? bytesOf(draft.text) : largestSealed(letterOf(draft), draft.passphrase !== '')

/** Whether a text is a link to a secret and nothing else: somebody may have pasted it into the wrong field. */
const linkIn = (text: string): boolean => /^\s*<?https?:\/\/\S+\/secret\/\S{5,}\s*$/.test(text)

const failed = (error: unknown): Outcome => ({ at: 'failed', failure: failureOf(error) })
