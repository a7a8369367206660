import * as z from 'zod/mini'
import { codes } from './fault'
import { Language } from './language'
import { regions } from './server'
import { Timestamp } from './timestamp'

/** Where something went wrong: for its sender, its recipient, or anywhere else in Cachet. */
const places = ['share', 'reveal', 'other'] as const

/** One fault, without what it was about. `at`: in milliseconds. */
export const NotedFault = z.strictObject({ place: z.enum(places), code: z.enum(codes), at: Timestamp })
export type NotedFault = z.infer<typeof NotedFault>

const count = z.int().check(z.minimum(0))

/**
 * All that a report can hold: of each, one of a few words, or a figure. Nothing in it was written by a person, a page or
 * a server.
 */
export const ReportFacts = z.strictObject({
  version: z.string().check(z.regex(/^\d{1,5}(\.\d{1,5}){0,3}$/)),
  browser: z.enum(['Chrome', 'Edge', 'Firefox', 'other']),
  browserVersion: count,
  system: z.enum(['Windows', 'macOS', 'Android', 'Linux', 'ChromeOS', 'other']),
  language: Language,
  server: z.enum([...regions, 'before regions', 'this computer', 'own']),
  mode: z.enum(['sealed', 'standard']),
  ownServers: count,
  accounts: count,
  lock: z.enum(['off', 'locked', 'unlocked']),
  ruled: z.boolean(),
  unreadable: count,
})
export type ReportFacts = z.infer<typeof ReportFacts>

const second = 1_000

/**
 * The report as text, in English as the people who mend Cachet read it. Times are in seconds before `now`, so that they
 * tell nobody's clock.
 * @throws if a fact is not one of those above
 */
export function faultReport(given: unknown, faults: readonly unknown[], now: number): string {
  const facts = ReportFacts.parse(given)
  const told = faults.map(fault => NotedFault.parse(fault))
  return [
    `Cachet ${facts.version}`,
    `Browser: ${facts.browser} ${facts.browserVersion}, ${facts.system}`,
    `Language: ${facts.language}`,
    `Server: ${facts.server}; ${facts.mode}; own servers: ${facts.ownServers}; accounts: ${facts.accounts}`,
    `Lock: ${facts.lock}; rules: ${facts.ruled ? 'yes' : 'no'}; unreadable: ${facts.unreadable}`,
    `Faults: ${told.length}`,
    ...told.map(({ place, code, at }) => `- ${Math.round((now - at) / second)} s ago: ${place}, ${code}`),
  ].join('\n')
}
