import type { Account } from '../../rules/account'
import { type Code, Fault, faultOf } from '../../rules/fault'
import { Created, Generated, Receipts, Status } from './answers'
import { createAsk, type Outside } from './ask'
import { type Generate, generateIn, type NewSecret, shareIn } from './new-secret'

/** Whose access it is: nobody's name or id is needed to ask. */
export type Access = Pick<Account, 'server' | 'user' | 'token'>

/** Some 700 bytes a secret, of an account that may have thousands. */
const listBytes = 8_000_000

/** How servers of all generations refuse somebody whom they do not know. */
const turnedAway: ReadonlySet<Code> = new Set(['refused', 'unauthorised', 'forbidden', 'gone'])

/**
 * The v1 REST API of an account's own server, in its name. A token goes to the origin that it belongs to and
 * nowhere else: there is no other argument. `heard` is told of every answer whether the account was accepted.
 * @throws Fault `unauthorised` when the account is not accepted; for the rest see `createAsk`
 */
export function createAccountApi(
  outside: Outside,
  access: Access,
  heard: (accepted: boolean) => Promise<void> = async () => {},
) {
  const ask = createAsk(outside, access.server, basic(access))

  async function check(): Promise<void> {
    await ask(Status, { path: 'authcheck' }).catch((error: unknown) => {
      throw turnedAway.has(faultOf(error).code) ? new Fault('unauthorised', { cause: error }) : error
    })
  }

  /** Older servers refuse a wrong token and a wrong question with the same words: so ask about the token alone. */
  async function meant(error: unknown): Promise<unknown> {
    if (faultOf(error).code !== 'refused') return error
    const doubt = await check().catch((error: unknown) => faultOf(error))
    return doubt?.code === 'unauthorised' ? doubt : error
  }

  async function signed<T>(asked: Promise<T>): Promise<T> {
    try {
      const answer = await asked
      await heard(true)
      return answer
    } catch (error) {
      const cause = await meant(error)
      if (faultOf(cause).code === 'unauthorised') await heard(false)
      throw cause
    }
  }

  return {
    /** Whether the server accepts the account. */
    check: () => signed(check()),
    share: (secret: NewSecret): Promise<Created> => signed(ask(Created, shareIn(secret))),
    generate: (wanted: Generate): Promise<Generated> => signed(ask(Generated, generateIn(wanted))),
    /** All secrets of the account. @throws Fault `refused` always from 0.21 to 0.23.6, which stumble over it */
    recent: (): Promise<Receipts> => signed(ask(Receipts, { path: 'private/recent', most: listBytes })),
  }
}
export type AccountApi = ReturnType<typeof createAccountApi>

/** RFC 7617, in UTF-8. */
const basic = ({ user, token }: Access): string =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${token}`)))}`
