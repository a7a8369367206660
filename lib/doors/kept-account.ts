import * as z from 'zod/mini'
import type { KnownAccount } from '../rules/account'
import { Time } from '../rules/time'
import { asVersion, judge, over } from './record'
import { type Area, keysOf, put } from './storage'

export const Name = z.string().check(z.trim(), z.minLength(1), z.maxLength(80))
export const User = z.string().check(z.trim(), z.regex(/^[^:\p{Cc}]{1,200}$/u))
export const Token = z.string().check(z.trim(), z.regex(/^[^\p{Cc}\s]{1,500}$/u))
export const ShareDomain = z.string().check(z.maxLength(253), z.regex(/^[a-z0-9.-]+$/))

/** An account as we write it to the disk. Times in milliseconds. */
export const Kept = z.strictObject({
  version: z.literal(1),
  id: z.uuid(),
  name: Name,
  server: z.url(),
  user: User,
  /** Encrypted by the vault for this account at this server; none for one that came out of a backup. */
  token: z.optional(z.string()),
  since: Time,
  used: z.optional(Time),
  disabled: z.boolean(),
  preferred: z.boolean(),
  failures: z.int(),
  shareDomain: z.optional(ShareDomain),
})
export type Kept = z.infer<typeof Kept>
/** As it is read: what a newer version wrote beside it is not seen, and stays. */
const OnDisk = z.object({ ...Kept.shape, version: asVersion(1) })

// One storage key an account, so that a damaged one costs no other; and their ids under one more, so that the popup
// finds them without looking through a long history (10 000 entries: 20 ms, and 600 the first time).
const prefix = 'account:'
const index = 'accounts'
export const Ids = z.array(z.uuid())

/** Of a storage key: whether an account has changed. */
export const isAboutAccounts = (key: string): boolean => key === index || key.startsWith(prefix)

export const keyOf = (id: string): string => prefix + id

/** The storage keys of all accounts, as they are. */
export const allKeys = async (local: Area): Promise<string[]> =>
  (await keysOf(local)).filter(key => key.startsWith(prefix))

/** A list in a newer version's form stays: without one of ours all accounts are looked for. @throws Fault `notKept` */
export async function list(local: Area, keys: string[]): Promise<void> {
  if (judge(Ids, (await local.get(index))[index]) === 'newer') return
  await put(local, index, [...new Set(keys.map(key => key.slice(prefix.length)))])
}

async function keysListed(local: Area): Promise<string[]> {
  const listed = (await local.get(index))[index]
  if (listed === undefined) return []
  // A damaged list costs time, and no account.
  return Ids.safeParse(listed).data?.map(keyOf) ?? allKeys(local)
}

/** By name. What cannot be read is left out, not thrown away. */
export async function readAll(local: Area): Promise<Kept[]> {
  const keys = await keysListed(local)
  if (keys.length === 0) return []
  return keptIn(await local.get(keys)).sort(
    (one, other) => one.name.localeCompare(other.name) || one.id.localeCompare(other.id),
  )
}

export const readOne = async (local: Area, id: string): Promise<Kept | undefined> =>
  keptIn(await local.get(keyOf(id)))[0]

const keptIn = (items: Record<string, unknown>): Kept[] =>
  Object.entries(items).flatMap(([key, value]) => {
    const { data } = OnDisk.safeParse(value)
    return data && keyOf(data.id) === key ? [data] : []
  })

/** As it was changed, over what lies there. @throws Fault `notKept` */
export async function write(local: Area, kept: Kept): Promise<void> {
  const key = keyOf(kept.id)
  const raw = (await local.get(key))[key]
  await put(local, key, over(raw, OnDisk.safeParse(raw).data, Kept.parse(kept)))
}

/** Whether something lies under this id that only a newer version can read. */
export async function isForNewer(local: Area, id: string): Promise<boolean> {
  const raw = (await local.get(keyOf(id)))[keyOf(id)]
  return judge(Kept, raw) === 'newer'
}

export const shown = ({ version: _, token, ...known }: Kept): KnownAccount => ({
  ...known,
  hasToken: token !== undefined,
})

/** The accounts for who only looks; never a token. */
export const createAccountsReader = (local: Area) => ({
  all: async (): Promise<KnownAccount[]> => (await readAll(local)).map(shown),
})
