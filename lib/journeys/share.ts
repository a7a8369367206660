import type { Accounts } from '../doors/accounts'
import type { AccountApi } from '../doors/api/account-api'
import type { Created } from '../doors/api/answers'
import type { Api } from '../doors/api/api'
import type { NewSecret } from '../doors/api/new-secret'
import type { History } from '../doors/history'
import type { Account } from '../rules/account'
import { type Draft, letterOf } from '../rules/draft'
import { newLinkKey, seal } from '../rules/envelope'
import { checkSize, type Granted, wasShortened } from '../rules/limits'
import { makeLink, standardLink } from '../rules/link'
import { makeOpenerLink } from '../rules/opener-link'
import type { Shared } from '../rules/outcome'
import { checkPassphrase } from '../rules/passphrase'
import { checkCharacters, checkPlaintext } from '../rules/plaintext'
import { checkPolicy, type Policy } from '../rules/policy'
import { storedText } from '../rules/stored-text'

export type World = {
  api: (origin: string) => Pick<Api, 'share'>
  accounts: Pick<Accounts, 'open' | 'used'>
  /** The same in an account's name, at its own server. */
  accountApi: (account: Account) => Pick<AccountApi, 'share'>
  /** None when nothing of the secret may be kept. */
  history: Pick<History, 'add'> | undefined
  /** What the organisation rules, read for this share. */
  policy: Policy
  now: () => number
  newId: () => string
  /** The line for people that stands before a sealed text. */
  line: string
  /** Bytes that the server keeps whole. */
  room: number
  /** The page that a sealed link leads over, for recipients without the extension; none for a plain link. */
  opener: string | undefined
  /** Called when nothing more is prepared and the text is about to leave. */
  sending: () => Promise<void>
  /** Called with what the server granted; not where nothing may be kept of the secret. */
  learn: (server: string, granted: Granted) => Promise<void>
}

/**
 * Puts a draft on its server, once, and gives back its link. Everything that can be wrong with the text
 * or against the rules is found before anything leaves.
 * @throws Fault: what is wrong with the draft, which rule it breaks, or what the server and the way to it said
 */
export async function share(world: World, draft: Draft): Promise<Shared> {
  checkDraft(draft)
  checkPolicy(world.policy, draft)
  const account = await accountFor(world, draft)
  const linkKey = draft.mode === 'sealed' ? newLinkKey() : undefined
  const secret = linkKey ? await sealed(draft, linkKey, world) : standard(draft, world)
  await world.sending()
  const created = await send(world, draft, account, secret)
  const shared = {
    ...receiptOf(draft, created, world),
    ...(account ? toldOf(account, created) : {}),
    link: await linkOf(originOf(draft, account, created), draft, created, linkKey, world.opener),
  }
  if (account) await world.accounts.used(account.id, world.now())
  if (!world.history) return { ...shared, remembered: true, untold: true }
  await learn(world, draft, created.ttl)
  return { ...shared, remembered: await remember(world.history, world.now, draft, shared, created) }
}

/** Somebody who chose an account is never made anonymous: without it nothing is sent. */
const accountFor = async ({ accounts }: World, { account, server }: Draft): Promise<Account | undefined> =>
  account === null ? undefined : accounts.open(account, server)

function send(
  { api, accountApi }: World,
  { server }: Draft,
  account: Account | undefined,
  secret: NewSecret,
): Promise<Created> {
  if (!account) return api(server).share(secret)
  const { shareDomain } = account
  return accountApi(account).share({ ...secret, ...(shareDomain === undefined ? {} : { shareDomain }) })
}

/** Where the link leads: to the account's domain, if the server went along with it. */
const originOf = ({ server }: Draft, account: Account | undefined, created: Created): string =>
  account && hasOwnDomain(account, created) ? `https://${account.shareDomain}` : server

const hasOwnDomain = ({ shareDomain }: Account, created: Created): boolean =>
  shareDomain !== undefined && created.shareDomain?.toLowerCase() === shareDomain

const toldOf = (account: Account, created: Created) => ({
  account: account.name,
  ...(account.shareDomain === undefined || hasOwnDomain(account, created)
    ? {}
    : { otherDomain: account.shareDomain }),
})

function checkDraft({ text, note, passphrase, mode }: Draft): void {
  checkPlaintext(text)
  checkCharacters(note)
  if (passphrase !== '') checkPassphrase(passphrase, mode === 'sealed')
}

async function sealed(draft: Draft, linkKey: Uint8Array, { line, room }: World) {
  const { passphrase, ttl } = draft
  const jwe = await seal(letterOf(draft), { linkKey, ...(passphrase === '' ? {} : { passphrase }) })
  return { secret: storedText(jwe, line, room), ttl }
}

function standard({ text, passphrase, ttl }: Draft, { room }: World) {
  checkSize(text, room)
  return { secret: text, ttl, ...(passphrase === '' ? {} : { passphrase }) }
}

function receiptOf({ server, mode, passphrase, ttl }: Draft, created: Created, { newId, now }: World) {
  const granted = created.ttl ?? ttl
  return {
    id: newId(),
    server,
    sealed: mode === 'sealed',
    passphrase: passphrase !== '',
    expires: now() + granted * 1000,
    ...(wasShortened(ttl, granted) ? { shortened: ttl } : {}),
  }
}

async function linkOf(
  origin: string,
  { passphrase }: Draft,
  { secretKey }: Created,
  linkKey: Uint8Array | undefined,
  opener: string | undefined,
): Promise<string> {
  if (!linkKey) return standardLink(origin, secretKey)
  const link = await makeLink({ origin, secretKey, linkKey, passphrase: passphrase !== '' })
  return opener === undefined ? link : makeOpenerLink(opener, link)
}

/** What can't be kept is learned another time: it must not cost the link. */
async function learn(world: World, { server, account, ttl }: Draft, granted: number | undefined) {
  if (granted === undefined) return
  await world.learn(server, { account: account !== null, asked: ttl, granted }).catch(() => {})
}

/** The secret is on the server by now, so a history that can't be written must not cost the link. */
async function remember(
  history: Pick<History, 'add'>,
  now: () => number,
  { label, account }: Draft,
  { id, server, sealed, passphrase, expires }: Omit<Shared, 'remembered'>,
  { metadataKey, recipient }: Created,
): Promise<boolean> {
  const fresh = { id, server, account, sealed, passphrase, expires, label, metadataKey, created: now() }
  return history.add({ ...fresh, ...(recipient === undefined ? {} : { recipient }), state: 'waiting' }).then(
    () => true,
    () => false,
  )
}
