import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFaultCell, createFaultLog } from '../../../lib/adapters/fault-log'
import type { MessageAnswer } from '../../../lib/adapters/messages'
import { defaultSettings } from '../../../lib/adapters/settings-store'
import { codes } from '../../../lib/domain/fault'
import { faultReport } from '../../../lib/domain/fault-report'
import { originOf, regions } from '../../../lib/domain/server'
import { type ReportWorld, reportFault } from '../../../lib/usecases/report-fault'
import { memoryArea } from '../../support/area'

const now = 1_800_000_000_000
const world = (about: Partial<ReportWorld> = {}): ReportWorld => ({
  version: '1.2.3',
  userAgent:
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  language: 'pt-BR',
  settings: defaultSettings('eu'),
  policy: {},
  accounts: 2,
  lock: 'unlocked',
  damage: undefined,
  faults: async () => [],
  now: () => now,
  ...about,
})
const at = (server: string) => ({
  ...defaultSettings('eu'),
  sharing: { mode: 'sealed' as const, server, account: null, ttl: 3600 },
})

test('a report tells version, browser, language, kind of server, and the last faults by their age', async () => {
  const faults = async () => [{ place: 'share' as const, code: 'cutOff' as const, at: now - 90_000 }]
  expect(await reportFault(world({ faults }))).toBe(
    [
      'Cachet 1.2.3',
      'Browser: Chrome 140, Linux',
      'Language: pt-BR',
      'Server: eu; sealed; own servers: 0; accounts: 2',
      'Lock: unlocked; rules: no; unreadable: 0',
      'Faults: 1',
      '- 90 s ago: share, cutOff',
    ].join('\n'),
  )
})
test('a region that is chosen is not counted among one’s own servers', async () => {
  const own = 'https://secrets.example.com'
  const settings = { ...at(own), servers: ['https://eu.onetimesecret.com', own] }
  expect(await reportFault(world({ settings }))).toContain('Server: own; sealed; own servers: 1; accounts: 2')
})
test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:146.0) Gecko/20100101 Firefox/146.0',
    'Firefox 146, Windows',
  ],
  ['Mozilla/5.0 (Android 15; Mobile; rv:146.0) Gecko/146.0 Firefox/146.0', 'Firefox 146, Android'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/140.0.0.0 Safari/537.36 Edg/140.0',
    'Edge 140, macOS',
  ],
  ['Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) HeadlessChrome/140.0.0.0 Safari/537.36', 'Chrome 140, ChromeOS'],
  ['hunter2 https://secrets.example.com', 'other 0, other'],
])('%s is told as a name and a number', async (userAgent, told) => {
  expect(await reportFault(world({ userAgent }))).toContain(`Browser: ${told}\n`)
})
test.each([
  ...regions.map(region => [originOf(region), region] as const),
  ['https://onetimesecret.com', 'before regions'] as const,
  ['http://localhost:3900', 'this computer'] as const,
  ['https://secrets.bank.example', 'own'] as const,
  ['https://eu.onetimesecret.com.evil.example', 'own'] as const,
])('a server at %s is told as “%s”', async (server, kind) => {
  const report = await reportFault(world({ settings: at(server) }))
  expect(report).toContain(`Server: ${kind};`)
  expect(report).not.toContain(server)
})

describe('nothing that a person, a page or a server wrote is in a report', () => {
  // Every string is marked, so that it is found in whatever it comes.
  const mark = 'zqxj'
  const text = fc.string({ maxLength: 40 }).map(text => `${mark}${text}`)
  const host = fc.webUrl().map(url => `https://${mark}.${new URL(url).host}`)

  test('from settings, rules, the browser’s name and the language', async () => {
    await fc.assert(
      fc.asyncProperty(text, host, text, text, async (said, server, userAgent, language) => {
        const settings = { ...at(server), servers: [server], message: said, opener: `${server}/opener.html` }
        const policy = { allowedServers: [server], defaultServer: server, opener: `${server}/o.html` }
        const report = await reportFault(world({ settings, policy, userAgent, language }))
        expect(report).not.toContain(mark)
        expect(report).toContain('rules: yes')
      }),
    )
  })
  test('from a fault’s words and figures, whoever is told it', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(...codes), async (said, code) => {
        const session = memoryArea()
        const log = createFaultLog(session, () => now)
        const failure = { code, said, by: 4711 }
        await log.hear({ failure })
        await log.hear({ reply: { is: 'failed', failure, asked: true } })
        await log.hear({ reply: { is: 'received', received: { text: said, key: said } } })
        await log.hear({ reply: { at: 'failed', failure } })
        expect(JSON.stringify([...session.kept])).not.toMatch(new RegExp(`${mark}|4711`))
        const report = await reportFault(world({ faults: createFaultCell(session).read }))
        expect(report).not.toContain(mark)
        expect(report.match(/^- 0 s ago: (other|reveal), /gm)).toHaveLength(2)
        expect(report).toContain(code)
      }),
    )
  })
  test('from what else might lie where faults are kept', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.anything(), async (said, any) => {
        for (const faults of [
          [{ place: 'share', code: said, at: now }],
          [{ place: said, code: 'cutOff', at: now }],
          [{ place: 'share', code: 'cutOff', at: said }],
          [{ place: 'share', code: 'cutOff', at: now, said }],
          [any, said],
        ]) {
          const session = memoryArea({ faults })
          const report = await reportFault(world({ faults: createFaultCell(session).read }))
          expect(report.endsWith('Faults: 0')).toBe(true)
        }
      }),
    )
  })
  test('even where the report is given what is none of its facts', async () => {
    const facts = {
      ...{ version: '1.0', browser: 'Chrome', browserVersion: 140, system: 'Linux', language: 'en' },
      ...{
        server: 'eu',
        mode: 'sealed',
        ownServers: 0,
        accounts: 0,
        lock: 'off',
        ruled: false,
        unreadable: 0,
      },
    }
    expect(() => faultReport(facts, [], now)).not.toThrow()
    fc.assert(
      fc.property(text, fc.constantFrom(...Object.keys(facts), 'more'), (said, name) => {
        expect(() => faultReport({ ...facts, [name]: said }, [], now)).toThrow()
      }),
    )
    expect(() => faultReport(facts, [{ place: 'share', code: 'cutOff', at: now, said: mark }], now)).toThrow()
  })
})

describe('the last faults', () => {
  const failed: MessageAnswer = { failure: { code: 'offline' } }
  test('are kept twenty at most, the newest first', async () => {
    const session = memoryArea()
    let clock = now
    const log = createFaultLog(session, () => clock++)
    await Promise.all(Array.from({ length: 25 }, () => log.hear(failed)))
    const kept = await createFaultCell(session).read()
    expect(kept?.map(({ at }) => at - now)).toEqual(Array.from({ length: 20 }, (_, place) => 24 - place))
  })
  test('that cannot be kept cost nothing else', async () => {
    const session = memoryArea()
    session.full = true
    await createFaultLog(session, () => now).note('share', 'offline')
    expect([...session.kept]).toEqual([])
  })
})
