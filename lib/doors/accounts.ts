import * as z from 'zod/mini'
import { type Account, isRefused, isUsable, type KnownAccount } from '../rules/account'
import { Fault } from '../rules/fault'
import { type Area, keysOf, put, remove } from './storage'
import { createTurns } from './turns'
import type { Vault } from './vault'

export const Name = z.string().check(z.trim(), z.minLength(1), z.maxLength(80))
export const User = z.string().check(z.trim(), z.regex(/^[^:\p{Cc}]{1,200}$/u))
export const Token = z.string().check(z.trim(), z.regex(/^[^\p{Cc}\s]{1,500}$/u))
export const ShareDomain = z.string().check(z.maxLength(253), z.regex(/^[a-z0-9.-]+$/))

/** An account as it lies on disk. Times in milliseconds. */
const Kept = z.strictObject({
  version: z.literal(1),
  id: z.uuid(),
  name: Name,
  server: z.url(),
  user: User,
  /** Encrypted by the vault for this account at this server; none for one that came out of a backup. */
  token: z.optional(z.string()),
  since: z.int(),
  used: z.optional(z.int()),
  disabled: z.boolean(),
  preferred: z.boolean(),
  failures: z.int(),
  shareDomain: z.optional(ShareDomain),
})
type Kept = z.infer<typeof Kept>

/** What a person says of an account, along with its token. */
export type NewAccount = Omit<Account, 'id' | 'shareDomain'>
/** What can be changed of it without its token. */
export const AccountChange = z.strictObject({
  name: z.exactOptional(Name),
  disabled: z.exactOptional(z.boolean()),
  preferred: z.exactOptional(z.boolean()),
  /** `null` for the server's own. */
  shareDomain: z.exactOptional(z.nullable(ShareDomain)),
})
export type AccountChange = z.infer<typeof AccountChange>

// One storage key an account, so that a damaged one costs no other.
const prefix = 'account:'
const keyOf = (id: string): string => prefix + id
export const isAboutAccounts = (key: string): boolean => key.startsWith(prefix)

/** Bound to its server, too: on a disk that somebody tampered with, a token opens for no other. */
const purposeOf = ({ id, server }: Kept): string => `${id} ${server}`

const shown = ({ version: _, token, ...known }: Kept): KnownAccount => ({
  ...known,
  hasToken: token !== undefined,
})

const readAll = async (local: Area): Promise<Kept[]> => {
  const keys = (await keysOf(local)).filter(isAboutAccounts)
  if (keys.length === 0) return []
  return Object.entries(await local.get(keys))
    .flatMap(([key, value]) => {
      const { data } = Kept.safeParse(value)
      return data && keyOf(data.id) === key ? [data] : []
    })
    .sort((one, other) => one.name.localeCompare(other.name) || one.id.localeCompare(other.id))
}

/** The accounts for who only looks, by name; never a token. What cannot be read is left out, not thrown away. */
export const createAccountsReader = (local: Area) => ({
  all: async (): Promise<KnownAccount[]> => (await readAll(local)).map(shown),
})

/** The person's accounts. Only the background writes, one change after another. */
export function createAccounts(local: Area, vault: Vault) {
  const turns = createTurns()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => turns(['accounts'], work)
  const find = async (id: string) => (await readAll(local)).find(kept => kept.id === id)
  const write = (kept: Kept) => put(local, keyOf(kept.id), Kept.parse(kept))

  async function found(id: string): Promise<Kept> {
    const kept = await find(id)
    if (!kept) throw new Fault('accountGone')
    return kept
  }

  /** What can no longer be decrypted is as good as none; a locked vault says so itself. */
  async function unlock(kept: Kept): Promise<Account> {
    const { id, name, server, user, shareDomain } = kept
    if (kept.token === undefined) throw new Fault('accountNoToken')
    const token = await vault.decrypt(kept.token, purposeOf(kept)).catch((cause: unknown) => {
      throw cause instanceof Fault ? cause : new Fault('accountNoToken', { cause })
    })
    return { id, name, server, user, token, ...(shareDomain === undefined ? {} : { shareDomain }) }
  }

  /** One of a server's accounts is preferred, at most. */
  async function prefer({ id, server }: Kept): Promise<void> {
    const others = (await readAll(local)).filter(kept => kept.server === server && kept.id !== id)
    for (const other of others) if (other.preferred) await write({ ...other, preferred: false })
  }

  const change = (id: string, alter: (kept: Kept) => Kept | Promise<Kept>): Promise<void> =>
    inTurn(async () => {
      const kept = await found(id)
      const next = await alter(kept)
      if (next === kept) return
      if (next.preferred && !kept.preferred) await prefer(next)
      await write(next)
    })

  return {
    ...createAccountsReader(local),
    /** @throws Fault `accountGone` */
    find: async (id: string): Promise<KnownAccount> => shown(await found(id)),
    /**
     * With its token, to share with it at a server.
     * @throws Fault `accountGone` | `accountDisabled` | `accountElsewhere` | `accountNoToken` | the vault's
     */
    async open(id: string, server: string): Promise<Account> {
      const kept = await found(id)
      if (kept.server !== server) throw new Fault('accountElsewhere')
      if (kept.disabled) throw new Fault('accountDisabled')
      return unlock(kept)
    },
    /** With its token, disabled or not. @throws Fault `accountGone` | `accountNoToken` | the vault's */
    read: async (id: string): Promise<Account> => unlock(await found(id)),
    /** Those that can be asked with, unbidden: neither disabled, nor refused time and again, nor locked. */
    async ready(): Promise<Account[]> {
      const kept = (await readAll(local)).filter(kept => isUsable(shown(kept)) && !isRefused(kept))
      const opened = await Promise.all(kept.map(kept => unlock(kept).catch(() => undefined)))
      return opened.flatMap(account => account ?? [])
    },
    /** The first one of a server becomes the one that is preferred there. @throws Fault `notKept` | the vault's */
    add: (account: Omit<NewAccount, 'token'> & { token?: string }, id: string, now: number): Promise<void> =>
      inTurn(async () => {
        const { name, server, user, token } = account
        const first = (await readAll(local)).every(kept => kept.server !== server)
        const bare: Kept = {
          ...{ version: 1, id, name, server, user, since: now },
          ...{ disabled: false, preferred: first, failures: 0 },
        }
        await write(
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
    /** Puts a new token in place of the old one. @throws Fault `accountGone` | `notKept` | the vault's */
    replace: (id: string, token: string, now: number): Promise<void> =>
      change(id, async kept => ({
        ...kept,
        token: await vault.encrypt(token, purposeOf(kept)),
        since: now,
        failures: 0,
      })),
    /** A secret was shared with it. Never rejects: the secret is out by then. */
    used: (id: string, now: number): Promise<void> =>
      change(id, kept => ({ ...kept, used: now })).catch(() => {}),
    /** Whether the server accepted it. Never rejects, for the same reason. */
    heard: (id: string, accepted: boolean): Promise<void> =>
      change(id, kept => {
        const failures = accepted ? 0 : kept.failures + 1
        return failures === kept.failures ? kept : { ...kept, failures }
      }).catch(() => {}),
    remove: (id: string): Promise<void> => inTurn(() => remove(local, [keyOf(id)])),
  }
}
export type Accounts = ReturnType<typeof createAccounts>
