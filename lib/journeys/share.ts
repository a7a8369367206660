import type { Accounts } from '../doors/accounts'
import type { AccountApi } from '../doors/api/account-api'
import type { Api } from '../doors/api/api'
import { type NewSecret, onDomainOf } from '../doors/api/new-secret'
import { type World as HandOver, handOver } from '../doors/hand-over'
import type { Account } from '../rules/account'
import { type Created, linkOrigin } from '../rules/created'
import { type Draft, letterOf } from '../rules/draft'
import { newLinkKey, seal } from '../rules/envelope'
import { bytesOf, checkSize, type Granted } from '../rules/limits'
import { checkOrigin, makeLink, makeOpenerLink, openerFor, standardLink } from '../rules/link'
import type { Shared } from '../rules/outcome'
import { checkPassphrase } from '../rules/passphrase'
import { checkCharacters, checkPlaintext } from '../rules/plaintext'
import { checkPolicy, type Policy } from '../rules/policy'
import { recipientOf } from '../rules/recipient'
import { largestSealed } from '../rules/sealed-length'
import { storedText } from '../rules/sealed-text'

export type World = HandOver & {
  api: (origin: string) => Pick<Api, 'share'>
  accounts: Pick<Accounts, 'open' | 'used'>
  /** The same in an account's name, at its own server. */
  accountApi: (account: Account) => Pick<AccountApi, 'share'>
  /** What the organisation rules, read for this share. */
  policy: Policy
  /** The line for people that stands before a sealed text. */
  line: string
  /** Bytes that the server keeps whole. */
  room: number
  /** The page that a sealed link leads over, for recipients without the extension; none for a plain link. */
  opener: string | undefined
  /** Called with what the server granted; not where nothing may be kept of the secret. */
  learn: (server: string, granted: Granted) => Promise<void>
}

/**
 * Puts a draft on its server, once, and gives back its link. Everything that can be wrong with the text
 * or against the rules is found before anything leaves; afterwards nothing may cost the link.
 * @throws Fault: what is wrong with the draft, which rule it breaks, or what the server and the way to it said
 */
export async function share(world: World, draft: Draft): Promise<Shared> {
  checkDraft(draft)
  checkPolicy(world.policy, draft)
  checkOrigin(draft.server)
  const recipient = recipientOf(draft)
  const account = await accountFor(world, draft)
  const linkKey = draft.mode === 'sealed' ? newLinkKey() : undefined
  const secret = linkKey ? await sealed(draft, linkKey, world) : standard(draft, world)
  let ttl: number | undefined
  const shared = await handOver(world, {
    draft,
    account,
    send: () => send(world, draft, account, { ...secret, ...(recipient === undefined ? {} : { recipient }) }),
    async linkOf(created) {
      ttl = created.ttl
      // What the server mails leads to its own page, and the key of that link is the part that is still to be sent.
      const opener = created.recipient === undefined ? world.opener : undefined
      return { link: await linkOf(linkOrigin({ draft, account, created }), draft, created, linkKey, opener) }
    },
  })
  if (world.history) await learn(world, draft, ttl)
  return shared
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
  return accountApi(account).share(onDomainOf(account, secret))
}

function checkDraft({ text, note, passphrase, mode }: Draft): void {
  checkPlaintext(text)
  checkCharacters(note)
  if (passphrase !== '') checkPassphrase(passphrase, mode === 'sealed')
}

async function sealed(draft: Draft, linkKey: Uint8Array, { line, room }: World) {
  const { passphrase, ttl } = draft
  const letter = letterOf(draft)
  // What fits beside the line is not padded beyond that.
  const beside = room - bytesOf(`${line}\n\n`)
  const fits = largestSealed(letter, passphrase !== '', beside) <= beside
  const lock = { linkKey, ...(passphrase === '' ? {} : { passphrase }) }
  const jwe = await seal(letter, lock, fits ? beside : room)
  return { secret: storedText(jwe, line, room), ttl }
}

function standard({ text, passphrase, ttl }: Draft, { room }: World) {
  checkSize(text, room)
  return { secret: text, ttl, ...(passphrase === '' ? {} : { passphrase }) }
}

async function linkOf(
  origin: string,
  { passphrase }: Draft,
  { secretKey }: Created,
  linkKey: Uint8Array | undefined,
  address: string | undefined,
): Promise<string> {
  if (!linkKey) return standardLink(origin, secretKey)
  const link = await makeLink({ origin, secretKey, linkKey, passphrase: passphrase !== '' })
  const opener = openerFor(origin, address)
  return opener === undefined ? link : makeOpenerLink(opener, link)
}

/** What can't be kept is learned another time: it must not cost the link. */
async function learn(world: World, { server, account, ttl }: Draft, granted: number | undefined) {
  if (granted === undefined) return
  await world.learn(server, { account: account !== null, asked: ttl, granted }).catch(() => {})
}
