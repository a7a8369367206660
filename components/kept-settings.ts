import { type ReadonlySignal, signal } from '@preact/signals'
import type { Settings, SettingsDoor } from '../lib/doors/settings'

/** The settings as a page shows them: always what is kept by now, whoever changed it. */
export type KeptSettings = {
  kept: ReadonlySignal<Settings>
  /** @throws Fault `notKept` */
  change: (patch: (kept: Settings) => Partial<Settings>) => Promise<void>
  /** To be called when they may have been changed elsewhere. */
  readAgain: () => Promise<void>
}

export function keepSettings(
  { read, change }: Pick<SettingsDoor, 'read' | 'change'>,
  start: Settings,
): KeptSettings {
  const kept = signal(start)
  return {
    kept,
    async change(patch) {
      kept.value = await change(patch)
    },
    async readAgain() {
      kept.value = await read()
    },
  }
}
