import * as z from 'zod/mini'
import type { Draft, ShareOptions } from './draft'
import { Fault } from './fault'
import { readOpenerAddress, readServer } from './server'
import { lifetimes } from './server-limits'

/** A text that a rule's own reader takes, in the form that the reader gives it. */
const readBy = (read: (typed: string) => string) =>
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
  )

const origin = readBy(readServer)
export const OpenerAddress = readBy(readOpenerAddress)

/**
 * The rules of an organisation, each of which may be left out. Strict: a rule that is misspelt or unknown to this
 * version can't be kept, and whoever wrote it believes that it is. So are rules that contradict each other.
 */
export const Policy = z
  .strictObject({
    /** Origins; no secret goes to any other. */
    allowedServers: z.optional(z.array(origin).check(z.minLength(1))),
    /** The origin that is offered until the person chooses one. */
    defaultServer: z.optional(origin),
    /** The page to which sealed links lead first. */
    opener: z.optional(OpenerAddress),
    sealedRequired: z.optional(z.boolean()),
    passphraseRequired: z.optional(z.boolean()),
    accountRequired: z.optional(z.boolean()),
    /** Seconds, at least a minute. */
    longestLifetime: z.optional(z.int().check(z.minimum(60))),
    /** Days for which the history keeps what waits no longer. */
    historyRetention: z.optional(z.int().check(z.minimum(1), z.maximum(3650))),
  })
  .check(
    z.refine(
      policy => policy.defaultServer === undefined || isAllowed(policy, policy.defaultServer),
      'the default server is not allowed',
    ),
  )
export type Policy = z.infer<typeof Policy>

/** What is known of the rules: what they are, or that there are some and they can't be read. */
export const KnownPolicy = z.union([Policy, z.literal('broken')])
export type KnownPolicy = z.infer<typeof KnownPolicy>

/** What a screen can show of them: of broken rules nothing. Never to be asked whether something may be shared. */
export const shownPolicy = (rules: KnownPolicy): Policy => (rules === 'broken' ? {} : rules)

export const isAllowed = ({ allowedServers }: Pick<Policy, 'allowedServers'>, server: string): boolean =>
  allowedServers?.includes(server) ?? true

/** @throws Fault `serverNotAllowed` */
export function checkServer(policy: Policy, server: string): void {
  if (!isAllowed(policy, server)) throw new Fault('serverNotAllowed')
}

/**
 * Refuses whatever a rule forbids: to be asked before anything is sent, also of a secret that the server makes up
 * (`mode: 'standard'`, no text).
 * @throws Fault `serverNotAllowed` | `mustBeSealed` | `needsPassphrase` | `livesTooLong` (`by`: the longest, in
 * seconds) | `needsAccount`
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
 * Options as near to the rules as can be without asking: sealed, and no longer than allowed. A server that is not
 * allowed stays, and is refused: where a secret is kept is for the person to choose.
 */
export const boundByPolicy = <T extends Pick<ShareOptions, 'mode' | 'ttl'>>(
  policy: Policy,
  options: T,
): T => ({
  ...options,
  mode: policy.sealedRequired ? 'sealed' : options.mode,
  ttl: Math.min(options.ttl, policy.longestLifetime ?? options.ttl),
})

/** The server for somebody who has chosen none yet. `nearest`: what we would take. */
export function firstServerUnder(policy: Policy, nearest: string): string {
  const { defaultServer, allowedServers = [] } = policy
  return defaultServer ?? (isAllowed(policy, nearest) ? nearest : (allowedServers[0] ?? nearest))
}

/** The servers to choose from: those that are allowed where that is ruled, else those that the person has. */
export const serversUnder = ({ allowedServers, defaultServer }: Policy, own: readonly string[]): string[] =>
  allowedServers ?? [...new Set([...own, ...(defaultServer === undefined ? [] : [defaultServer])])]

/** Lifetimes to choose from, in seconds. The longest that is allowed is one of them. */
export function lifetimesUnder({ longestLifetime }: Policy): number[] {
  if (longestLifetime === undefined || longestLifetime > Math.max(...lifetimes)) return [...lifetimes]
  return [...lifetimes.filter(seconds => seconds < longestLifetime), longestLifetime]
}

type Kept = { sharing: ShareOptions; servers: string[]; opener?: string | undefined; retention: number }

/** Settings as the rules make them; the servers of both are known. Not to be written back: they are the person's own again when the rules go. */
export const settingsUnderPolicy = <T extends Kept>(policy: Policy, settings: T): T => ({
  ...settings,
  sharing: boundByPolicy(policy, settings.sharing),
  servers: [...new Set([...settings.servers, ...serversUnder(policy, [])])],
  opener: policy.opener ?? settings.opener,
  retention: policy.historyRetention ?? settings.retention,
})
