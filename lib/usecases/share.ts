import type { AccountStore } from '../adapters/account-store'
import { type AccountApi, type Api, onDomainOf, type ShareTerms } from '../adapters/api/api'
import type { HistoryStore } from '../adapters/history-store'
import type { ImportExclusions } from '../adapters/import-exclusions'
import type { SettingsStore } from '../adapters/settings-store'
import type { Account } from '../domain/account'
import { type CreatedSecret, linkOrigin, sharedSecretOf } from '../domain/created-secret'
import { type Draft, payloadOf } from '../domain/draft'
import { faultOf, faults } from '../domain/fault'
import { newLinkKey, seal } from '../domain/jwe-envelope'
import { checkOrigin, makeLink, makeOpenerLink, openerFor, standardLink } from '../domain/link'
import { checkPassphrase } from '../domain/passphrase'
import { pendingShareOf } from '../domain/pending-share'
import { checkCharacters, checkPlaintext } from '../domain/plaintext'
import { checkPolicy, type Policy } from '../domain/policy'
import { recipientOf } from '../domain/recipient'
import { largestSealed } from '../domain/sealed-length'
import { storedText } from '../domain/sealed-text'
import {
  bytesOf,
  checkSize,
  type GrantedLifetime,
  limitsAfter,
  limitsOf,
  withLimits,
} from '../domain/server-limits'
import type { SharedSecret, ShareSteps } from '../domain/share-outcome'

/** `A`: what of a server's API it takes to make the secret. */
type Making<A> = ShareSteps & {
  api: (origin: string) => A
  /** The same in an account's name, at its own server. */
  accountApi: (account: Account) => A
  accounts: Pick<AccountStore, 'open' | 'used'>
  /** None when nothing of the secret may be kept. */
  history: Pick<HistoryStore, 'add'> | undefined
  untold: Pick<ImportExclusions, 'expect' | 'met' | 'drop'>
  /** What the organisation rules, read for this secret. */
  policy: Policy
  now: () => number
  newId: () => string
}

export type GenerateWorld = Making<Pick<Api, 'generate'> | Pick<AccountApi, 'generate'>>

export type ShareWorld = Making<Pick<Api, 'share'> | Pick<AccountApi, 'share'>> & {
  /** Where it is remembered what the server granted; not where nothing may be kept of the secret. */
  settings: Pick<SettingsStore, 'read' | 'change'>
  /** The line for people that stands before a sealed text. */
  line: string
  /** Bytes that the server keeps whole. */
  room: number
  /** The page that a sealed link leads over, for recipients without the extension; none for a plain link. */
  opener: string | undefined
}

/**
 * Puts a draft on its server, once, and gives back its link. Everything that can be wrong with the text
 * or against the rules is found before anything leaves; afterwards nothing may cost the link.
 * @throws Fault: what is wrong with the draft, which rule it breaks, or what the server and the way to it said
 */
export async function share(world: ShareWorld, draft: Draft): Promise<SharedSecret> {
  checkWords(draft)
  const { account, api, terms } = await prepare(world, draft)
  const linkKey = draft.mode === 'sealed' ? newLinkKey() : undefined
  const secret = linkKey ? await sealed(draft, linkKey, world) : standard(draft, world)
  let ttl: number | undefined
  const shared = await handOver(world, {
    draft,
    account,
    send: () => api().share({ ...terms, secret }),
    async linkOf(created) {
      ttl = created.ttl
      // What the server mails leads to its own page, and the key of that link is the part that is still to be sent.
      const opener = created.recipient === undefined ? world.opener : undefined
      return { link: await linkOf(linkOrigin({ draft, account, created }), draft, created, linkKey, opener) }
    },
  })
  if (world.history && ttl !== undefined) {
    const granted = { account: account !== undefined, asked: draft.ttl, granted: ttl }
    // What can't be kept is learned another time: it must not cost the link.
    await learnLimit(world, draft.server, granted).catch(() => {})
  }
  return shared
}

/**
 * Has a server make up a secret of so many characters, once, and gives back its link and its text. It is a standard
 * one, whatever the draft says; what is written in the draft has no part in it and goes nowhere.
 * @throws Fault: what is wrong with the draft, which rule it breaks, or what the server and the way to it said
 */
export async function generateOnServer(
  world: GenerateWorld,
  written: Draft,
  length: number,
): Promise<SharedSecret> {
  const draft: Draft = { ...written, mode: 'standard', text: '', note: '' }
  checkTerms(draft)
  const { account, api, terms } = await prepare(world, draft)
  return handOver(world, {
    draft,
    account,
    send: () => api().generate({ ...terms, length }),
    linkOf: async created => ({
      link: standardLink(linkOrigin({ draft, account, created }), created.secretKey),
      value: created.value,
    }),
  })
}

/** Remembers for how long a server keeps secrets, as it has just shown. @throws Fault `notKept` */
export async function learnLimit(
  { settings }: Pick<ShareWorld, 'settings'>,
  server: string,
  granted: GrantedLifetime,
): Promise<void> {
  const before = limitsOf((await settings.read()).limits, server)
  // Most say nothing new, and whoever changes the settings wakes all that follow them.
  if (limitsAfter(before, granted) === before) return
  await settings.change(({ limits }) => ({
    limits: withLimits(limits, server, limitsAfter(limitsOf(limits, server), granted)),
  }))
}

