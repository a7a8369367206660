import * as z from 'zod/mini'
import { ShareOptions } from '../domain/draft'
import { defaultGeneratorOptions, GeneratorOptions } from '../domain/generator-options'
import { defaultLockOptions, LockOptions } from '../domain/lock-options'
import {
  ChosenOpener,
  firstServerUnder,
  type KnownPolicy,
  settingsUnderPolicy,
  shownPolicy,
} from '../domain/policy'
import { originOf, type Region } from '../domain/server'
import { Limits } from '../domain/server-limits'
import { createKeyedMutex, type Locks } from './keyed-mutex'
import { createShownPolicy } from './policy-store'
import type { Area } from './storage-area'
import { asVersion, readableList, readableTable, record } from './versioned-record'

const firstSharing = { mode: 'sealed', account: null, ttl: 7 * 24 * 60 * 60 } as const
/** The defaults until the user chooses otherwise. */
const first = {
  remember: 'last',
  servers: [] as string[],
  limits: {} as Record<string, Limits>,
  tokenDays: 90,
  retention: 30,
  notify: false,
  keepPrivate: false,
  lock: defaultLockOptions,
  generator: defaultGeneratorOptions,
} as const

/** The settings as this version knows and writes them. */
export const Settings = z.strictObject({
  version: z.literal(1),
  /** The options for the next secret. */
  sharing: ShareOptions,
  /** Whether those follow the last secret, or stay as chosen in the settings. */
  remember: z._default(z.enum(['last', 'fixed']), first.remember),
  /** Origins that the user added. */
  servers: z.array(z.url()),
  /** Known limits, by server origin. */
  limits: z._default(z.record(z.url(), Limits), first.limits),
  /**
   * The opener page that sealed links go through, for recipients without the extension, or `none`; absent
   * for the build's. An invalid one is ignored.
   */
  opener: z.catch(z.optional(ChosenOpener), undefined),
  /**
   * The message to send along with a link, with `{link}`, `{expiry}`, `{server}` and `{note}`; absent for
   * the default.
   */
  message: z.optional(z.string().check(z.maxLength(2_000))),
  /** Days after which to suggest replacing a token; 0 for never. */
  tokenDays: z._default(z.int().check(z.minimum(0), z.maximum(3650)), first.tokenDays),
  /** Days for which the history keeps secrets that have ended. */
  retention: z._default(z.int().check(z.minimum(1), z.maximum(3650)), first.retention),
  /** Also show system notifications about what became of secrets. */
  notify: z._default(z.boolean(), first.notify),
  /** Also record secrets shared from private windows in the history. */
  keepPrivate: z._default(z.boolean(), first.keepPrivate),
  /** How the last secret was generated. */
  generator: z._default(GeneratorOptions, first.generator),
  lock: z._default(LockOptions, first.lock),
})
export type Settings = z.infer<typeof Settings>

/** The settings as written to disk: no server until the user chooses one, since the default may change. */
export const WholeSettings = z.extend(Settings, {
  sharing: z.extend(ShareOptions, { server: z.exactOptional(z.url()) }),
})

/** `nearest`: the region offered if the policy names no server. */
export const defaultSettings = (nearest: Region, rules: KnownPolicy = {}): Settings => ({
  ...first,
  version: 1,
  sharing: { ...firstSharing, server: firstServerUnder(shownPolicy(rules), originOf(nearest)) },
})

/**
 * The settings as read from disk: values that are missing, unreadable or unknown because a newer version
 * wrote them take their default, without affecting the others. On disk they stay until the user changes
 * them.
 */
