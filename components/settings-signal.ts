import { type ReadonlySignal, signal } from '@preact/signals'
import type { Settings, SettingsStore } from '../lib/adapters/settings-store'
import type { Policy } from '../lib/domain/policy'

/** The settings as a page shows them: always what is kept by now, whoever changed it. */
export type SettingsSignal = {
  kept: ReadonlySignal<Settings>
  /** What the organisation rules, as last read: to be shown. */
  policy: ReadonlySignal<Policy>
  /** Whether the last change could not be kept: said once, whatever was to be changed. */
  failed: ReadonlySignal<boolean>
  /** Whether it was kept. If not, whatever shows a choice shows what is kept again. */
  change: (patch: (kept: Settings) => Partial<Settings>) => Promise<boolean>
  /** To be called when they may have been changed elsewhere. */
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
    async change(patch) {
      try {
        kept.value = await change(patch)
        failed.value = false
        return true
      } catch {
        // The same anew, so that it is drawn again over what a control shows by itself.
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
