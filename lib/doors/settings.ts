import * as z from 'zod/mini'
import { Options } from '../rules/draft'
import { Limits } from '../rules/limits'
import { firstLockOptions, LockOptions } from '../rules/lock'
import { firstServer, OpenerAddress, type Rules, ruled, shownOf } from '../rules/policy'
import { firstRecipe, Recipe } from '../rules/recipe'
import { nearestRegion, originOf } from '../rules/server'
import { type Locks, ownLocks } from './locks'
import { createShownRules } from './policy'
import { type Area, cell } from './storage'

export const Settings = z.strictObject({
  version: z.literal(1),
  /** How the next secret is shared. */
  sharing: Options,
  /** Whether that is as the last one was, or always as it was chosen in the settings. */
  remember: z._default(z.enum(['last', 'fixed']), 'last'),
  /** Origins that the person added. */
  servers: z.array(z.url()),
  /** What is known of a server, by its origin. */
  limits: z._default(z.record(z.url(), Limits), {}),
  /** The page to which sealed links lead first, for recipients without the extension. One that is none costs nothing else. */
  opener: z.catch(z.optional(OpenerAddress), undefined),
  /** The message to send along with a link, with `{link}`, `{expiry}`, `{server}` and `{note}`; none for ours. */
  message: z.optional(z.string().check(z.maxLength(2_000))),
  /** Days after which a token is to be replaced; 0: never remind of it. */
  tokenDays: z._default(z.int().check(z.minimum(0), z.maximum(3650)), 90),
  /** Days for which the history keeps what waits no longer. */
  retention: z._default(z.int().check(z.minimum(1), z.maximum(3650)), 30),
  /** Tell by the system's notifications, too, what became of secrets. */
  notify: z._default(z.boolean(), false),
  /** Keep also what was shared from a private window in the history. */
  keepPrivate: z._default(z.boolean(), false),
  /** How the last secret was made up. */
  generator: z._default(Recipe, firstRecipe),
  lock: z._default(LockOptions, firstLockOptions),
})
export type Settings = z.infer<typeof Settings>

/** As they lie on the disk: until a person chooses a server there is none, since what is offered may change. */
export const Stored = z.extend(Settings, {
  sharing: z.extend(Options, { server: z.exactOptional(z.url()) }),
})

export const firstSettings = (timeZone: string, rules: Rules = {}): Settings => ({
  version: 1,
  sharing: {
    mode: 'sealed',
    server: firstServer(shownOf(rules), originOf(nearestRegion(timeZone))),
    account: null,
    ttl: 7 * 24 * 60 * 60,
  },
  remember: 'last',
  servers: [],
  limits: {},
  tokenDays: 90,
  retention: 30,
  notify: false,
  keepPrivate: false,
  lock: firstLockOptions,
  generator: firstRecipe,
})

/** What a person chose, kept on this computer. Unreadable settings count as none. Several pages write them. */
export function createSettings(local: Area, timeZone: () => string, locks: Locks = ownLocks()) {
  const alone = <T>(work: () => Promise<T>): Promise<T> => locks.request('settings', work)
  const kept = cell(local, 'settings', Stored)
  const rules = createShownRules(local)
  async function look(): Promise<{ stored: z.infer<typeof Stored> | undefined; known: Settings }> {
    const stored = await kept.read()
    const server = stored?.sharing.server
    if (stored && server !== undefined)
      return { stored, known: { ...stored, sharing: { ...stored.sharing, server } } }
    // Only who has chosen no server waits for what is offered.
    const first = firstSettings(timeZone(), await rules.read())
    return {
      stored,
      known: stored ? { ...stored, sharing: { ...first.sharing, ...stored.sharing } } : first,
    }
  }
  return {
    read: async (): Promise<Settings> => (await look()).known,
    clear: (): Promise<void> => alone(kept.clear),
    /**
     * Changes what a person, or a server, has something new about, and leaves the rest as it is by now: several pages
     * write. Nothing is written that could not be read again. @throws Fault `notKept`
     */
    change: (patch: (kept: Settings) => Partial<Settings>): Promise<Settings> =>
      alone(async () => {
        const { stored, known } = await look()
        const patched = patch(known)
        if (Object.keys(patched).length === 0) return known
        const next = Settings.parse({ ...known, ...patched })
        const { server, ...sharing } = next.sharing
        // Who chooses an account chooses its server.
        const chosen = stored?.sharing.server ?? sharing.account
        await kept.write(chosen || server !== known.sharing.server ? next : { ...next, sharing })
        return next
      }),
  }
}

export type SettingsDoor = ReturnType<typeof createSettings>

/** What a person chose, as the rules of their organisation make it: to read only, never to be written back. */
export const underRules = (
  { read }: Pick<SettingsDoor, 'read'>,
  rules: () => Promise<Rules>,
): Pick<SettingsDoor, 'read'> => ({
  read: async () => ruled(shownOf(await rules()), await read()),
})
