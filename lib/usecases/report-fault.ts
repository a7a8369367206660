import type { Settings } from '../adapters/settings-store'
import type { CorruptStorageReport } from '../domain/damage-report'
import { faultReport, type NotedFault, type ReportFacts } from '../domain/fault-report'
import { languages } from '../domain/language'
import type { Policy } from '../domain/policy'
import { loopback, parseUrl, regionOf, serviceOrigins } from '../domain/server'

export type ReportWorld = {
  version: string
  /** As the browser names itself to every site. */
  userAgent: string
  /** The tag of the page's language. */
  language: string
  settings: Settings
  policy: Policy
  accounts: number
  lock: ReportFacts['lock']
  damage: CorruptStorageReport | undefined
  faults: () => Promise<readonly NotedFault[] | undefined>
  now: () => number
}

const browsers = [
  ['Edge', /\bEdg(?:A|iOS)?\/(\d+)/],
  ['Firefox', /\bFirefox\/(\d+)/],
  ['Chrome', /Chrom(?:e|ium)\/(\d+)/],
] as const
const systems = [
  ['Windows', /Windows/],
  ['Android', /Android/],
  ['ChromeOS', /CrOS/],
  ['macOS', /Mac OS X|Macintosh/],
  ['Linux', /Linux/],
] as const

/** What somebody can paste into an issue: which Cachet where, and what went wrong, without what it was about. */
export async function reportFault(world: ReportWorld): Promise<string> {
  const { settings, damage, userAgent } = world
  const [browser, pattern] = browsers.find(([, pattern]) => pattern.test(userAgent)) ?? ['other' as const]
  const facts: ReportFacts = {
    version: world.version,
    browser,
    browserVersion: Number(pattern?.exec(userAgent)?.[1] ?? 0),
    system: systems.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? 'other',
    language: languages.find(language => language === world.language) ?? 'en',
    server: kindOf(settings.sharing.server),
    mode: settings.sharing.mode,
    ownServers: settings.servers.filter(server => !serviceOrigins.includes(server)).length,
    accounts: world.accounts,
    lock: world.lock,
    ruled: Object.keys(world.policy).length > 0,
    unreadable: damage ? Object.values(damage).reduce((sum, one) => sum + one, 0) : 0,
  }
  return faultReport(facts, (await world.faults()) ?? [], world.now())
}

/** A region by its name; of any other server only what kind it is. */
function kindOf(origin: string): ReportFacts['server'] {
  if (serviceOrigins.includes(origin)) return regionOf(origin) ?? 'before regions'
  return loopback.has(parseUrl(origin)?.hostname ?? '') ? 'this computer' : 'own'
}
