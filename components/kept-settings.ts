import { type ReadonlySignal, signal } from '@preact/signals'
import type { Settings, SettingsDoor } from '../lib/doors/settings'
import type { Policy } from '../lib/rules/policy'

/** The settings as a page shows them: always what is kept by now, whoever changed it. */
export type KeptSettings = {
  kept: ReadonlySignal<Settings>
  /** What the organisation rules, as last read: to be shown. */
  policy: ReadonlySignal<Policy>
  /** @throws Fault `notKept` */
  change: (patch: (kept: Settings) => Partial<Settings>) => Promise<void>
  /** To be called when they may have been changed elsewhere. */
  readAgain: () => Promise<void>
}

export function keepSettings(
  { read, change }: Pick<SettingsDoor, 'read' | 'change'>,
  start: Settings,
  policy: ReadonlySignal<Policy>,
): KeptSettings {
  const kept = signal(start)
  return {
    kept,
    policy,
    async change(patch) {
      kept.value = await change(patch)
    },
    async readAgain() {
      kept.value = await read()
    },
  }
}
