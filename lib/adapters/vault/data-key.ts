import { decode } from 'jose/base64url'
import { Fault } from '../../domain/fault'
import { decryptAesGcm, encryptAesGcm, importKey } from './aes-gcm'
import { createUnlockAttempts, unwrapBy } from './passphrase-key'
import {
  type ByKeyStore,
  isLock,
  KeyOnDisk,
  keyInOpened,
  openedCell,
  type VaultAreas,
  wrappedCell,
} from './stored-keys'

/** Stores one key that can be used but not exported: IndexedDB holds it as a `CryptoKey` object. */
export type KeyStore = {
  load(): Promise<CryptoKey | undefined>
  save(key: CryptoKey): Promise<void>
  clear(): Promise<void>
}

/** Where a wrapped data key that can't be unwrapped any more is moved, before another one takes its place. */
export const lostKey = 'vault:lost'

type Raw = Uint8Array<ArrayBuffer>
const aes = { name: 'AES-GCM', length: 256 } as const
const purpose = 'data key'

/** The random key that encrypts everything: generating it, and unwrapping its stored form. */
export function createDataKey(areas: VaultAreas, keys: KeyStore, now: () => number, iterations: number) {
  const { local } = areas
  const wrapped = wrappedCell(local)
  const opened = openedCell(areas.session)
  const tries = createUnlockAttempts(local, now)

  // Two concurrent first uses must not generate two keys.
  let opening: Promise<CryptoKey> | undefined
  const fromKeyStore = (): Promise<CryptoKey> => {
    opening ??= rawFromKeyStore()
      .then(importKey)
      .catch((error: unknown) => {
        opening = undefined
        throw error
      })
    return opening
  }

  /**
   * A data key that only seems lost, because the key store is unreadable or a newer version wrote it, is
   * never replaced.
   */
  async function rawFromKeyStore(): Promise<Raw> {
    const { vault: kept } = await local.get('vault')
    const { data: known } = KeyOnDisk.safeParse(kept)
    if (isLock(known)) throw new Fault('locked')
    const wrappingKey = await keys.load().catch((cause: unknown) => {
      throw new Fault('keyMissing', { cause })
    })
    if (kept === undefined) return make(wrappingKey)
    if (known) {
      if (!wrappingKey) throw new Fault('keyMissing')
      const raw = await decryptAesGcm(wrappingKey, known.dataKey, purpose).catch(() => undefined)
      if (raw) return raw
    }
    if (await wrapped.isNewer()) throw new Fault('keptByNewer')
    if ((await local.get(lostKey))[lostKey] === undefined) await local.set({ [lostKey]: kept })
    return make(wrappingKey)
  }

  async function make(known: CryptoKey | undefined): Promise<Raw> {
    const raw = crypto.getRandomValues(new Uint8Array(32))
    await wrapped.write(await byKeyStore(raw, known))
    return raw
  }

  /** The wrapping key is saved before anything depends on it. */
  async function byKeyStore(raw: Raw, known?: CryptoKey): Promise<ByKeyStore> {
    const wrappingKey = known ?? (await crypto.subtle.generateKey(aes, false, ['encrypt', 'decrypt']))
    if (!known) await keys.save(wrappingKey)
    return { version: 1, dataKey: await encryptAesGcm(wrappingKey, raw, purpose) }
  }

  return {
    /** The key, generated if there is none yet. @throws Fault `locked` | `keyMissing` | `keptByNewer` */
    async current(): Promise<CryptoKey> {
      if (opening) return opening
      if (!isLock(await wrapped.read())) return fromKeyStore()
      const raw = keyInOpened(await opened.read(), now())
      if (raw === undefined) throw new Fault('locked')
      return importKey(new Uint8Array(decode(raw)))
    },
    /** The raw key for rewrapping, while there is no lock. @throws Fault `locked` | `keyMissing` */
    async raw(): Promise<Raw> {
      await fromKeyStore()
      return rawFromKeyStore()
    },
    /**
     * Whether the wrapping key is gone for good: a key store that is unreadable now may be readable later.
     */
    async isLost(): Promise<boolean> {
      const kept = await wrapped.read()
      if (kept === undefined || isLock(kept)) return false
      return keys.load().then(
        key => key === undefined,
        () => false,
      )
    },
    /**
     * The raw key, unwrapped with the lock's passphrase. @throws Fault `wrongPassphrase` | `lockWait`;
     * `malformed` when there is no lock; `keptByNewer` when a newer version made it
     */
    async rawBy(typed: string): Promise<Raw> {
      const kept = await wrapped.read()
      if (!isLock(kept)) throw new Fault('malformed')
      if (kept.by === 'newer') throw new Fault('keptByNewer')
      return tries.slowed(() => unwrapBy(typed.normalize('NFKC'), kept, iterations))
    },
    /** Wraps it with a new key in the browser's key store. */
    wrapByKeyStore: (raw: Raw): Promise<ByKeyStore> => byKeyStore(raw),
    /** The next use unwraps it again from storage. */
    forget(): void {
      opening = undefined
    },
    // No longer needed by anything; if this fails, the next unlocking tries again.
    dropWrappingKey: (): Promise<void> => keys.clear().catch(() => {}),
  }
}
export type DataKey = ReturnType<typeof createDataKey>
