import * as z from 'zod/mini'
import type { LockState } from '../../domain/lock-options'
import { type Area, cell } from '../storage-area'
import { asVersion, record } from '../versioned-record'
import { Ratchet } from './key-ratchet'

const ByKeyStore = z.strictObject({
  version: z.literal(1),
  by: z.optional(z.undefined()),
  dataKey: z.string(),
})
const ByPassphrase = z.strictObject({
  version: z.literal(1),
  by: z.literal('passphrase'),
  /** 16 bytes. */
  salt: z.string(),
  dataKey: z.string(),
})

/** The data key as written to disk, wrapped by the browser's key store or by the user's passphrase. */
export const WrappedKey = z.union([ByKeyStore, ByPassphrase])
export type ByKeyStore = z.infer<typeof ByKeyStore>
export type ByPassphrase = z.infer<typeof ByPassphrase>

/** A newer version's lock, of an unknown kind: it stays locked, and is preserved. */
const NewerLock = z.pipe(
  z.object({ by: z.string().check(z.refine(by => by !== 'passphrase')) }),
  z.transform(() => ({ by: 'newer' }) as const),
)
type NewerLock = z.infer<typeof NewerLock>

/** The form for reading: fields added by a newer version are ignored, and preserved. */
export const KeyOnDisk = z.union([
  z.object({ ...ByPassphrase.shape, version: asVersion(1) }),
  NewerLock,
  z.object({ ...ByKeyStore.shape, version: asVersion(1) }),
])
type OnDisk = z.infer<typeof KeyOnDisk>

export const isLock = (wrapped: OnDisk | undefined): wrapped is ByPassphrase | NewerLock =>
  wrapped?.by !== undefined

/**
 * In memory: the data key while unlocked, and afterwards a ratchet that encrypts without it; nothing before
 * the first unlock. `opening` and `closing`: what was readable is being decrypted or encrypted; to callers
 * it is locked.
 */
export const OpenedKey = z.discriminatedUnion('at', [
  z.strictObject({ at: z.enum(['open', 'opening']), dataKey: z.string(), until: z.nullable(z.int()) }),
  z.strictObject({ at: z.enum(['closing', 'closed']), ratchet: Ratchet }),
])
export type OpenedKey = z.infer<typeof OpenedKey>

export type VaultAreas = { local: Area; session: Area }

export const wrappedCell = (local: Area) =>
  record<OnDisk>(local, 'vault', { asRead: KeyOnDisk, whole: WrappedKey })
export const openedCell = (session: Area) => cell(session, 'unlocked', OpenedKey)

/** The raw data key unless it has expired, so that a late alarm does not keep the lock open. */
export const keyInOpened = (opened: OpenedKey | undefined, now: number): string | undefined =>
  opened !== undefined && 'dataKey' in opened && (opened.until === null || now < opened.until)
    ? opened.dataKey
    : undefined

/**
 * The lock's state. `locking` and `unlocking`: a stopped worker left it half done, or it has expired and is
 * yet to be locked. `until`: in milliseconds; null for as long as the browser runs.
 */
export type LockStanding =
  | { at: 'off' | 'locked' | 'locking' | 'unlocking' }
  | { at: 'unlocked'; until: number | null }

export async function readLockStanding(
  { local, session }: VaultAreas,
  now: () => number,
): Promise<LockStanding> {
  const [wrapped, opened] = await Promise.all([wrappedCell(local).read(), openedCell(session).read()])
  if (!isLock(wrapped)) return { at: 'off' }
  if (!opened || opened.at === 'closed') return { at: 'locked' }
  if (!('until' in opened) || keyInOpened(opened, now()) === undefined) return { at: 'locking' }
  return opened.at === 'opening' ? { at: 'unlocking' } : { at: 'unlocked', until: opened.until }
}

/** The state for read-only callers: half done counts as locked. */
export async function readLockState(areas: VaultAreas, now: () => number): Promise<LockState> {
  const { at } = await readLockStanding(areas, now)
  return at === 'off' || at === 'unlocked' ? at : 'locked'
}

/** Whether changes in either storage area may have changed the lock's state. */
export const isAboutLock = (changes: object): boolean => 'vault' in changes || 'unlocked' in changes
