import * as z from 'zod/mini'
import { type Account, isRefused, isUsable, type KnownAccount } from '../rules/account'
import { Fault } from '../rules/fault'
import {
  allKeys,
  createAccountsReader,
  isForNewer,
  type Kept,
  keyOf,
  list,
  Name,
  readAll,
  readOne,
  ShareDomain,
  shown,
  write,
} from './kept-account'
import { type Area, remove } from './storage'
import { createTurns } from './turns'
import type { Vault } from './vault'

/** What a person says of an account, along with its token. */
export type NewAccount = Omit<Account, 'id' | 'shareDomain'>

/** One that may come out of a backup: without its token, and with what was chosen for it. */
type Arriving = Omit<NewAccount, 'token'> & { token?: string } & Partial<
    Pick<Kept, 'disabled' | 'preferred' | 'shareDomain'>
  >

/** What can be changed of it without its token. */
export const AccountChange = z.strictObject({
  name: z.exactOptional(Name),
  disabled: z.exactOptional(z.boolean()),
  preferred: z.exactOptional(z.boolean()),
  /** `null` for the server's own. */
  shareDomain: z.exactOptional(z.nullable(ShareDomain)),
})
export type AccountChange = z.infer<typeof AccountChange>

/** Bound to its server, too: on a disk that somebody tampered with, a token opens for no other. */
const purposeOf = ({ id, server }: Kept): string => `${id} ${server}`

/** The person's accounts. Only the background writes, one change after another. */
export function createAccounts(local: Area, vault: Vault) {
  const turns = createTurns()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => turns(['accounts'], work)

  async function found(id: string): Promise<Kept> {
    const kept = await readOne(local, id)
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
    for (const other of others) if (other.preferred) await write(local, { ...other, preferred: false })
  }

  const change = (id: string, alter: (kept: Kept) => Kept | Promise<Kept>): Promise<void> =>
    inTurn(async () => {
      const kept = await found(id)
      const next = await alter(kept)
      if (next === kept) return
      if (next.preferred && !kept.preferred) await prefer(next)
      await write(local, next)
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
    /**
     * The first one of a server becomes the one that is preferred there. One under whose id a newer version keeps
     * what we cannot read is there already. @throws Fault `notKept` | the vault's
     */
    add: (account: Arriving, id: string, now: number): Promise<void> =>
      inTurn(async () => {
        if (await isForNewer(local, id)) return
        const { name, server, user, token, disabled = false, preferred = false, shareDomain } = account
        const first = (await readAll(local)).every(kept => kept.server !== server)
        const bare: Kept = {
          ...{ version: 1, id, name, server, user, since: now },
          ...{ disabled, preferred: preferred || first, failures: 0, shareDomain },
        }
        // First, so that no account is ever there unseen.
        await list(local, [...(await allKeys(local)), keyOf(id)])
        if (preferred) await prefer(bare)
        await write(
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
    /**
     * Does what would be wrong once the account is removed: a server's answer may come after that. Whether it was done.
     * In turn with the removal, so `work` must change no account.
     */
    whileKept: (id: string, work: () => Promise<void>): Promise<boolean> =>
      inTurn(async () => {
        if (!(await readOne(local, id))) return false
        await work()
        return true
      }),
    remove: (id: string): Promise<void> =>
      inTurn(async () => {
        await remove(local, [keyOf(id)])
        await list(local, await allKeys(local))
      }),
    removeAll: (): Promise<void> =>
      inTurn(async () => {
        await remove(local, await allKeys(local))
        await list(local, [])
      }),
  }
}
export type Accounts = ReturnType<typeof createAccounts>
