import type { Account } from '../rules/account'
import { type Created, sharedOf } from '../rules/created'
import type { Draft } from '../rules/draft'
import { faultOf, faults } from '../rules/fault'
import type { Shared } from '../rules/outcome'
import { traceOf } from '../rules/trace'
import type { Accounts } from './accounts'
import { type Memory, remember } from './remember'

/** Who hears, step by step, how a secret is made. */
export type Steps = {
  /** Nothing more is prepared: it leaves now. When this rejects, nothing leaves. */
  sending: (draft: Draft) => Promise<void>
  /** The link is there. Whatever is done with the secret afterwards, it is told first. */
  made: (shared: Shared) => Promise<void>
}

export type World = Memory &
  Steps & { accounts: Pick<Accounts, 'used'>; now: () => number; newId: () => string }

/** What is ready to leave, and what is to be made of the answer. */
type Ready<C extends Created> = {
  draft: Draft
  account: Account | undefined
  send: () => Promise<C>
  linkOf: (created: C) => Promise<Pick<Shared, 'link' | 'value'>>
}

/**
 * Sends what is ready, once. Of the answer, the link is handed out and the entry written at the same time: neither
 * waits for the other, as we may be stopped at any moment. Afterwards nothing may cost the link.
 * @throws Fault: `notKept` when it could not be noted before; what the server and the way to it said
 */
export async function handOver<C extends Created>(world: World, ready: Ready<C>): Promise<Shared> {
  const { history, accounts, now } = world
  const { draft, account, send, linkOf } = ready
  const expected = await expectUntold(world, draft)
  const created = await world
    .sending(draft)
    .then(send)
    .catch(async (error: unknown) => {
      if (expected !== undefined && faults[faultOf(error).code] === 'no') await world.untold.drop(expected)
      throw error
    })
  const known = {
    ...sharedOf({ draft, account, created }, world.newId(), now()),
    ...(history ? {} : { untold: true as const }),
  }
  const remembering = remember(world, draft, created, known, now(), expected)
  const shared = { ...known, ...(await linkOf(created)) }
  await world.made({ ...shared, remembered: true })
  const remembered = await remembering
  if (account && history) await accounts.used(account.id, now()).catch(() => {})
  return { ...shared, remembered }
}

/** Of what nothing may be kept, an account's list would tell. That must be prevented before it is on it. */
async function expectUntold({ history, untold, now }: World, draft: Draft): Promise<string | undefined> {
  const trace = traceOf(draft, now())
  return history || !trace ? undefined : untold.expect(trace)
}
