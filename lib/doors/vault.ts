import { faultOf } from '../rules/fault'
import type { LockState } from '../rules/lock'
import { createKeyedMutex } from './keyed-mutex'
import { closeBox, openBox } from './vault/boxes'
import { createDataKey, type KeyStore } from './vault/data-key'
import { createDeposits, isDeposit } from './vault/deposits'
import { createOpening } from './vault/opening'
import {
  type Areas,
  openedCell,
  readLockState,
  readStanding,
  type Standing,
  wrappedCell,
} from './vault/stored'
import { createWrapping } from './vault/wrapping'

const utf8 = (text: string) => new TextEncoder().encode(text)
const textOf = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

/**
 * Encrypts what may lie on disk but must not be read there: metadata keys and tokens. A random data key does it.
 * The data key itself is stored encrypted: by a key that never leaves the browser's key store, or, with a lock, by
 * the person's passphrase; then it is in memory only while the lock is open.
 */
export function createVault(areas: Areas, keys: KeyStore, now: () => number) {
  const { local, session } = areas
  const dataKey = createDataKey(areas, keys, now)
  const deposits = createDeposits(areas)
  const inTurn = createKeyedMutex()
  const change = <T>(work: () => Promise<T>): Promise<T> => inTurn(['vault'], work)

  return {
    ...createWrapping({ local, session, dataKey, deposits, change }),
    ...createOpening({ local, session, dataKey, deposits, change, now }),
    state: (): Promise<LockState> => readLockState(areas, now),
    standing: (): Promise<Standing> => readStanding(areas, now),
    /** `purpose` is bound to the ciphertext: what was encrypted for one entry opens for no other. @throws Fault `locked` */
    encrypt: async (text: string, purpose: string): Promise<string> =>
      closeBox(await dataKey.current(), utf8(text), purpose),
    /** Rejects when it was made with another key or for another purpose. @throws Fault `locked` */
    decrypt: async (box: string, purpose: string): Promise<string> =>
      textOf(await openBox(await dataKey.current(), box, purpose)),
    /**
     * Encrypts also while locked. Whoever can write to this computer's disk could forge such a box; and where the
     * browser was closed since the lock was open, could have what is deposited made for a key of theirs.
     */
    deposit: async (text: string, purpose: string): Promise<string> => {
      const key = await dataKey.current().catch((error: unknown) => {
        if (faultOf(error).code !== 'locked') throw error
      })
      return key ? closeBox(key, utf8(text), purpose) : deposits.put(text, purpose)
    },
    /** Opens what was deposited. Rejects as `decrypt` does. @throws Fault `locked` */
    withdraw: async (box: string, purpose: string): Promise<string> => {
      const key = await dataKey.current()
      if (isDeposit(box)) return deposits.take(box, purpose, key)
      return textOf(await openBox(key, box, purpose))
    },
    hasLostKey: (): Promise<boolean> => change(dataKey.isLost),
    /** To be called once the data key was taken from the disk: what comes is encrypted with a new one. */
    forgetKey: dataKey.forget,
    /** Nothing that was encrypted so far can be opened any more; what comes is encrypted with a new key. */
    erase: (): Promise<void> =>
      change(async () => {
        await Promise.all([
          dataKey.dropWrappingKey(),
          wrappedCell(local).clear(),
          openedCell(session).clear(),
        ])
        // Last, since whoever asked meanwhile may have read the old one.
        dataKey.forget()
      }),
  }
}
export type Vault = ReturnType<typeof createVault>
