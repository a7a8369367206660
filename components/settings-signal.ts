import { type ReadonlySignal, signal } from '@preact/signals'
import type { Settings, SettingsStore } from '../lib/adapters/settings-store'
import type { Policy } from '../lib/domain/policy'

/** The settings as shown by a page: always the stored ones, whoever changed them. */
export type SettingsSignal = {
  kept: ReadonlySignal<Settings>
  /** The organisation's policy, as last read; for display. */
  policy: ReadonlySignal<Policy>
  /** Whether the last change couldn't be stored: shown once for the whole page. */
  failed: ReadonlySignal<boolean>
  /**
   * Resolves to whether the change was stored. If not, controls show the stored value again. `choosesServer`: also where
   * it is the one that was offered.
   */
  change: (patch: (kept: Settings) => Partial<Settings>, choosesServer?: boolean) => Promise<boolean>
  /** Call when the settings may have been changed elsewhere. */
  readAgain: () => Promise<void>
}

export function createSettingsSignal(
  { read, change }: Pick<SettingsStore, 'read' | 'change'>,
  start: Settings,
  policy: ReadonlySignal<Policy>,
): SettingsSignal {
  const kept = signal(start)
  const failed = signal(false)
  return {
    kept,
    policy,
    failed,
    async change(patch, choosesServer) {
      try {
        kept.value = await change(patch, choosesServer)
        failed.value = false
        return true
      } catch {
        // A new object, so that controls are redrawn over the value they show natively.
        kept.value = structuredClone(kept.peek())
        failed.value = true
        return false
      }
    },
    async readAgain() {
      kept.value = await read()
    },
  }
}
