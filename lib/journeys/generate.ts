import type { Accounts } from '../doors/accounts'
import type { Generated } from '../doors/api/answers'
import { type AccountApi, type Api, type Generate, onDomainOf } from '../doors/api/api'
import { type World as HandOver, handOver } from '../doors/hand-over'
import type { Account } from '../rules/account'
import { linkOrigin } from '../rules/created'
import type { Draft } from '../rules/draft'
import { checkOrigin, standardLink } from '../rules/link'
import type { Shared } from '../rules/outcome'
import { checkPassphrase } from '../rules/passphrase'
import { checkPolicy, type Policy } from '../rules/policy'
import { recipientOf } from '../rules/recipient'

export type World = HandOver & {
  api: (origin: string) => Pick<Api, 'generate'>
  accounts: Pick<Accounts, 'open' | 'used'>
  /** The same in an account's name, at its own server. */
  accountApi: (account: Account) => Pick<AccountApi, 'generate'>
  /** What the organisation rules, read for this secret. */
  policy: Policy
}

/**
 * Has a server make up a secret of so many characters, once, and gives back its link and its text. It is a standard
 * one, whatever the draft says; what is written in the draft has no part in it and goes nowhere.
 * @throws Fault: what is wrong with the draft, which rule it breaks, or what the server and the way to it said
 */
export async function generate(world: World, written: Draft, length: number): Promise<Shared> {
  const draft: Draft = { ...written, mode: 'standard', text: '', note: '' }
  if (draft.passphrase !== '') checkPassphrase(draft.passphrase, false)
  checkPolicy(world.policy, draft)
  checkOrigin(draft.server)
  const recipient = recipientOf(draft)
  const account = draft.account === null ? undefined : await world.accounts.open(draft.account, draft.server)
  return handOver(world, {
    draft,
    account,
    send: () => ask(world, account, draft, { length, recipient }),
    linkOf: async created => ({
      link: standardLink(linkOrigin({ draft, account, created }), created.secretKey),
      value: created.value,
    }),
  })
}

function ask(
  { api, accountApi }: World,
  account: Account | undefined,
  { server, ttl, passphrase }: Draft,
  { length, recipient }: { length: number; recipient: string | undefined },
): Promise<Generated> {
  const wanted: Generate = {
    length,
    ttl,
    ...(passphrase === '' ? {} : { passphrase }),
    ...(recipient === undefined ? {} : { recipient }),
  }
  if (!account) return api(server).generate(wanted)
  return accountApi(account).generate(onDomainOf(account, wanted))
}
