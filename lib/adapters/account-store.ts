import * as z from 'zod/mini'
import { type Account, isRefused, isUsable, type KnownAccount } from '../domain/account'
import { Fault } from '../domain/fault'
import { Timestamp } from '../domain/timestamp'
import { createKeyedMutex } from './keyed-mutex'
import { type Area, keysOf, put, remove } from './storage-area'
import type { Vault } from './vault'
import { asVersion, judgeRecord, writtenOver } from './versioned-record'

export const AccountName = z.string().check(z.trim(), z.minLength(1), z.maxLength(80))
export const AccountUser = z.string().check(z.trim(), z.regex(/^[^:\p{Cc}]{1,200}$/u))
export const AccountToken = z.string().check(z.trim(), z.regex(/^[^\p{Cc}\s]{1,500}$/u))
export const ShareDomain = z.string().check(z.maxLength(253), z.regex(/^[a-z0-9.-]+$/))

/** An account as written to disk. Times in milliseconds. */
export const AccountRecord = z.strictObject({
  version: z.literal(1),
  id: z.uuid(),
  name: AccountName,
  server: z.url(),
  user: AccountUser,
  /** Encrypted by the vault for this account at this server; absent for an account restored from a backup. */
  token: z.optional(z.string()),
  since: Timestamp,
  used: z.optional(Timestamp),
  disabled: z.boolean(),
  preferred: z.boolean(),
  failures: z.int(),
  shareDomain: z.optional(ShareDomain),
})
export type AccountRecord = z.infer<typeof AccountRecord>
/** The form for reading: fields added by a newer version are ignored, and preserved. */
const OnDisk = z.object({ ...AccountRecord.shape, version: asVersion(1) })

// One storage key per account, so that a damaged one does not affect the others, and one more for the list
// of ids, so that the popup finds them without scanning a long history (10 000 entries: 20 ms, and 600 the
// first time).
const prefix = 'account:'
const index = 'accounts'
export const AccountIds = z.array(z.uuid())

/** Whether a storage key belongs to an account or to their list. */
export const isAboutAccounts = (key: string): boolean => key === index || key.startsWith(prefix)

export const accountKey = (id: string): string => prefix + id

/** The storage keys of all accounts actually present. */
export const allAccountKeys = async (local: Area): Promise<string[]> =>
  (await keysOf(local)).filter(key => key.startsWith(prefix))

/**
 * Leaves a list in a newer version's form alone: without a list of ours, all keys are scanned. @throws
 * Fault `notKept`
 */
export async function writeAccountIndex(local: Area, keys: string[]): Promise<void> {
  if (judgeRecord(AccountIds, (await local.get(index))[index]) === 'newer') return
  await put(local, index, [...new Set(keys.map(key => key.slice(prefix.length)))])
}

async function keysListed(local: Area): Promise<string[]> {
  const listed = (await local.get(index))[index]
  if (listed === undefined) return []
  // A damaged list costs time, but no account.
  return AccountIds.safeParse(listed).data?.map(accountKey) ?? allAccountKeys(local)
}

/** Sorted by name. Unreadable accounts are left out, not deleted. */
export async function readAccounts(local: Area): Promise<AccountRecord[]> {
  const keys = await keysListed(local)
  if (keys.length === 0) return []
  return keptIn(await local.get(keys)).sort(
    (one, other) => one.name.localeCompare(other.name) || one.id.localeCompare(other.id),
  )
}

export const readAccount = async (local: Area, id: string): Promise<AccountRecord | undefined> =>
  keptIn(await local.get(accountKey(id)))[0]

const keptIn = (items: Record<string, unknown>): AccountRecord[] =>
  Object.entries(items).flatMap(([key, value]) => {
    const { data } = OnDisk.safeParse(value)
    return data && accountKey(data.id) === key ? [data] : []
  })

/** Writes a changed account, preserving unknown fields on disk. @throws Fault `notKept` */
export async function writeAccount(local: Area, kept: AccountRecord): Promise<void> {
  const key = accountKey(kept.id)
  const raw = (await local.get(key))[key]
  await put(local, key, writtenOver(raw, OnDisk.safeParse(raw).data, AccountRecord.parse(kept)))
}

/** Whether this id holds something that only a newer version can read. */
export async function isFromNewerVersion(local: Area, id: string): Promise<boolean> {
  const raw = (await local.get(accountKey(id)))[accountKey(id)]
  return judgeRecord(AccountRecord, raw) === 'newer'
}

export const shownAccount = ({ version: _, token, ...known }: AccountRecord): KnownAccount => ({
  ...known,
  hasToken: token !== undefined,
})

/** The accounts for read-only callers; never includes a token. */
export const createAccountsReader = (local: Area) => ({
  all: async (): Promise<KnownAccount[]> => (await readAccounts(local)).map(shownAccount),
})

/** An account as entered by the user, with its token. */
export type NewAccount = Omit<Account, 'id' | 'shareDomain'>

/** An account that may come from a backup: without its token, and with its options. */
type Arriving = Omit<NewAccount, 'token'> & { token?: string } & Partial<
    Pick<AccountRecord, 'disabled' | 'preferred' | 'shareDomain'>
  >

/** What can be changed without the token. */
export const AccountChange = z.strictObject({
  name: z.exactOptional(AccountName),
  disabled: z.exactOptional(z.boolean()),
  preferred: z.exactOptional(z.boolean()),
  /** `null` for the server's own. */
  shareDomain: z.exactOptional(z.nullable(ShareDomain)),
})
export type AccountChange = z.infer<typeof AccountChange>

/** Includes the server, so that if the disk is tampered with, a token cannot be decrypted for another one. */
const purposeOf = ({ id, server }: AccountRecord): string => `${id} ${server}`

