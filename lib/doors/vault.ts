import { decode, encode } from 'jose/base64url'
import { Fault, faultOf } from '../rules/fault'
import { type LockState, lockPassphrase } from '../rules/lock'
import { createTurns } from './turns'
import { closeBox, importKey, openBox } from './vault/boxes'
import { createDeposits, isDeposit } from './vault/deposits'
import { unwrapBy, wrapBy } from './vault/passphrase'
import {
  type Areas,
  type ByKeyStore,
  isLock,
  keyIn,
  openedCell,
  readLockState,
  Wrapped,
  wrappedCell,
} from './vault/stored'
import { createTries } from './vault/tries'

/** Keeps one key that can be used but not read: IndexedDB holds it as the browser's own object. */
export type KeyStore = {
  load(): Promise<CryptoKey | undefined>
  save(key: CryptoKey): Promise<void>
  clear(): Promise<void>
}

const utf8 = (text: string) => new TextEncoder().encode(text)
const textOf = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

type Raw = Uint8Array<ArrayBuffer>
const aes = { name: 'AES-GCM', length: 256 } as const
const purpose = 'data key'
/** Where a wrapped data key is put that cannot be opened any more, before another one takes its place. */
export const lostKey = 'vault:lost'

/**
 * Encrypts what may lie on disk but must not be read there: metadata keys and tokens. A random data key does it.
 * The data key itself is stored encrypted: by a key that never leaves the browser's key store, or, with a lock, by
 * the person's passphrase; then it is in memory only while the lock is open. Setting, changing and removing the
 * passphrase wraps the data key anew and touches nothing else.
 */
