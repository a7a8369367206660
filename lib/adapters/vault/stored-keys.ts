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

/** On disk, as we write it: the data key, closed by the browser's own key store, or by a person's passphrase. */
export const WrappedKey = z.union([ByKeyStore, ByPassphrase])
export type ByKeyStore = z.infer<typeof ByKeyStore>
export type ByPassphrase = z.infer<typeof ByPassphrase>

/** A newer version's lock, of a kind that we cannot open: it stays closed, and stays. */
const NewerLock = z.pipe(
  z.object({ by: z.string().check(z.refine(by => by !== 'passphrase')) }),
  z.transform(() => ({ by: 'newer' }) as const),
)
type NewerLock = z.infer<typeof NewerLock>

/** As it is read: what a newer version wrote beside it is not seen, and stays. */
export const KeyOnDisk = z.union([
  z.object({ ...ByPassphrase.shape, version: asVersion(1) }),
  NewerLock,
  z.object({ ...ByKeyStore.shape, version: asVersion(1) }),
])
type OnDisk = z.infer<typeof KeyOnDisk>

export const isLock = (wrapped: OnDisk | undefined): wrapped is ByPassphrase | NewerLock =>
  wrapped?.by !== undefined

/**
 * In memory: the data key while the lock is open, and then what encrypts without it; nothing before it was first opened.
 * `opening` and `closing`: what was readable is being brought back, or put away; to whoever looks it is locked.
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

/** The raw data key, unless its time is up: whatever happened to alarms, a late one is closed. */
export const keyInOpened = (opened: OpenedKey | undefined, now: number): string | undefined =>
  opened !== undefined && 'dataKey' in opened && (opened.until === null || now < opened.until)
    ? opened.dataKey
    : undefined

/**
 * How the lock stands. `locking` and `unlocking`: a stopped worker left it half done, or its time is up and it has yet
 * to be closed. Until when it is open: in milliseconds; null for as long as the browser runs.
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

/** The same for read-only callers: what is half done is locked. */
export async function readLockState(areas: VaultAreas, now: () => number): Promise<LockState> {
  const { at } = await readLockStanding(areas, now)
  return at === 'off' || at === 'unlocked' ? at : 'locked'
}

/** Of changes in either storage area: whether the lock may stand otherwise now. */
export const isAboutLock = (changes: object): boolean => 'vault' in changes || 'unlocked' in changes
