import * as z from 'zod/mini'
import { Options } from '../rules/draft'
import { nearestRegion, originOf } from '../rules/server'
import { type Area, cell } from './storage'

export const Settings = z.strictObject({
  version: z.literal(1),
  /** How the next secret is shared: as the last one was. */
  sharing: Options,
  /** Origins that the person added. */
  servers: z.array(z.url()),
  /** The page to which sealed links lead first, for recipients without the extension. */
  opener: z.optional(z.string()),
})
export type Settings = z.infer<typeof Settings>

export const firstSettings = (timeZone: string): Settings => ({
  version: 1,
  sharing: { mode: 'sealed', server: originOf(nearestRegion(timeZone)), ttl: 7 * 24 * 60 * 60 },
  servers: [],
})

/** What a person chose, kept on this computer. Unreadable settings count as none. */
export function createSettings(local: Area, timeZone: () => string) {
  const kept = cell(local, 'settings', Settings)
  return {
    read: async (): Promise<Settings> => (await kept.read()) ?? firstSettings(timeZone()),
    write: kept.write,
  }
}
export type SettingsDoor = ReturnType<typeof createSettings>