export function createVault(areas: Areas, keys: KeyStore, now: () => number) {
  const { local } = areas
  const wrapped = wrappedCell(local)
  const opened = openedCell(areas.session)
  const tries = createTries(local, now)
  const deposits = createDeposits(local)
  const inTurn = createTurns()
  const state = (): Promise<LockState> => readLockState(areas, now)
  const change = <T>(work: () => Promise<T>): Promise<T> => inTurn(['vault'], work)

  // Two first uses at once must not make two keys.
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

  /** @throws Fault `locked` */
  async function dataKey(): Promise<CryptoKey> {
    if (opening) return opening
    if (!isLock(await wrapped.read())) return fromKeyStore()
    const raw = keyIn(await opened.read(), now())
    if (raw === undefined) throw new Fault('locked')
    return importKey(new Uint8Array(decode(raw)))
  }

  /** Without a lock. A data key that only seems lost, because the key store cannot be read, is never replaced. */
  async function rawFromKeyStore(): Promise<Raw> {
    const { vault: kept } = await local.get('vault')
    const { data: known } = Wrapped.safeParse(kept)
    if (isLock(known)) throw new Fault('locked')
    const wrappingKey = await keys.load().catch((cause: unknown) => {
      throw new Fault('keyMissing', { cause })
    })
    if (kept === undefined) return makeDataKey(wrappingKey)
    if (known) {
      if (!wrappingKey) throw new Fault('keyMissing')
      const raw = await openBox(wrappingKey, known.dataKey, purpose).catch(() => undefined)
      if (raw) return raw
    }
    if ((await local.get(lostKey))[lostKey] === undefined) await local.set({ [lostKey]: kept })
    return makeDataKey(wrappingKey)
  }

  async function makeDataKey(known: CryptoKey | undefined): Promise<Raw> {
    const raw = crypto.getRandomValues(new Uint8Array(32))
    await wrapped.write(await byKeyStore(raw, known))
    return raw
  }

  /** The key that wraps it is in its store before anything depends on it. */
  async function byKeyStore(raw: Raw, known?: CryptoKey): Promise<ByKeyStore> {
    const wrappingKey = known ?? (await crypto.subtle.generateKey(aes, false, ['encrypt', 'decrypt']))
    if (!known) await keys.save(wrappingKey)
    return { version: 1, dataKey: await closeBox(wrappingKey, raw, purpose) }
  }

  /** @throws Fault `wrongPassphrase` | `lockWait` */
  async function rawFrom(typed: string): Promise<Raw> {
    const kept = await wrapped.read()
    if (!isLock(kept)) throw new Fault('malformed')
    return tries.slowed(() => unwrapBy(typed.normalize('NFKC'), kept))
  }

  const hold = (at: 'open' | 'opening', raw: Raw, until: number | null) =>
    opened.write({ at, dataKey: encode(raw), until })
  // Of no use to anybody any more; what fails here is tried again at the next unlocking.
  const dropWrappingKey = () => keys.clear().catch(() => {})

  return {
    state,
    /** `purpose` is bound to the ciphertext: what was encrypted for one entry opens for no other. @throws Fault `locked` */
    encrypt: async (text: string, purpose: string): Promise<string> =>
      closeBox(await dataKey(), utf8(text), purpose),
    /** Rejects when it was made with another key or for another purpose. @throws Fault `locked` */
    decrypt: async (box: string, purpose: string): Promise<string> =>
      textOf(await openBox(await dataKey(), box, purpose)),
    /** Encrypts also while locked. Whoever can write to this computer's storage could forge such a box, and read none. */
    deposit: async (text: string, purpose: string): Promise<string> => {
      const key = await dataKey().catch((error: unknown) => {
        if (faultOf(error).code !== 'locked') throw error
      })
      return key ? closeBox(key, utf8(text), purpose) : deposits.put(text, purpose)
    },
    /** Opens what was deposited. Rejects as `decrypt` does. @throws Fault `locked` */
    withdraw: async (box: string, purpose: string): Promise<string> => {
      const key = await dataKey()
      if (isDeposit(box)) return deposits.take(box, purpose, key)
      return textOf(await openBox(key, box, purpose))
    },
    /**
     * Sets a lock, and leaves it open until then. @throws Fault `lockTooShort`; `malformed` when there is one already
     */
    setPassphrase: (typed: string, until: number | null): Promise<void> =>
      change(async () => {
        const passphrase = lockPassphrase(typed)
        if (isLock(await wrapped.read())) throw new Fault('malformed')
        await fromKeyStore()
        const raw = await rawFromKeyStore()
        await deposits.ready(await importKey(raw))
        await hold('open', raw, until)
        await wrapped.write(await wrapBy(passphrase, raw))
        opening = undefined
        await dropWrappingKey()
      }),
    /** @throws Fault `wrongPassphrase` | `lockWait` | `lockTooShort` */
    changePassphrase: (typed: string, next: string): Promise<void> =>
      change(async () => {
        const passphrase = lockPassphrase(next)
        await wrapped.write(await wrapBy(passphrase, await rawFrom(typed)))
      }),
    /** @throws Fault `wrongPassphrase` | `lockWait` */
    removePassphrase: (typed: string): Promise<void> =>
      change(async () => {
        await wrapped.write(await byKeyStore(await rawFrom(typed)))
        await opened.clear()
      }),
    /** Opens the lock for us; to others it stays closed until `endUnlocking`. @throws Fault `wrongPassphrase` | `lockWait` */
    unlock: (typed: string, until: number | null): Promise<void> =>
      change(async () => {
        const raw = await rawFrom(typed)
        await deposits.ready(await importKey(raw))
        await hold('opening', raw, until)
        await dropWrappingKey()
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
        if (found?.at === 'open' && keyIn(found, now()) !== undefined) await opened.write({ ...found, until })
      }),
    /** Until when it stays open; `undefined` when it is not open. */
    until: async (): Promise<number | null | undefined> => {
      const found = await opened.read()
      return found?.at === 'open' && keyIn(found, now()) !== undefined ? found.until : undefined
    },
    /** What a stopped worker left half done; a lock whose time is up has yet to be closed, too. */
    async unfinished(): Promise<'locking' | 'unlocking' | undefined> {
      const found = await opened.read()
      if (!found || !isLock(await wrapped.read())) return undefined
      if (keyIn(found, now()) === undefined) return 'locking'
      return found.at === 'opening' ? 'unlocking' : undefined
    },
    /** Drops the key. From here on nothing opens, whatever becomes of what follows. */
    beginLocking: (): Promise<void> =>
      change(async () => {
        if (!isLock(await wrapped.read())) return
        const found = await opened.read()
        // What is readable is about to be put in: a pair that was damaged is made anew while that can be done.
        if (found && found.at !== 'closing')
          await deposits.ready(await importKey(new Uint8Array(decode(found.dataKey)))).catch(() => {})
        // Memory may be full; the key goes in any case.
        await opened.write({ at: 'closing' }).catch(opened.clear)
      }),
    /** Everything readable is put away. */
    endLocking: (): Promise<void> =>
      change(async () => {
        if ((await opened.read())?.at === 'closing') await opened.clear()
      }),
    /** Nothing that was encrypted so far can be opened any more; what comes is encrypted with a new key. */
    erase: (): Promise<void> =>
      change(async () => {
        opening = undefined
        await Promise.all([keys.clear(), wrapped.clear(), opened.clear()])
      }),
  }
}
export type Vault = ReturnType<typeof createVault>
