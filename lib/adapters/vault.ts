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
 * Encrypts what may be on disk but must not be readable there: metadata keys and tokens. This uses a random
 * data key, which is itself stored encrypted: by a key that never leaves the browser's key store or, with a
 * lock, by the user's passphrase; then it is in memory only while unlocked.
 * @param iterations of PBKDF2 for that passphrase; only tests change it
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

  /** @throws Fault `locked` when it has not been unlocked since the browser started */
  async function encryptLocked(text: string, purpose: string): Promise<string> {
    const found = await opened.read()
    if (!found) throw new Fault('locked')
    if ('dataKey' in found) return encryptAesGcm(await keyOf(found.dataKey), utf8(text), purpose)
    // If memory is too full to advance the ratchet, its key is used twice: better than losing the text.
    await opened.write({ ...found, ratchet: await nextRatchet(found.ratchet) }).catch(() => {})
    return encryptByRatchet(found.ratchet, utf8(text), purpose)
  }

  return {
    state: (): Promise<LockState> => readLockState(areas, now),
    standing: (): Promise<LockStanding> => readLockStanding(areas, now),
    /**
     * `purpose` is bound to the ciphertext: what was encrypted for one entry can't be decrypted for
     * another. Also works while locked, for results that arrive then. @throws Fault `locked` when it has
     * not been unlocked since the browser started
     */
    async encrypt(text: string, purpose: string): Promise<string> {
      const key = await dataKey.current().catch((error: unknown) => {
        if (faultOf(error).code !== 'locked') throw error
      })
      return key ? encryptAesGcm(key, utf8(text), purpose) : change(() => encryptLocked(text, purpose))
    },
    /** Rejects if it was encrypted with another key or for another purpose. @throws Fault `locked` */
    async decrypt(box: string, purpose: string): Promise<string> {
      const key = await dataKey.current()
      return textOf(await (isByRatchet(box) ? decryptByRatchet : decryptAesGcm)(key, box, purpose))
    },
    hasLostKey: (): Promise<boolean> => change(dataKey.isLost),
    /** Call when the data key was removed from disk: further encryption uses a new one. */
    forgetKey: dataKey.forget,
    /** Makes everything encrypted so far unreadable; further encryption uses a new key. */
    erase: (): Promise<void> =>
      change(async () => {
        await Promise.all([dataKey.dropWrappingKey(), wrapped.clear(), opened.clear()])
        // Last, because a concurrent call may have cached the old one.
        dataKey.forget()
      }),

    // The passphrase. Setting, changing or removing it rewraps the data key and touches nothing else.

    /**
     * Sets up a lock, and leaves it unlocked until `until`. @throws Fault `lockTooShort`; `malformed` when
     * there is one already
     */
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

    // Unlocking and locking, in steps that survive a stopped worker.

    /**
     * Unlocks for us; others see it as locked until `endUnlocking`. @throws Fault `wrongPassphrase` |
     * `lockWait`
     */
    unlock: (typed: string, until: number | null): Promise<void> =>
      change(async () => {
        const raw = await dataKey.rawBy(typed)
        await opened.write({ at: 'opening', dataKey: encode(raw), until })
        await dataKey.dropWrappingKey()
      }),
    /** What was encrypted while locked has been decrypted. */
    endUnlocking: (): Promise<void> =>
      change(async () => {
        const found = await opened.read()
        if (found?.at === 'opening') await opened.write({ ...found, at: 'open' })
      }),
    /** It is in use, so it stays unlocked until `until`. */
    extend: (until: number | null): Promise<void> =>
      change(async () => {
        const found = await opened.read()
        if (found?.at === 'open' && keyInOpened(found, now()) !== undefined)
          await opened.write({ ...found, until })
      }),
    /** Drops the key. From here on nothing can be decrypted, even if the following steps fail. */
    beginLocking: (): Promise<void> =>
      change(async () => {
        if (!isLock(await wrapped.read())) return
        const found = await opened.read()
        if (!found || !('dataKey' in found)) return
        const ratchet = await startRatchet(await keyOf(found.dataKey))
        // Memory may be full; the key is dropped in any case.
        await opened.write({ at: 'closing', ratchet }).catch(opened.clear)
      }),
    /** Everything readable has been encrypted. */
    endLocking: (): Promise<void> =>
      change(async () => {
        const found = await opened.read()
        if (found?.at === 'closing') await opened.write({ ...found, at: 'closed' })
      }),
  }
}
export type Vault = ReturnType<typeof createVault>
