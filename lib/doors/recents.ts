import * as z from 'zod/mini'
import { type Account, accountOf } from '../rules/account'
import type { Entry } from '../rules/entry'
import { type Code, faultOf } from '../rules/fault'
import type { Receipt } from '../rules/receipt'
import type { Accounts } from './accounts'
import type { AccountApi } from './api/account-api'
import { type Area, cell } from './storage'

/** What is remembered of an account's list. Times in milliseconds. */
export const Remembered = z.strictObject({
  version: z.literal(1),
  /** When it last answered: then all secrets of the account were asked about. */
  asked: z.int(),
  /** The newest secret in it that was looked at, in seconds of the server's clock. */
  newest: z.int(),
  /** It does not work there; until then it is not tried again. */
  brokenUntil: z.int(),
})

/** The list, by metadata key; or that this server has none that works, or does not answer. */
export type Listed = { is: 'list'; list: Map<string, Receipt> } | { is: 'broken' } | { is: 'nothing' }

const hour = 60 * 60 * 1000
/** Another token may be put in, or a mistake mended, sooner than a server is renewed. */
const pauseAfter = (code: Code): number => (code === 'unauthorised' ? hour : 24 * hour)
/** What says that a list does not work, as on 0.21 to 0.23.6, and not that the server can't be reached. */
const broken: ReadonlySet<Code> = new Set([
  'refused',
  'gone',
  'wrongPath',
  'unauthorised',
  'forbidden',
  'incomplete',
  'garbled',
  'answerTooBig',
])

/** The lists that servers keep of an account's secrets: one question for all of them. */
export function createRecents(
  local: Area,
  { whileKept }: Pick<Accounts, 'whileKept'>,
  api: (account: Account) => Pick<AccountApi, 'recent'>,
) {
  const kept = ({ id }: Pick<Account, 'id'>) => cell(local, `recent:${id}`, Remembered)
  const read = async (account: Pick<Account, 'id'>) =>
    (await kept(account).read()) ?? { version: 1 as const, asked: 0, newest: 0, brokenUntil: 0 }
  return {
    read,
    /** The entries as if the last list of their account had been written into each. */
    async cover(accounts: Account[], entries: Entry[]): Promise<Entry[]> {
      const asked = new Map<Account | undefined, number>()
      for (const account of accounts) asked.set(account, (await read(account)).asked)
      return entries.map(entry => {
        const last = asked.get(accountOf(accounts, entry)) ?? 0
        return last > (entry.checked ?? 0) ? { ...entry, checked: last } : entry
      })
    },
    /** Never rejects. */
    async ask(account: Account, now: number): Promise<Listed> {
      const known = await read(account)
      if (now < known.brokenUntil) return { is: 'broken' }
      // Not to be remembered costs a question more, and nothing else.
      const remember = (next: typeof known) =>
        whileKept(account.id, () =>
          kept(account)
            .write(next)
            .catch(() => {}),
        )
      return api(account)
        .recent()
        .then(
          async (receipts): Promise<Listed> => {
            // Whose account was removed while the server answered has no list any more.
            if (!(await remember({ ...known, asked: now, brokenUntil: 0 }))) return { is: 'broken' }
            return { is: 'list', list: new Map(receipts.map(receipt => [receipt.metadataKey, receipt])) }
          },
          async (error: unknown): Promise<Listed> => {
            const { code } = faultOf(error)
            if (!broken.has(code)) return { is: 'nothing' }
            await remember({ ...known, brokenUntil: now + pauseAfter(code) })
            return { is: 'broken' }
          },
        )
    },
    /** The account has another token, or was found good: its list is worth another try. */
    async retry(account: Pick<Account, 'id'>): Promise<void> {
      await whileKept(account.id, async () =>
        kept(account).write({ ...(await read(account)), brokenUntil: 0 }),
      )
    },
    forget: (account: Pick<Account, 'id'>): Promise<void> => kept(account).clear(),
    /** Everything up to the newest one was looked at. */
    async lookedAt(account: Account, newest: number): Promise<void> {
      await whileKept(account.id, async () => kept(account).write({ ...(await read(account)), newest }))
    },
  }
}
export type Recents = ReturnType<typeof createRecents>
