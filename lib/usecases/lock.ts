import { createKeyedMutex } from '../adapters/keyed-mutex'
import type { MessageName } from '../adapters/messages'
import type { SessionEncryption } from '../adapters/session-encryption'
import type { SettingsStore } from '../adapters/settings-store'
import type { Vault } from '../adapters/vault'
import type { LockStanding } from '../adapters/vault/stored-keys'
import { Fault } from '../domain/fault'
import { openUntil } from '../domain/lock-options'

/** Messages that are allowed while locked. All others read or change stored data, and are refused. */
const allowedLocked: ReadonlySet<MessageName> = new Set([
  ...(['lockState', 'unlock', 'lockNow', 'openLink', 'clearClipboard'] as const),
])
/** Allowed even if the lock's state can't be changed: the way out, and an answer that would be lost. */
const allowedAlways: ReadonlySet<MessageName> = new Set(['eraseAll', 'keepReceived'] as const)

type World = {
  vault: Vault
  away: SessionEncryption
  settings: Pick<SettingsStore, 'read'>
  now: () => number
  /** Sets the alarm for a time in milliseconds, or clears it. */
  wakeAt: (when: number | undefined) => Promise<void>
  /** Called after locking, and after unlocking once everything is decrypted. Not awaited. */
  changed: (state: 'locked' | 'unlocked') => Promise<void>
}

/**
 * A change of the expiry too small to be worth writing: a sixtieth of the time left, ten seconds at most;
 * in milliseconds.
 */
const slack = (left: number): number => Math.min(10_000, left / 60)

/** The user's lock: when it locks, and what is encrypted and decrypted then. */
export function createLock({ vault, away, settings, now, wakeAt, changed }: World) {
  const nextUntil = async () => openUntil((await settings.read()).lock, now())
  const wakeFor = (until: number | null) => wakeAt(until ?? undefined)

  const turns = createKeyedMutex()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => turns(['lock'], work)

  /**
   * Not awaited, so that unlocking need not wait for server requests that were in progress when it locked.
   */
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

  /** Finishes what a stopped worker left half done, and locks if it has expired. */
  const settle = (): Promise<LockStanding> =>
    inTurn(async () => {
      const standing = await vault.standing()
      if (standing.at === 'locking') await close()
      else if (standing.at === 'unlocking') await bringBack()
      else return standing
      return vault.standing()
    })

  /** Cachet is being used, so the lock stays open for another full period. */
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
    /** Call when a worker starts and when the alarm fires: an open lock is never left without its alarm. */
    async wake(): Promise<void> {
      const standing = await settle()
      if (standing.at === 'unlocked') await wakeFor(standing.until)
    },
    use: async () => use(await vault.standing()),
    /** Typing counts as use, too; anything typed while it was locking is encrypted with the rest. */
    async typed(): Promise<void> {
      const standing = await vault.standing()
      if (standing.at === 'unlocked') return use(standing)
      if (standing.at === 'off') return
      await inTurn(async () => {
        if ((await vault.standing()).at === 'locked') await away.putAway()
      })
    },
    /** @throws Fault `locked` for a message that is not allowed now */
    async permit(name: MessageName): Promise<void> {
      if (allowedAlways.has(name)) return
      const standing = await settle()
      if (allowedLocked.has(name) || standing.at === 'off') return
      if (standing.at !== 'unlocked') throw new Fault('locked')
      await use(standing)
    },
    /** Whether anything may be shared now. Asking counts as use. */
    async mayShare(): Promise<boolean> {
      const standing = await settle()
      await use(standing)
      return standing.at === 'off' || standing.at === 'unlocked'
    },
    /** @throws Fault `locked` if it has locked since a share was requested */
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
        // What is encrypted while locked can only be restored by unlocking.
        if (await isLocked()) throw new Fault('locked')
        await vault.removePassphrase(passphrase)
        await wakeAt(undefined)
      }),
  }
}
export type Lock = ReturnType<typeof createLock>
