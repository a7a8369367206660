import * as z from 'zod/mini'
import type { Draft, ShareOptions } from './draft'
import { Fault } from './fault'
import { onFirstUse } from './on-first-use'
import { readOpenerAddress, readServer } from './server'
import { lifetimes } from './server-limits'

/** A string that `read` accepts, in the form that `read` returns. */
const readBy = (read: (typed: string) => string) =>
  onFirstUse(() =>
    z.pipe(
      z.string(),
      z.transform((typed: string, context): string => {
        try {
          return read(typed)
        } catch {
          context.issues.push({ code: 'custom', input: typed, message: 'not understood' })
          return z.NEVER
        }
      }),
    ),
  )

const origin = readBy(readServer)
const OpenerAddress = readBy(readOpenerAddress)
/** The user's own opener page, or `none` of the user's own will, which the build's does not replace. */
export const ChosenOpener = readBy(typed => (typed === 'none' ? typed : readOpenerAddress(typed)))

/**
 * An organisation's policy; every rule is optional. Strict: a misspelt rule, or one unknown to this
 * version, cannot be enforced, yet whoever wrote it believes that it is. Contradictory rules are rejected
 * for the same reason.
 */
export const Policy = z
  .strictObject({
    /** Origins; secrets may go to no others. */
    allowedServers: z.optional(z.array(origin).check(z.minLength(1))),
    /** The origin offered until the user chooses one. */
    defaultServer: z.optional(origin),
    /** The page that sealed links go through. */
    opener: z.optional(OpenerAddress),
    sealedRequired: z.optional(z.boolean()),
    passphraseRequired: z.optional(z.boolean()),
    accountRequired: z.optional(z.boolean()),
    /** Seconds, at least a minute. */
    longestLifetime: z.optional(z.int().check(z.minimum(60))),
    /** Days for which the history keeps secrets that have ended. */
    historyRetention: z.optional(z.int().check(z.minimum(1), z.maximum(3650))),
  })
  .check(
    z.refine(
      policy => policy.defaultServer === undefined || isAllowed(policy, policy.defaultServer),
      'the default server is not allowed',
    ),
  )
export type Policy = z.infer<typeof Policy>

/** The policy, or `broken` when there is one that can't be read. */
export const KnownPolicy = z.union([Policy, z.literal('broken')])
export type KnownPolicy = z.infer<typeof KnownPolicy>

/** The policy for display; empty if broken. Never use it to decide whether something may be shared. */
export const shownPolicy = (rules: KnownPolicy): Policy => (rules === 'broken' ? {} : rules)

export const isAllowed = ({ allowedServers }: Pick<Policy, 'allowedServers'>, server: string): boolean =>
  allowedServers?.includes(server) ?? true

/** @throws Fault `serverNotAllowed` */
export function checkServer(policy: Policy, server: string): void {
  if (!isAllowed(policy, server)) throw new Fault('serverNotAllowed')
}

/**
 * Refuses anything that the policy forbids. Call it before anything is sent, also for a secret that the
 * server generates (`mode: 'standard'`, no text).
 * @throws Fault `serverNotAllowed` | `mustBeSealed` | `needsPassphrase` | `livesTooLong` (`by`: the
 * longest, in seconds) | `needsAccount`
 */
export function checkPolicy(
  policy: Policy,
  { server, mode, passphrase, ttl, account }: Pick<Draft, keyof ShareOptions | 'passphrase'>,
): void {
  checkServer(policy, server)
  const { longestLifetime } = policy
  if (policy.sealedRequired && mode !== 'sealed') throw new Fault('mustBeSealed')
  if (policy.passphraseRequired && passphrase === '') throw new Fault('needsPassphrase')
  if (longestLifetime !== undefined && ttl > longestLifetime)
    throw new Fault('livesTooLong', { by: longestLifetime })
  if (policy.accountRequired && account === null) throw new Fault('needsAccount')
}

/**
 * Adjusts options to the policy where that needs no decision by the user: sealed, and no longer than
 * allowed. A server that is not allowed is left in place and refused later: where a secret is stored is the
 * user's choice.
 */
export const boundByPolicy = <T extends Pick<ShareOptions, 'mode' | 'ttl'>>(
  policy: Policy,
  options: T,
): T => ({
  ...options,
  mode: policy.sealedRequired ? 'sealed' : options.mode,
  ttl: Math.min(options.ttl, policy.longestLifetime ?? options.ttl),
})

/** The initial server for a user who has chosen none. `nearest`: our own choice. */
export function firstServerUnder(policy: Policy, nearest: string): string {
  const { defaultServer, allowedServers = [] } = policy
  return defaultServer ?? (isAllowed(policy, nearest) ? nearest : (allowedServers[0] ?? nearest))
}

/** The servers on offer: the allowed ones if the policy lists them, otherwise the user's own. */
export const serversUnder = ({ allowedServers, defaultServer }: Policy, own: readonly string[]): string[] =>
  allowedServers ?? [...new Set([...own, ...(defaultServer === undefined ? [] : [defaultServer])])]

/** The lifetimes on offer, in seconds, including the longest one allowed. */
export function lifetimesUnder({ longestLifetime }: Policy): number[] {
  if (longestLifetime === undefined || longestLifetime > Math.max(...lifetimes)) return [...lifetimes]
  return [...lifetimes.filter(seconds => seconds < longestLifetime), longestLifetime]
}

/**
 * The address of the opener page that sealed links go through; `undefined` for plain links.
 * @param built the one this build of the extension came with, if any
 */
export const openerInForce = (
  policy: Policy,
  { opener: chosen }: { opener?: string | undefined },
  built: string | undefined,
): string | undefined => policy.opener ?? (chosen === 'none' ? undefined : (chosen ?? built))

type Kept = { sharing: ShareOptions; servers: string[]; retention: number }

/**
 * Settings with the policy applied, and the servers of both. Don't write them back: the user's own must
 * return when the policy is removed. The opener has a rule of its own, `openerInForce`.
 */
export const settingsUnderPolicy = <T extends Kept>(policy: Policy, settings: T): T => ({
  ...settings,
  sharing: boundByPolicy(policy, settings.sharing),
  servers: [...new Set([...settings.servers, ...serversUnder(policy, [])])],
  retention: policy.historyRetention ?? settings.retention,
})
