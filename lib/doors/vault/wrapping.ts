import { encode } from 'jose/base64url'
import { Fault } from '../../rules/fault'
import { lockPassphrase } from '../../rules/lock'
import { importKey } from './boxes'
import type { DataKey } from './data-key'
import type { Deposits } from './deposits'
import { wrapBy } from './passphrase'
import { type Areas, isLock, openedCell, wrappedCell } from './stored'

type World = Areas & {
  dataKey: DataKey
  deposits: Deposits
  change: <T>(work: () => Promise<T>) => Promise<T>
  iterations: number
}

/** The lock's passphrase: setting, changing and removing it wraps the data key anew and touches nothing else. */
export function createWrapping({ local, session, dataKey, deposits, change, iterations }: World) {
  const wrapped = wrappedCell(local)
  const opened = openedCell(session)
  return {
    /**
     * Sets a lock, and leaves it open until then. @throws Fault `lockTooShort`; `malformed` when there is one already
     */
    setPassphrase: (typed: string, until: number | null): Promise<void> =>
      change(async () => {
        const passphrase = lockPassphrase(typed)
        if (isLock(await wrapped.read())) throw new Fault('malformed')
        const raw = await dataKey.raw()
        await deposits.ready(await importKey(raw))
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
  }
}
