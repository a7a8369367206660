import type { SettingsDoor } from '../doors/settings'
import { type Granted, learned, limitsOf, withLimits } from '../rules/limits'

export type World = { settings: Pick<SettingsDoor, 'read' | 'change'> }

/** Remembers for how long a server keeps secrets, as it has just shown. @throws Fault `notKept` */
export async function learnLimit({ settings }: World, server: string, granted: Granted): Promise<void> {
  const before = limitsOf((await settings.read()).limits, server)
  // Most say nothing new, and whoever changes the settings wakes all that follow them.
  if (learned(before, granted) === before) return
  await settings.change(({ limits }) => ({
    limits: withLimits(limits, server, learned(limitsOf(limits, server), granted)),
  }))
}
