import { decode, encode } from 'jose/base64url'
import { importKey } from './boxes'
import type { DataKey } from './data-key'
import type { Deposits } from './deposits'
import { type Areas, isLock, keyIn, openedCell, wrappedCell } from './stored'

type World = Areas & {
  dataKey: DataKey
  deposits: Deposits
  change: <T>(work: () => Promise<T>) => Promise<T>
  now: () => number
}

/** Opens and closes the lock, in steps that outlast a stopped worker: the data key is in memory while it is open. */
export function createOpening({ local, session, dataKey, deposits, change, now }: World) {
  const wrapped = wrappedCell(local)
  const opened = openedCell(session)
  return {
    /** Opens the lock for us; to others it stays closed until `endUnlocking`. @throws Fault `wrongPassphrase` | `lockWait` */
    unlock: (typed: string, until: number | null): Promise<void> =>
      change(async () => {
        const raw = await dataKey.rawBy(typed)
        await deposits.ready(await importKey(raw))
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
        if (found?.at === 'open' && keyIn(found, now()) !== undefined) await opened.write({ ...found, until })
      }),
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
  }
}
