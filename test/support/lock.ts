import { createAway } from '../../lib/doors/away'
import { createSettings } from '../../lib/doors/settings'
import { createVault } from '../../lib/doors/vault'
import { createLock } from '../../lib/journeys/lock'
import type { LockOptions } from '../../lib/rules/lock'
import { memoryArea } from './area'
import { fewIterations, memoryKeys } from './vault'

/** A browser's disk and memory, its alarm and its clock, and workers that come and go. */
export function lockedWorld() {
  const [local, session, keys] = [memoryArea(), memoryArea(), memoryKeys()]
  const settings = createSettings(local, () => 'UTC')
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
      const away = createAway({ session, vault, now })
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
