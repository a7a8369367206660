import { decode, encode } from 'jose/base64url'
import { Fault, faultOf } from '../domain/fault'
import { type LockState, lockPassphrase } from '../domain/lock-options'
import { createKeyedMutex } from './keyed-mutex'
import { decryptAesGcm, encryptAesGcm, importKey } from './vault/aes-gcm'
import { createDataKey, type KeyStore } from './vault/data-key'
import {
  decryptByRatchet,
  encryptByRatchet,
  isByRatchet,
  nextRatchet,
  startRatchet,
} from './vault/key-ratchet'
import { lockIterations, wrapBy } from './vault/passphrase-key'
import {
  isLock,
  keyInOpened,
  type LockStanding,
  openedCell,
  readLockStanding,
  readLockState,
  type VaultAreas,
  wrappedCell,
} from './vault/stored-keys'

const utf8 = (text: string) => new TextEncoder().encode(text)
const textOf = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(bytes)
const keyOf = (dataKey: string) => importKey(new Uint8Array(decode(dataKey)))

/**
 * Encrypts what may lie on disk but must not be read there: metadata keys and tokens. A random data key does it.
 * The data key itself is stored encrypted: by a key that never leaves the browser's key store, or, with a lock, by
 * the person's passphrase; then it is in memory only while the lock is open.
 * @param iterations of PBKDF2 for that passphrase; another number than the product's is for tests
 */
export function createVault(
  areas: VaultAreas,
  keys: KeyStore,
  now: () => number,
  iterations: number = lockIterations,
) {
  const dataKey = createDataKey(areas, keys, now, iterations)
  const wrapped = wrappedCell(areas.local)
  const opened = openedCell(areas.session)
  const inTurn = createKeyedMutex()
  const change = <T>(work: () => Promise<T>): Promise<T> => inTurn(['vault'], work)

  /** @throws Fault `locked` when the lock has not been open since the browser's start */
  async function encryptLocked(text: string, purpose: string): Promise<string> {
    const found = await opened.read()
    if (!found) throw new Fault('locked')
    if ('dataKey' in found) return encryptAesGcm(await keyOf(found.dataKey), utf8(text), purpose)
    // A key that can't be forgotten for want of memory serves twice: what comes must not be lost for that.
    await opened.write({ ...found, ratchet: await nextRatchet(found.ratchet) }).catch(() => {})
    return encryptByRatchet(found.ratchet, utf8(text), purpose)
  }

  return {
    state: (): Promise<LockState> => readLockState(areas, now),
    standing: (): Promise<LockStanding> => readLockStanding(areas, now),
    /**
     * `purpose` is bound to the ciphertext: what was encrypted for one entry opens for no other. Also while locked, as
     * what was on its way comes then. @throws Fault `locked` when the lock has not been open since the browser's start
     */
    async encrypt(text: string, purpose: string): Promise<string> {
      const key = await dataKey.current().catch((error: unknown) => {
        if (faultOf(error).code !== 'locked') throw error
      })
      return key ? encryptAesGcm(key, utf8(text), purpose) : change(() => encryptLocked(text, purpose))
    },
    /** Rejects when it was made with another key or for another purpose. @throws Fault `locked` */
    async decrypt(box: string, purpose: string): Promise<string> {
      const key = await dataKey.current()
      return textOf(await (isByRatchet(box) ? decryptByRatchet : decryptAesGcm)(key, box, purpose))
    },
    hasLostKey: (): Promise<boolean> => change(dataKey.isLost),
    /** To be called once the data key was taken from the disk: what comes is encrypted with a new one. */
    forgetKey: dataKey.forget,
    /** Nothing that was encrypted so far can be opened any more; what comes is encrypted with a new key. */
    erase: (): Promise<void> =>
      change(async () => {
        await Promise.all([dataKey.dropWrappingKey(), wrapped.clear(), opened.clear()])
        // Last, since whoever asked meanwhile may have read the old one.
        dataKey.forget()
      }),

    // The passphrase. Setting, changing and removing it wraps the data key anew and touches nothing else.

    /** Sets a lock, and leaves it open until then. @throws Fault `lockTooShort`; `malformed` when there is one already */
    setPassphrase: (typed: string, until: number | null): Promise<void> =>
      change(async () => {
        const passphrase = lockPassphrase(typed)
        if (isLock(await wrapped.read())) throw new Fault('malformed')
        const raw = await dataKey.raw()
        await opened.write({ at: 'open', dataKey: encode(raw), until })
        await wrapped.write(await wrapBy(passphrase, raw, iterations))
        dataKey.forget()
        await dataKey.dropWrappingKey()
      }),
    /** @throws Fault `wrongPassphrase` | `lockWait` | `lockTooShort` */
    changePassphrase: (typed: string, next: string): Promise<void> =>
      change(async () => {
        const passphrase = lockPassphrase(next)
        await wrapped.write(await wrapBy(passphrase, await dataKey.rawBy(typed), iterations))
      }),
    /** @throws Fault `wrongPassphrase` | `lockWait` */
    removePassphrase: (typed: string): Promise<void> =>
      change(async () => {
        await wrapped.write(await dataKey.wrapByKeyStore(await dataKey.rawBy(typed)))
        await opened.clear()
      }),

    // Opening and closing, in steps that outlast a stopped worker.

    /** Opens the lock for us; to others it stays closed until `endUnlocking`. @throws Fault `wrongPassphrase` | `lockWait` */
    unlock: (typed: string, until: number | null): Promise<void> =>
      change(async () => {
        const raw = await dataKey.rawBy(typed)
        await opened.write({ at: 'opening', dataKey: encode(raw), until })
        await dataKey.dropWrappingKey()
      }),
    /** What was put away is back. */
    endUnlocking: (): Promise<void> =>
      change(async () => {
        const found = await opened.read()
        if (found?.at === 'opening') await opened.write({ ...found, at: 'open' })
      }),
    /** It is in use, so it stays open until then. */
    extend: (until: number | null): Promise<void> =>
      change(async () => {
        const found = await opened.read()
        if (found?.at === 'open' && keyInOpened(found, now()) !== undefined)
          await opened.write({ ...found, until })
      }),
    /** Drops the key. From here on nothing opens, whatever becomes of what follows. */
    beginLocking: (): Promise<void> =>
      change(async () => {
        if (!isLock(await wrapped.read())) return
        const found = await opened.read()
        if (!found || !('dataKey' in found)) return
        const ratchet = await startRatchet(await keyOf(found.dataKey))
        // Memory may be full; the key goes in any case.
        await opened.write({ at: 'closing', ratchet }).catch(opened.clear)
      }),
    /** Everything readable is put away. */
    endLocking: (): Promise<void> =>
      change(async () => {
        const found = await opened.read()
        if (found?.at === 'closing') await opened.write({ ...found, at: 'closed' })
      }),
  }
}
export type Vault = ReturnType<typeof createVault>
