import * as z from 'zod/mini'
import { type Account, accountOf } from '../domain/account'
import { type Code, faultOf } from '../domain/fault'
import type { Entry } from '../domain/history-entry'
import type { Receipt } from '../domain/receipt'
import { afterSeeing, nothingSeen, SeenReceipts, unseenIn, withSeenKey } from '../domain/seen-receipts'
import type { AccountStore } from './account-store'
import type { AccountApi } from './api/api'
import type { Area } from './storage-area'
import { asVersion, record } from './versioned-record'

const second = 1000
const day = 24 * 60 * 60 * second

/** What 0.1.0 remembered of an account's list: everything made before the second `newest` was looked at. Frozen. */
const First = z.looseObject({
  version: z.literal(1),
  asked: z.int(),
  newest: z.int(),
  brokenUntil: z.int(),
})

/** As it is remembered since. A second that lies ahead of our own clock tells of the server's, and nothing else. */
export function upgradeAccountSecrets(raw: unknown): unknown {
  const { data } = First.safeParse(raw)
  if (!data) return raw
  const { newest, ...rest } = data
  const upTo = newest * second > data.asked + day ? Math.floor(data.asked / second) : newest - 1
  return { ...rest, version: 2, lookedAt: { keys: [], upTo } }
}

/** What is remembered of an account's list. Times in milliseconds. */
export const AccountSecretsRecord = z.strictObject({
  version: z.literal(2),
  /** When it last answered: then all secrets of the account were asked about. */
  asked: z.int(),
  /** What of it was looked at. */
  lookedAt: SeenReceipts,
  /** It does not work there; until then it is not tried again. */
  brokenUntil: z.int(),
})
type Remembered = z.infer<typeof AccountSecretsRecord>
/** As it is read: what a newer version wrote beside it is not seen, and stays. */
const OnDisk = z.object({
  ...AccountSecretsRecord.shape,
  version: asVersion(2),
  lookedAt: z.object(SeenReceipts.shape),
})

/**
 * The list, by metadata key, with how many items of it could not be read; or that this server has none that works, or
 * does not answer.
 */
export type AccountListing =
  | { is: 'list'; list: Map<string, Receipt>; leftOut: number }
  | { is: 'broken' }
  | { is: 'nothing' }

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
export function createAccountSecrets(
  local: Area,
  { whileKept }: Pick<AccountStore, 'whileKept'>,
  api: (account: Account) => Pick<AccountApi, 'recent'>,
) {
  type Known = Pick<Account, 'id'>
  const kept = ({ id }: Known) =>
    record(local, `recent:${id}`, {
      asRead: OnDisk,
      whole: AccountSecretsRecord,
      ours: 2,
      upgrade: upgradeAccountSecrets,
    })
  const read = async (account: Known): Promise<Remembered> =>
    (await kept(account).read()) ?? { version: 2, asked: 0, lookedAt: nothingSeen, brokenUntil: 0 }
  const change = (
    account: Known,
    patch: (known: Remembered) => Partial<Remembered> | Promise<Partial<Remembered>>,
  ): Promise<boolean> =>
    whileKept(account.id, async () => {
      const known = await read(account)
      await kept(account).write({ ...known, ...(await patch(known)) })
    })
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
    async ask(account: Account, now: number): Promise<AccountListing> {
      const known = await read(account)
      if (now < known.brokenUntil) return { is: 'broken' }
      // Not to be remembered costs a question more, and nothing else.
      const remember = (patch: Partial<Remembered>) => change(account, () => patch).catch(() => true)
      return api(account)
        .recent()
        .then(
          async ({ receipts, leftOut }): Promise<AccountListing> => {
            // Whose account was removed while the server answered has no list any more.
            if (!(await remember({ asked: now, brokenUntil: 0 }))) return { is: 'broken' }
            const list = new Map(receipts.map(receipt => [receipt.metadataKey, receipt]))
            return { is: 'list', list, leftOut }
          },
          async (error: unknown): Promise<AccountListing> => {
            const { code } = faultOf(error)
            if (!broken.has(code)) return { is: 'nothing' }
            await remember({ brokenUntil: now + pauseAfter(code) })
            return { is: 'broken' }
          },
        )
    },
    /** The account has another token, or was found good: its list is worth another try. Never rejects. */
    async retry(account: Known): Promise<void> {
      await change(account, () => ({ brokenUntil: 0 })).catch(() => {})
    },
    forget: (account: Known): Promise<void> => kept(account).clear(),
    /** What of a list was not looked at yet: nothing where only a newer version knows. */
    async unseen(account: Known, receipts: Receipt[]): Promise<Receipt[]> {
      const known = await kept(account).read()
      if (!known && (await kept(account).isNewer())) return []
      return unseenIn(known?.lookedAt ?? nothingSeen, receipts)
    },
    /** All of a list was looked at. @throws Fault `notKept` */
    async lookedAt(account: Known, receipts: Receipt[]): Promise<void> {
      await change(account, async ({ lookedAt }) => ({ lookedAt: await afterSeeing(lookedAt, receipts) }))
    },
    /** One that was made here, and is not to come back from there. @throws Fault `notKept` */
    async forgotten(account: Known, metadataKey: string): Promise<void> {
      await change(account, async ({ lookedAt }) => ({ lookedAt: await withSeenKey(lookedAt, metadataKey) }))
    },
  }
}
export type AccountSecrets = ReturnType<typeof createAccountSecrets>
