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

/**
 * The 0.1.0 record of an account's list: everything made before the second `newest` had been examined.
 * Frozen.
 */
const First = z.looseObject({
  version: z.literal(1),
  asked: z.int(),
  newest: z.int(),
  brokenUntil: z.int(),
})

/**
 * Upgrades it to the current form. A `newest` far ahead of our clock is due to the server's clock and
 * nothing else.
 */
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
  /** When the list last loaded, which checked all of the account's secrets. */
  asked: z.int(),
  /** Which of its secrets were examined. */
  lookedAt: SeenReceipts,
  /** The list does not work on this server; don't try again until then. */
  brokenUntil: z.int(),
})
type Remembered = z.infer<typeof AccountSecretsRecord>
/** The form for reading: fields added by a newer version are ignored, and preserved. */
const OnDisk = z.object({
  ...AccountSecretsRecord.shape,
  version: asVersion(2),
  lookedAt: z.object(SeenReceipts.shape),
})

/**
 * The receipts by metadata key, with the number of unreadable items; or `broken` if this server has no
 * working list, or `nothing` if it does not answer.
 */
export type AccountListing =
  | { is: 'list'; list: Map<string, Receipt>; leftOut: number }
  | { is: 'broken' }
  | { is: 'nothing' }

const hour = 60 * 60 * 1000
/** A token may be replaced, or a mistake corrected, sooner than a server is upgraded. */
const pauseAfter = (code: Code): number => (code === 'unauthorised' ? hour : 24 * hour)
/**
 * Faults that mean the list does not work, as on 0.21 to 0.23.6, rather than that the server is
 * unreachable.
 */
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

/** The lists that servers keep of an account's secrets: one request covers all of them. */
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
    /** The entries with their `checked` times brought up to date with their account's last list. */
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
      // Failing to remember this costs one more request and nothing else.
      const remember = (patch: Partial<Remembered>) => change(account, () => patch).catch(() => true)
      return api(account)
        .recent()
        .then(
          async ({ receipts, leftOut }): Promise<AccountListing> => {
            // If the account was removed while the server answered, its list is discarded.
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
    /** The account has a new token or was accepted, so its list is worth another try. Never rejects. */
    async retry(account: Known): Promise<void> {
      await change(account, () => ({ brokenUntil: 0 })).catch(() => {})
    },
    forget: (account: Known): Promise<void> => kept(account).clear(),
    /** The receipts not examined yet; none if the record is in a newer version's form. */
    async unseen(account: Known, receipts: Receipt[]): Promise<Receipt[]> {
      const known = await kept(account).read()
      if (!known && (await kept(account).isNewer())) return []
      return unseenIn(known?.lookedAt ?? nothingSeen, receipts)
    },
    /** All of a list was examined. @throws Fault `notKept` */
    async lookedAt(account: Known, receipts: Receipt[]): Promise<void> {
      await change(account, async ({ lookedAt }) => ({ lookedAt: await afterSeeing(lookedAt, receipts) }))
    },
    /** A secret made here was forgotten and must not be imported again. @throws Fault `notKept` */
    async forgotten(account: Known, metadataKey: string): Promise<void> {
      await change(account, async ({ lookedAt }) => ({ lookedAt: await withSeenKey(lookedAt, metadataKey) }))
    },
  }
}
export type AccountSecrets = ReturnType<typeof createAccountSecrets>
