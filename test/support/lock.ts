import { createSessionEncryption } from '../../lib/adapters/session-encryption'
import { createSettingsStore } from '../../lib/adapters/settings-store'
import { createVault } from '../../lib/adapters/vault'
import type { LockOptions } from '../../lib/domain/lock-options'
import { createLock } from '../../lib/usecases/lock'
import { memoryArea } from './area'
import { fewIterations, memoryKeys } from './vault'

/** A browser's disk and memory, its alarm and its clock, and workers that come and go. */
export function lockedWorld() {
  const [local, session, keys] = [memoryArea(), memoryArea(), memoryKeys()]
  const settings = createSettingsStore(local, () => 'UTC')
  const heard = { alarm: undefined as number | undefined, changes: [] as string[] }
  /** What the rest of the background does then. */
  const background = { changed: async (_: 'locked' | 'unlocked'): Promise<void> => {} }
  let time = 1_000_000
  const now = () => time
  return {
    ...{ local, session, settings, heard, background, now },
    pass: (ms: number) => {
      time += ms
    },
    choose: (options: Partial<LockOptions>) =>
      settings.change(({ lock }) => ({ lock: { ...lock, ...options } })),
    worker() {
      const vault = createVault({ local, session }, keys, now, fewIterations)
      const away = createSessionEncryption({ session, vault, now })
      const lock = createLock({
        ...{ vault, away, settings, now },
        wakeAt: async when => {
          heard.alarm = when
        },
        changed: state => {
          heard.changes.push(state)
          return background.changed(state)
        },
      })
      return { vault, away, lock }
    },
    /** Everything that lies on the disk and in memory, as text. */
    readable: () => JSON.stringify([...local.kept, ...session.kept]),
  }
}
