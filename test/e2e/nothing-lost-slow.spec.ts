import { expect } from '@playwright/test'
import { type Misbehaviour, type Server, startServer } from '../server/server'
import { asked, type Ended, textIsHere } from './support/ends'
import { type BrowserName, type Row, table } from './support/nothing-lost'
import type { PersonsBrowser } from './support/persons-browser'
import { type Kind, press, putSecret, ready, type Secret } from './support/secrets'
import type { Tab } from './support/tab'

/** Longer than the patience that was once shown to a reading, in milliseconds. */
const long = 23_000

const slow: { kind: Kind; when: string; how: Misbehaviour; in: Row['in'] }[] = [
  {
    kind: 'sealed',
    when: 'its first byte after 23 s',
    how: { at: 'slow', ms: long },
    in: ['Chromium'],
  },
  {
    kind: 'sealed',
    when: 'its first byte after 38 s, when an event page would have gone to rest',
    how: { at: 'slow', ms: 38_000 },
    in: ['Firefox'],
  },
  {
    kind: 'sealed with a passphrase',
    when: 'dripping for 23 s',
    how: { at: 'drip', first: 1_000, every: 2_000, pieces: 12 },
    in: ['Chromium', 'Firefox'],
  },
  {
    kind: 'standard',
    when: 'late, then dripping',
    how: { at: 'drip', first: 12_000, every: 2_000, pieces: 7 },
    in: ['Chromium', 'Firefox'],
  },
]

type Begun = { tab: Tab; secret: Secret; server: Server }

/** They wait for their answers together, in tabs of one browser: each would take as long alone. */
let together: { name: BrowserName; all: Promise<Map<string, Begun>> } | undefined

async function pressAll(person: PersonsBrowser): Promise<Map<string, Begun>> {
  const server = await startServer()
  const begun = new Map<string, Begun>()
  const here = slow.filter(one => one.in.includes(person.name))
  for (const { kind, when, how } of here) {
    const secret = await putSecret(server, kind)
    server.misbehave(how, 1, new RegExp(`/secret/${secret.key}`))
    const tab = await ready(person, secret)
    await press(tab)
    await expect.poll(() => asked(server, secret).length, { message: 'the server is asked' }).toBe(1)
    begun.set(when, { tab, secret, server })
  }
  return begun
}

const row = ({ kind, when, in: browsers }: (typeof slow)[number]): Row => ({
  point: 'time',
  what: `a ${kind} secret`,
  when,
  in: browsers,
  // A wait that a unit test has with a clock of its own.
  short: 'nowhere',
  shares: true,
  ends: 'the text is here, to the letter',
  async run({ person }): Promise<Ended> {
    if (together?.name !== person.name) together = { name: person.name, all: pressAll(person) }
    const found = (await together.all).get(when)
    if (!found) throw new Error('It was not begun')
    const { tab, secret, server } = found
    const isAnswered = async () =>
      (await tab.buttons(/^(show|open|try again)$/)) > 0 &&
      asked(server, secret).some(({ status }) => status > 0)
    await expect.poll(isAnswered, { message: 'it is answered', timeout: 60_000 }).toBe(true)
    return textIsHere(tab, secret, server)
  },
})

// One browser after the other, so that what is begun together is waited for once.
table(
  (['Chromium', 'Firefox'] as const).flatMap(name =>
    slow.filter(one => one.in.includes(name)).map(one => row({ ...one, in: [name] })),
  ),
  'in order',
)