/** The user's accounts. Only the background writes, one change at a time. */
export function createAccountStore(local: Area, vault: Vault) {
  const turns = createKeyedMutex()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => turns(['accounts'], work)

  async function found(id: string): Promise<AccountRecord> {
    const kept = await readAccount(local, id)
    if (!kept) throw new Fault('accountGone')
    return kept
  }

  /** A token that can't be decrypted any more counts as none; a locked vault throws its own fault. */
  async function unlock(kept: AccountRecord): Promise<Account> {
    const { id, name, server, user, shareDomain } = kept
    if (kept.token === undefined) throw new Fault('accountNoToken')
    const token = await vault.decrypt(kept.token, purposeOf(kept)).catch((cause: unknown) => {
      throw cause instanceof Fault ? cause : new Fault('accountNoToken', { cause })
    })
    return { id, name, server, user, token, ...(shareDomain === undefined ? {} : { shareDomain }) }
  }

  /** At most one of a server's accounts is preferred. */
  async function prefer({ id, server }: AccountRecord): Promise<void> {
    const others = (await readAccounts(local)).filter(kept => kept.server === server && kept.id !== id)
    for (const other of others) if (other.preferred) await writeAccount(local, { ...other, preferred: false })
  }

  const change = (
    id: string,
    alter: (kept: AccountRecord) => AccountRecord | Promise<AccountRecord>,
  ): Promise<void> =>
    inTurn(async () => {
      const kept = await found(id)
      const next = await alter(kept)
      if (next === kept) return
      if (next.preferred && !kept.preferred) await prefer(next)
      await writeAccount(local, next)
    })

  return {
    ...createAccountsReader(local),
    /** @throws Fault `accountGone` */
    find: async (id: string): Promise<KnownAccount> => shownAccount(await found(id)),
    /**
     * The account with its token, to share with it at a server.
     * @throws Fault `accountGone` | `accountDisabled` | `accountElsewhere` | `accountNoToken` | the vault's
     */
    async open(id: string, server: string): Promise<Account> {
      const kept = await found(id)
      if (kept.server !== server) throw new Fault('accountElsewhere')
      if (kept.disabled) throw new Fault('accountDisabled')
      return unlock(kept)
    },
    /**
     * The account with its token, disabled or not. @throws Fault `accountGone` | `accountNoToken` | the
     * vault's
     */
    read: async (id: string): Promise<Account> => unlock(await found(id)),
    /** The accounts usable for background requests: not disabled, not refused repeatedly, not locked. */
    async ready(): Promise<Account[]> {
      const kept = (await readAccounts(local)).filter(
        kept => isUsable(shownAccount(kept)) && !isRefused(kept),
      )
      const opened = await Promise.all(kept.map(kept => unlock(kept).catch(() => undefined)))
      return opened.flatMap(account => account ?? [])
    },
    /**
     * A server's first account becomes its preferred one. Does nothing if a newer version already stores an
     * account under this id that we can't read. @throws Fault `notKept` | the vault's
     */
    add: (account: Arriving, id: string, now: number): Promise<void> =>
      inTurn(async () => {
        if (await isFromNewerVersion(local, id)) return
        const { name, server, user, token, disabled = false, preferred = false, shareDomain } = account
        const first = (await readAccounts(local)).every(kept => kept.server !== server)
        const bare: AccountRecord = {
          ...{ version: 1, id, name, server, user, since: now },
          ...{ disabled, preferred: preferred || first, failures: 0, shareDomain },
        }
        // The list first, so that no account is ever missing from it.
        await writeAccountIndex(local, [...(await allAccountKeys(local)), accountKey(id)])
        if (preferred) await prefer(bare)
        await writeAccount(
          local,
          token === undefined ? bare : { ...bare, token: await vault.encrypt(token, purposeOf(bare)) },
        )
      }),
    /** @throws Fault `accountGone` | `notKept` */
    change: (id: string, { shareDomain, ...patch }: AccountChange): Promise<void> =>
      change(id, kept => ({
        ...kept,
        ...patch,
        shareDomain: shareDomain === undefined ? kept.shareDomain : (shareDomain ?? undefined),
      })),
    /** Replaces the token. @throws Fault `accountGone` | `notKept` | the vault's */
    replace: (id: string, token: string, now: number): Promise<void> =>
      change(id, async kept => ({
        ...kept,
        token: await vault.encrypt(token, purposeOf(kept)),
        since: now,
        failures: 0,
      })),
    /** A secret was shared with it. Never rejects: the secret has been sent by then. */
    used: (id: string, now: number): Promise<void> =>
      change(id, kept => ({ ...kept, used: now })).catch(() => {}),
    /** Records whether the server accepted it. Never rejects, for the same reason. */
    heard: (id: string, accepted: boolean): Promise<void> =>
      change(id, kept => {
        const failures = accepted ? 0 : kept.failures + 1
        return failures === kept.failures ? kept : { ...kept, failures }
      }).catch(() => {}),
    /**
     * Does work that would be wrong once the account is removed, since a server's answer may arrive later
     * than that. Returns whether it was done. Holds the same mutex as removal, so `work` must not change
     * any account.
     */
    whileKept: (id: string, work: () => Promise<void>): Promise<boolean> =>
      inTurn(async () => {
        if (!(await readAccount(local, id))) return false
        await work()
        return true
      }),
    remove: (id: string): Promise<void> =>
      inTurn(async () => {
        await remove(local, [accountKey(id)])
        await writeAccountIndex(local, await allAccountKeys(local))
      }),
    removeAll: (): Promise<void> =>
      inTurn(async () => {
        await remove(local, await allAccountKeys(local))
        await writeAccountIndex(local, [])
      }),
  }
}
export type AccountStore = ReturnType<typeof createAccountStore>