export const StoredSettings = z.object({
  version: z.catch(asVersion(1), 1),
  sharing: z.catch(
    z.object({
      mode: z.catch(ShareOptions.shape.mode, firstSharing.mode),
      server: z.catch(z.optional(z.url()), undefined),
      account: z.catch(ShareOptions.shape.account, firstSharing.account),
      ttl: z.catch(ShareOptions.shape.ttl, firstSharing.ttl),
      language: z.catch(ShareOptions.shape.language, undefined),
    }),
    { ...firstSharing, server: undefined },
  ),
  remember: z.catch(Settings.shape.remember, first.remember),
  servers: z.catch(readableList(z.url()), first.servers),
  limits: z.catch(readableTable(z.url(), z.object(Limits.shape)), first.limits),
  opener: Settings.shape.opener,
  message: z.catch(Settings.shape.message, undefined),
  tokenDays: z.catch(Settings.shape.tokenDays, first.tokenDays),
  retention: z.catch(Settings.shape.retention, first.retention),
  notify: z.catch(Settings.shape.notify, first.notify),
  keepPrivate: z.catch(Settings.shape.keepPrivate, first.keepPrivate),
  generator: z.catch(z.object(GeneratorOptions.shape), first.generator),
  lock: z.catch(z.object(LockOptions.shape), first.lock),
})
type Stored = z.infer<typeof StoredSettings>

/**
 * The readable part of damaged settings, with anything a newer version added; `undefined` if nothing is
 * readable.
 */
export function mendedSettings(raw: unknown): object | undefined {
  const read = StoredSettings.safeParse(raw)
  // The JSON round trip drops undefined values.
  return read.success
    ? JSON.parse(JSON.stringify({ ...z.looseObject({}).parse(raw), ...read.data }))
    : undefined
}

/** This computer's IANA time zone. */
export const systemTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** The user's choices, stored on this computer. Several pages write them. */
export function createSettingsStore(local: Area, timeZone: () => string, locks?: Locks) {
  const mutex = createKeyedMutex(locks)
  const alone = <T>(work: () => Promise<T>): Promise<T> => mutex(['settings'], work)
  const kept = record<Stored>(local, 'settings', { asRead: StoredSettings, whole: WholeSettings })
  const rules = createShownPolicy(local)
  async function look(): Promise<{ stored: Stored | undefined; known: Settings }> {
    const stored = await kept.read()
    const server = stored?.sharing.server
    if (stored && server !== undefined)
      return { stored, known: { ...stored, sharing: { ...stored.sharing, server } } }
    // Only needed while the user has chosen no server.
    const { nearestRegion } = await import('../domain/nearest-region')
    const offered = defaultSettings(nearestRegion(timeZone()), await rules.read())
    const sharing = { ...stored?.sharing, server: offered.sharing.server }
    return { stored, known: stored ? { ...stored, sharing: { ...offered.sharing, ...sharing } } : offered }
  }
  return {
    read: async (): Promise<Settings> => (await look()).known,
    /** Whether the user has chosen a server, rather than being offered one. */
    hasChosenServer: async (): Promise<boolean> => (await kept.read())?.sharing.server !== undefined,
    clear: (): Promise<void> => alone(kept.clear),
    /**
     * Changes only what the user or a server has a new value for, since several pages write. Nothing is
     * written that could not be read again, and what a newer version wrote stays.
     * @param choosesServer the user chose the server, even if it is the one that was offered
     * @throws Fault `notKept`
     */
    change: (patch: (kept: Settings) => Partial<Settings>, choosesServer = false): Promise<Settings> =>
      alone(async () => {
        const { stored, known } = await look()
        const patched = patch(known)
        if (Object.keys(patched).length === 0) return known
        const next = Settings.parse({ ...known, ...patched })
        const { server, ...sharing } = next.sharing
        // Choosing an account chooses its server.
        const chosen = choosesServer || (stored?.sharing.server ?? sharing.account)
        await kept.write(chosen || server !== known.sharing.server ? next : { ...next, sharing })
        return next
      }),
  }
}

export type SettingsStore = ReturnType<typeof createSettingsStore>

/** The user's settings with the policy applied: read-only, never to be written back. */
export const underRules = (
  { read }: Pick<SettingsStore, 'read'>,
  rules: () => Promise<KnownPolicy>,
): Pick<SettingsStore, 'read'> => ({
  read: async () => settingsUnderPolicy(shownPolicy(await rules()), await read()),
})
