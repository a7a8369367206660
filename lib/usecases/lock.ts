import { createKeyedMutex } from '../adapters/keyed-mutex'
import type { MessageName } from '../adapters/messages'
import type { SessionEncryption } from '../adapters/session-encryption'
import type { SettingsStore } from '../adapters/settings-store'
import type { Vault } from '../adapters/vault'
import type { LockStanding } from '../adapters/vault/stored-keys'
import { Fault } from '../domain/fault'
import { openUntil } from '../domain/lock-options'

/** What may be asked while the lock is closed. Everything else reads or changes what is kept, and is refused. */
const allowedLocked: ReadonlySet<MessageName> = new Set([
  ...(['lockState', 'unlock', 'lockNow', 'openLink', 'clearClipboard'] as const),
])
/** Also when the lock itself cannot be moved: the way out, and an answer that would be lost. */
const allowedAlways: ReadonlySet<MessageName> = new Set(['eraseAll', 'keepReceived'] as const)

type World = {
  vault: Vault
  away: SessionEncryption
  settings: Pick<SettingsStore, 'read'>
  now: () => number
  /** Wakes us at a time in milliseconds, or no more. */
  wakeAt: (when: number | undefined) => Promise<void>
  /** Called when it has closed, and when all is back after it was opened. It is not waited for. */
  changed: (state: 'locked' | 'unlocked') => Promise<void>
}

/** What of its time is not worth writing down anew: a sixtieth, and ten seconds at most; in milliseconds. */
const slack = (left: number): number => Math.min(10_000, left / 60)

/** The person's lock: when it closes, what that puts away, and what opening it brings back. */
export function createLock({ vault, away, settings, now, wakeAt, changed }: World) {
  const nextUntil = async () => openUntil((await settings.read()).lock, now())
  const wakeFor = (until: number | null) => wakeAt(until ?? undefined)

  const turns = createKeyedMutex()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => turns(['lock'], work)

  /** Whoever opens it must not wait until a server has answered those who were asking when it closed. */
  const tell = (state: 'locked' | 'unlocked') => void changed(state).catch(() => {})

  async function close(): Promise<void> {
    if ((await vault.state()) === 'off') return
    await vault.beginLocking()
    await away.putAway()
    await vault.endLocking()
    await wakeAt(undefined)
    tell('locked')
  }

  async function bringBack(): Promise<void> {
    await away.bringBack()
    await vault.endUnlocking()
    tell('unlocked')
  }

  /** Finishes what a stopped worker left half done, and closes what should have closed by now. */
  const settle = (): Promise<LockStanding> =>
    inTurn(async () => {
      const standing = await vault.standing()
      if (standing.at === 'locking') await close()
      else if (standing.at === 'unlocking') await bringBack()
      else return standing
      return vault.standing()
    })

  /** Cachet is being used, so the lock stays open for as long again as the person chose. */
  async function use(standing: LockStanding): Promise<void> {
    if (standing.at !== 'unlocked') return
    const { until } = standing
    const next = await nextUntil()
    if (next === until) return
    if (until !== null && next !== null && Math.abs(next - until) < slack(next - now())) return
    await vault.extend(next)
    await wakeFor(next)
  }

  const isLocked = async (): Promise<boolean> => (await vault.state()) === 'locked'

  return {
    lock: () => inTurn(close),
    settle,
    /** To be called when a worker starts and when the alarm rings: an open lock is never left without its alarm. */
    async wake(): Promise<void> {
      const standing = await settle()
      if (standing.at === 'unlocked') await wakeFor(standing.until)
    },
    use: async () => use(await vault.standing()),
    /** Something was typed: that is use, too; and what was typed as it closed is put away with the rest. */
    async typed(): Promise<void> {
      const standing = await vault.standing()
      if (standing.at === 'unlocked') return use(standing)
      if (standing.at === 'off') return
      await inTurn(async () => {
        if ((await vault.standing()).at === 'locked') await away.putAway()
      })
    },
    /** @throws Fault `locked` for a message that is not for now */
    async permit(name: MessageName): Promise<void> {
      if (allowedAlways.has(name)) return
      const standing = await settle()
      if (allowedLocked.has(name) || standing.at === 'off') return
      if (standing.at !== 'unlocked') throw new Fault('locked')
      await use(standing)
    },
    /** Whether anything may be shared now. To ask for it is to use Cachet. */
    async mayShare(): Promise<boolean> {
      const standing = await settle()
      await use(standing)
      return standing.at === 'off' || standing.at === 'unlocked'
    },
    /** @throws Fault `locked` where it has closed since a share was asked for */
    async checkOpen(): Promise<void> {
      if (await isLocked()) throw new Fault('locked')
    },
    /** @throws Fault `wrongPassphrase` | `lockWait` */
    unlock: (passphrase: string): Promise<void> =>
      inTurn(async () => {
        if (!(await isLocked())) return
        const until = await nextUntil()
        await vault.unlock(passphrase, until)
        await wakeFor(until)
        await bringBack()
      }),
    /** @throws Fault `lockTooShort` */
    set: (passphrase: string): Promise<void> =>
      inTurn(async () => {
        const until = await nextUntil()
        await vault.setPassphrase(passphrase, until)
        await wakeFor(until)
      }),
    /** @throws Fault `wrongPassphrase` | `lockWait` | `lockTooShort` */
    change: vault.changePassphrase,
    /** @throws Fault `wrongPassphrase` | `lockWait`; `locked` when it has closed meanwhile */
    remove: (passphrase: string): Promise<void> =>
      inTurn(async () => {
        // What is put away can only be brought back by opening it.
        if (await isLocked()) throw new Fault('locked')
        await vault.removePassphrase(passphrase)
        await wakeAt(undefined)
      }),
  }
}
export type Lock = ReturnType<typeof createLock>
