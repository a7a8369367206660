import type { AccountStore } from '../adapters/account-store'
import { type AccountApi, type Api, onDomainOf, type ShareTerms } from '../adapters/api/api'
import type { HistoryStore } from '../adapters/history-store'
import type { ImportExclusions } from '../adapters/import-exclusions'
import type { SettingsStore } from '../adapters/settings-store'
import type { Account } from '../domain/account'
import type { BatchPlace } from '../domain/batch'
import { type CreatedSecret, linkOrigin, sharedSecretOf } from '../domain/created-secret'
import { type Draft, payloadOf, withFileSealed } from '../domain/draft'
import { faultOf, mayHaveReached } from '../domain/fault'
import { newLinkKey, seal } from '../domain/jwe-envelope'
import { checkOrigin, makeLink, makeOpenerLink, openerFor, standardLink } from '../domain/link'
import { checkPassphrase } from '../domain/passphrase'
import { pendingShareOf } from '../domain/pending-share'
import { checkPayload } from '../domain/plaintext'
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

/** `A`: the part of a server's API that makes the secret. */
type Making<A> = ShareSteps & {
  api: (origin: string) => A
  /** The same for an account, on its own server. */
  accountApi: (account: Account) => A
  accounts: Pick<AccountStore, 'open' | 'used'>
  /** `undefined` if nothing of the secret may be recorded. */
  history: Pick<HistoryStore, 'add'> | undefined
  untold: Pick<ImportExclusions, 'expect' | 'met' | 'drop'>
  /** The organisation's policy, read for this secret. */
  policy: Policy
  /** Its place among the links for several people, which is recorded here and sent nowhere. */
  batch?: BatchPlace | undefined
  /** Whether the recipient's language could not be read. */
  ownLanguage?: boolean
  now: () => number
  newId: () => string
}

export type GenerateWorld = Making<Pick<Api, 'generate'> | Pick<AccountApi, 'generate'>>

export type ShareWorld = Making<Pick<Api, 'share'> | Pick<AccountApi, 'share'>> & {
  /** Where the lifetime granted by the server is remembered, unless nothing of the secret may be recorded. */
  settings: Pick<SettingsStore, 'read' | 'change'>
  /** The line for human readers that precedes a sealed text. */
  line: string
  /** Bytes that the server stores untruncated. */
  room: number
  /**
   * The opener page that sealed links go through, for recipients without the extension; `undefined` for
   * direct links.
   */
  opener: string | undefined
}

/**
 * Sends a draft to its server, once, and returns its link. Every problem with the text or the policy is
 * found before anything is sent; after that no failure may lose the link.
 * @throws Fault: what is wrong with the draft, the policy rule it breaks, the server's or a connection
 * fault
 */
export async function share(world: ShareWorld, written: Draft): Promise<SharedSecret> {
  const draft = withFileSealed(written)
  checkPayload(payloadOf(draft))
  checkTerms(draft)
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
      // Links that the server mails go to its own page, so the link shown here must too: its key is the
      // part still to be sent.
      const opener = created.recipient === undefined ? world.opener : undefined
      return { link: await linkOf(linkOrigin({ draft, account, created }), draft, created, linkKey, opener) }
    },
  })
  if (world.history && ttl !== undefined) {
    const granted = { account: account !== undefined, asked: draft.ttl, granted: ttl }
    // If this can't be stored, it is learned another time: it must not lose the link.
    await learnLimit(world, draft.server, granted).catch(() => {})
  }
  return shared
}

/**
 * Has a server generate a secret of this many characters, once, and returns its link and text. It is a
 * standard one, whatever the draft says; the draft's text or file is neither used nor sent.
 * @throws Fault: what is wrong with the draft, the policy rule it breaks, the server's or a connection
 * fault
 */
export async function generateOnServer(
  world: GenerateWorld,
  { file: _, ...written }: Draft,
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

/** Remembers the server's lifetime limit, as revealed by what it just granted. @throws Fault `notKept` */
export async function learnLimit(
  { settings }: Pick<ShareWorld, 'settings'>,
  server: string,
  granted: GrantedLifetime,
): Promise<void> {
  const before = limitsOf((await settings.read()).limits, server)
  // Most of the time nothing is new, and a settings change wakes everything that observes them.
  if (limitsAfter(before, granted) === before) return
  await settings.change(({ limits }) => ({
    limits: withLimits(limits, server, limitsAfter(limitsOf(limits, server), granted)),
  }))
}

function checkTerms({ passphrase, mode }: Draft): void {
  if (passphrase !== '') checkPassphrase(passphrase, mode === 'sealed')
}

/**
 * What it takes to send a draft: its account, its server's API, and the terms. If the chosen account is
 * unavailable, nothing is sent, rather than sending anonymously.
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
  // If it fits together with the line, it is not padded beyond that.
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

/** A secret that is ready to be sent, and how to make its link from the answer. */
type Ready<C extends CreatedSecret> = {
  draft: Draft
  account: Account | undefined
  send: () => Promise<C>
  linkOf: (created: C) => Promise<Pick<SharedSecret, 'link' | 'value'>>
}

/**
 * Sends it, once. The link is handed out while the history entry is being written: neither waits for the
 * other, as we may be stopped at any moment. After that no failure may lose the link.
 * @throws Fault: `notKept` when it could not be recorded before; the server's or a connection fault
 */
async function handOver<C extends CreatedSecret>(
  world: Making<unknown>,
  ready: Ready<C>,
): Promise<SharedSecret> {
  const { history, untold, accounts, now } = world
  const { draft, account, send, linkOf } = ready
  const trace = pendingShareOf(draft, now())
  // An account's list would bring back what must not be recorded. Exclude it from import before it is on
  // that list.
  const expected = history || !trace ? undefined : await untold.expect(trace)
  const created = await world
    .sending(draft)
    .then(send)
    .catch(async (error: unknown) => {
      if (expected !== undefined && !mayHaveReached(faultOf(error).code)) await untold.drop(expected)
      throw error
    })
  const known = {
    ...sharedSecretOf({ draft, account, created }, world.newId(), now()),
    ...(history ? {} : { untold: true as const }),
    ...(world.batch ? { batch: world.batch } : {}),
    ...(world.ownLanguage ? { ownLanguage: true as const } : {}),
  }
  const recording = record(world, draft, created, known, expected)
  const shared = { ...known, ...(await linkOf(created)) }
  await world.made({ ...shared, remembered: true })
  const remembered = await recording
  if (account && history) await accounts.used(account.id, now()).catch(() => {})
  return { ...shared, remembered }
}

/**
 * Adds a secret that was just made to the history; without a history nothing is recorded. The secret is on
 * the server by now, so a history that can't be written must not lose the link.
 * @param expected its id among the import exclusions, if it has one
 * @returns whether it can be tracked
 */
async function record(
  { history, untold, now }: Making<unknown>,
  { label, account, ttl }: Draft,
  { metadataKey, recipient, ttl: granted }: CreatedSecret,
  { id, server, sealed, passphrase, expires, file, batch }: ReturnType<typeof sharedSecretOf>,
  expected: string | undefined,
): Promise<boolean> {
  if (expected !== undefined) await untold.met(expected, metadataKey, granted ?? ttl)
  if (!history) return true
  const fresh = { id, server, account, sealed, passphrase, expires, label, metadataKey, created: now(), file }
  const more = { ...(recipient === undefined ? {} : { recipient }), ...(batch ? { batch } : {}) }
  return history.add({ ...fresh, ...more, state: 'waiting' }).then(
    () => true,
    () => false,
  )
}