function checkWords(draft: Draft): void {
  checkPlaintext(draft.text)
  checkCharacters(draft.note)
  checkTerms(draft)
}

function checkTerms({ passphrase, mode }: Draft): void {
  if (passphrase !== '') checkPassphrase(passphrase, mode === 'sealed')
}

/**
 * What a draft needs to leave: its account, the API of its server, and how the secret is to be kept there. Somebody who
 * chose an account is never made anonymous: without it nothing is sent.
 */
async function prepare<A>({ api, accountApi, accounts, policy }: Making<A>, draft: Draft) {
  const { server, mode, ttl, passphrase } = draft
  checkPolicy(policy, draft)
  checkOrigin(server)
  const recipient = recipientOf(draft)
  const account = draft.account === null ? undefined : await accounts.open(draft.account, server)
  const terms: ShareTerms = {
    ttl,
    ...(mode === 'sealed' || passphrase === '' ? {} : { passphrase }),
    ...(recipient === undefined ? {} : { recipient }),
  }
  return {
    account,
    api: () => (account ? accountApi(account) : api(server)),
    terms: account ? onDomainOf(account, terms) : terms,
  }
}

async function sealed(draft: Draft, linkKey: Uint8Array, { line, room }: ShareWorld): Promise<string> {
  const { passphrase } = draft
  const letter = payloadOf(draft)
  // What fits beside the line is not padded beyond that.
  const beside = room - bytesOf(`${line}\n\n`)
  const fits = largestSealed(letter, passphrase !== '', beside) <= beside
  const lock = { linkKey, ...(passphrase === '' ? {} : { passphrase }) }
  const jwe = await seal(letter, lock, fits ? beside : room)
  return storedText(jwe, line, room)
}

function standard({ text }: Draft, { room }: ShareWorld): string {
  checkSize(text, room)
  return text
}

async function linkOf(
  origin: string,
  { passphrase }: Draft,
  { secretKey }: CreatedSecret,
  linkKey: Uint8Array | undefined,
  address: string | undefined,
): Promise<string> {
  if (!linkKey) return standardLink(origin, secretKey)
  const link = await makeLink({ origin, secretKey, linkKey, passphrase: passphrase !== '' })
  const opener = openerFor(origin, address)
  return opener === undefined ? link : makeOpenerLink(opener, link)
}

/** What is ready to leave, and what is to be made of the answer. */
type Ready<C extends CreatedSecret> = {
  draft: Draft
  account: Account | undefined
  send: () => Promise<C>
  linkOf: (created: C) => Promise<Pick<SharedSecret, 'link' | 'value'>>
}

/**
 * Sends what is ready, once. Of the answer, the link is handed out and the entry written at the same time: neither
 * waits for the other, as we may be stopped at any moment. Afterwards nothing may cost the link.
 * @throws Fault: `notKept` when it could not be noted before; what the server and the way to it said
 */
async function handOver<C extends CreatedSecret>(
  world: Making<unknown>,
  ready: Ready<C>,
): Promise<SharedSecret> {
  const { history, untold, accounts, now } = world
  const { draft, account, send, linkOf } = ready
  const trace = pendingShareOf(draft, now())
  // Of what nothing may be kept, an account's list would tell. That must be prevented before it is on it.
  const expected = history || !trace ? undefined : await untold.expect(trace)
  const created = await world
    .sending(draft)
    .then(send)
    .catch(async (error: unknown) => {
      if (expected !== undefined && faults[faultOf(error).code] === 'no') await untold.drop(expected)
      throw error
    })
  const known = {
    ...sharedSecretOf({ draft, account, created }, world.newId(), now()),
    ...(history ? {} : { untold: true as const }),
  }
  const recording = record(world, draft, created, known, expected)
  const shared = { ...known, ...(await linkOf(created)) }
  await world.made({ ...shared, remembered: true })
  const remembered = await recording
  if (account && history) await accounts.used(account.id, now()).catch(() => {})
  return { ...shared, remembered }
}

/**
 * Puts a secret that was just made in the history; where there is none, nothing of it may be kept. The secret is on
 * the server by now, so a history that can't be written must not cost the link.
 * @param expected As what it was expected not to be told of, if it was
 * @returns whether it can be followed
 */
async function record(
  { history, untold, now }: Making<unknown>,
  { label, account, ttl }: Draft,
  { metadataKey, recipient, ttl: granted }: CreatedSecret,
  { id, server, sealed, passphrase, expires }: ReturnType<typeof sharedSecretOf>,
  expected: string | undefined,
): Promise<boolean> {
  if (expected !== undefined) await untold.met(expected, metadataKey, granted ?? ttl)
  if (!history) return true
  const fresh = { id, server, account, sealed, passphrase, expires, label, metadataKey, created: now() }
  return history.add({ ...fresh, ...(recipient === undefined ? {} : { recipient }), state: 'waiting' }).then(
    () => true,
    () => false,
  )
}
