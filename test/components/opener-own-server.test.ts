import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { OpenerModel } from '../../components/opener/model'
import { createOwnServer } from '../../components/opener/own-server'
import type { TabChannel, TabStorage } from '../../lib/adapters/received/tab-store'
import { keyPart, makeOpenerLink } from '../../lib/domain/link'
import { readings, sealOn } from '../e2e/support/sealed'
import { type Profile, profiles } from '../server/profiles'
import { type Options, type Server, startServer } from '../server/server'

const text = 'hunter2\n\t<b>&amp;</b>'

/** A browser's `sessionStorage`, of a tab: as much as fits, or nothing at all. */
class Storage implements TabStorage {
  readonly items = new Map<string, string>()
  most: number
  constructor(most = 5_000_000) {
    this.most = most
  }
  get length() {
    return this.items.size
  }
  key = (at: number) => [...this.items.keys()][at] ?? null
  getItem = (key: string) => this.items.get(key) ?? null
  setItem(key: string, value: string) {
    if (value.length > this.most) throw new DOMException('full', 'QuotaExceededError')
    this.items.set(key, value)
  }
  removeItem = (key: string) => void this.items.delete(key)
  get all() {
    return [...this.items.values()].join()
  }
}

/** The tabs of one origin: each hears the others, and what one does alone the others wait for. */
function createBrowser() {
  const heard: ((message: unknown) => void)[] = []
  const running = new Map<string, Promise<unknown>>()
  return {
    join(): TabChannel {
      let mine: ((message: unknown) => void) | undefined
      return {
        post(message) {
          const copy: unknown = JSON.parse(JSON.stringify(message))
          for (const hear of heard) if (hear !== mine) queueMicrotask(() => hear(copy))
        },
        listen(hear) {
          mine = hear
          heard.push(hear)
        },
      }
    },
    async alone<T>(name: string, work: () => Promise<T>): Promise<T> {
      const mine = (running.get(name) ?? Promise.resolve()).then(work)
      running.set(
        name,
        mine.catch(() => {}),
      )
      return mine
    },
  }
}

let server: Server
let browser: ReturnType<typeof createBrowser>
let saved: string[]
const start = async (options: Options = {}) => {
  server = await startServer(options)
}
beforeEach(() => {
  browser = createBrowser()
  saved = []
})
afterEach(() => server.close())

function openTab({
  storage = new Storage(),
  origin = server.origin,
}: {
  storage?: Storage
  origin?: string
} = {}) {
  const asked: string[] = []
  const own = createOwnServer({
    origin,
    network: (url, init) => {
      asked.push(`${init.method} ${new URL(url).pathname.replace(/(secret\/).*/, '$1KEY')}`)
      return fetch(url, init)
    },
    online: () => true,
    storage,
    channel: browser.join(),
    alone: browser.alone,
    later: (run, ms) => {
      const timer = setTimeout(run, ms / 10)
      return () => clearTimeout(timer)
    },
    now: () => 1_800_000_000_000,
  })
  const tab = new OpenerModel({
    own,
    copy: async () => {},
    save: text => void saved.push(text),
    later: () => () => {},
  })
  return { tab, storage, asked, step: () => tab.step.value }
}

const fragmentOf = (link: string) => new URL(makeOpenerLink('https://o.example', link)).hash
const unread = () => server.secrets().filter(({ value }) => value !== '').length

describe.each(Object.keys(profiles) as Profile[])('on a server of generation %s', profile => {
  test('a link leads to the text by one press, and the server is asked for nothing before it', async () => {
    await start({ profile })
    const { tab, step, asked, storage } = openTab()
    await tab.arrive(fragmentOf(await sealOn(server, { text, note: 'n' })))
    expect(step()).toMatchObject({ at: 'ready', target: { is: 'sealed' } })
    expect(tab.onOwnServer.value).toBe(true)
    expect(tab.reads.value).toBe(new URL(server.origin).host)
    expect(asked).toEqual([])
    await tab.fetch()
    expect(step()).toMatchObject({ at: 'shown', payload: { text, note: 'n' }, visible: false })
    expect(asked[0]).toBe('GET /api/v1/status')
    expect(asked.filter(line => line.startsWith('POST'))).toEqual(['POST /api/v1/secret/KEY'])
    expect(tab.kept.value).toBe('memory')
    expect(storage.all).not.toContain('hunter2')
  })
  test('a secret that was read is said to be gone, and by whom is left open', async () => {
    await start({ profile })
    const link = await sealOn(server, { text })
    const first = openTab()
    await first.tab.arrive(fragmentOf(link))
    await first.tab.fetch()
    first.tab.forget()
    const { tab, step } = openTab()
    await tab.arrive(fragmentOf(link))
    await tab.fetch()
    expect(step()).toMatchObject({ at: 'gone' })
    expect(step()).not.toHaveProperty('earlier')
  })
})

describe('a passphrase', () => {
  test('is tried as often as needed, and the server is not asked again', async () => {
    await start()
    const { tab, step, asked, storage } = openTab()
    await tab.arrive(fragmentOf(await sealOn(server, { text }, 'correct horse')))
    await tab.fetch()
    expect(step()).toMatchObject({ at: 'needsPassphrase', wrong: false })
    const so = asked.length
    for (const passphrase of ['correct horsf']) {
      await tab.write({ passphrase })
      await tab.unlock()
      expect(step()).toMatchObject({ at: 'needsPassphrase', wrong: true })
    }
    await tab.write({ passphrase: 'correct horse' })
    await tab.unlock()
    expect(step()).toMatchObject({ at: 'shown', payload: { text } })
    expect(asked).toHaveLength(so)
    expect(storage.all).not.toMatch(/hunter2|correct/)
  })
})

describe('what was fetched', () => {
  test('is never lost to a link that is typed letter by letter, and opens at its last one', async () => {
    await start()
    const link = await sealOn(server, { text })
    const { tab, step, asked } = openTab()
    await tab.arrive(fragmentOf(link))
    await tab.fetch()
    tab.leave()
    const so = asked.length
    for (let typed = 1; typed < link.length; typed++) {
      await tab.write({ link: link.slice(0, typed) })
      expect([tab.onOwnServer.value, step().at], link.slice(0, typed)).toEqual([true, 'damaged'])
    }
    await tab.write({ link })
    expect(step()).toMatchObject({ at: 'shown', payload: { text } })
    expect(asked).toHaveLength(so)
  })
  test('is there after a reload, sealed, and opens by its link without the server', async () => {
    await start()
    const link = await sealOn(server, { text })
    const { tab, storage } = openTab()
    await tab.arrive(fragmentOf(link))
    await tab.fetch()
    tab.leave()
    expect(tab.step.value).toEqual({ at: 'needsKey' })
    for (const part of keyPart(link).split('.').slice(1)) expect(storage.all).not.toContain(part)

    for (const given of ['fragment', 'whole link', 'key alone'] as const) {
      const again = openTab({ storage })
      await again.tab.arrive(given === 'fragment' ? fragmentOf(link) : '')
      if (given !== 'fragment') {
        expect(again.step()).toEqual({ at: 'needsKey' })
        expect(again.tab.onOwnServer.value).toBe(true)
        await again.tab.write({ link: `${link.slice(0, -1)}` })
        expect(again.step()).toMatchObject({ at: 'damaged' })
        await again.tab.write({ link: given === 'whole link' ? link : keyPart(link) })
      }
      expect([given, again.step()]).toMatchObject([given, { at: 'shown', payload: { text } }])
      expect(again.asked).toEqual([])
    }
  })
  test('can be saved as it came', async () => {
    await start()
    const { tab } = openTab()
    await tab.arrive(fragmentOf(await sealOn(server, { text })))
    const value = server.secrets()[0]?.value ?? '?'
    await tab.fetch()
    tab.save()
    expect(JSON.parse(saved[0] ?? '')).toMatchObject({ value })
  })
  test('is forgotten in every tab, and from the storage', async () => {
    await start()
    const link = await sealOn(server, { text })
    const [one, two] = [openTab(), openTab()]
    await one.tab.arrive(fragmentOf(link))
    await one.tab.fetch()
    await two.tab.arrive(fragmentOf(link))
    expect(two.step()).toMatchObject({ at: 'shown', payload: { text } })
    expect(two.asked).toEqual([])
    one.tab.forget()
    await new Promise(setImmediate)
    expect([one.step(), two.step()]).toEqual([{ at: 'forgotten' }, { at: 'forgotten' }])
    expect([one.storage.items.size, two.storage.items.size]).toEqual([0, 0])
  })
  test('of another link in the same tab is not mixed up with it', async () => {
    await start()
    const [one, two] = [await sealOn(server, { text: 'one' }), await sealOn(server, { text: 'two' })]
    const { tab, step } = openTab()
    await tab.arrive(fragmentOf(one))
    const fetching = tab.fetch()
    await tab.arrive(fragmentOf(two))
    await fetching
    expect(step()).toMatchObject({ at: 'ready' })
    await tab.fetch()
    expect(step()).toMatchObject({ at: 'shown', payload: { text: 'two' } })
    await tab.arrive(fragmentOf(one))
    expect(step()).toMatchObject({ at: 'shown', payload: { text: 'one' } })
    expect(readings(server)).toHaveLength(2)
  })
})

test('two tabs that are pressed at once read once, and both have the text', async () => {
  await start()
  const link = await sealOn(server, { text })
  const tabs = [openTab(), openTab()]
  for (const { tab } of tabs) await tab.arrive(fragmentOf(link))
  await Promise.all(tabs.map(({ tab }) => tab.fetch()))
  for (const { step } of tabs) expect(step()).toMatchObject({ at: 'shown', payload: { text } })
  expect(readings(server)).toHaveLength(1)
})

describe('where nothing can be kept', () => {
  test('it is said before anything is fetched, and the secret is on the page alone', async () => {
    await start()
    const { tab, step, storage } = openTab({ storage: new Storage(0) })
    await tab.arrive(fragmentOf(await sealOn(server, { text })))
    expect(tab.keeps.value).toBe(false)
    await tab.fetch()
    expect(step()).toMatchObject({ at: 'shown', payload: { text } })
    expect([tab.kept.value, tab.losesByLeaving(), storage.items.size]).toEqual(['page', true, 0])
  })
  test('any more when it is pressed, nothing is asked before the person knows', async () => {
    await start()
    const { tab, step, storage, asked } = openTab()
    await tab.arrive(fragmentOf(await sealOn(server, { text })))
    expect(tab.keeps.value).toBe(true)
    storage.most = 0
    await tab.fetch()
    expect(step()).toMatchObject({ at: 'failed', failure: { code: 'noRoom' }, asked: false })
    expect([tab.keeps.value, asked.filter(line => line.startsWith('POST'))]).toEqual([false, []])
    await tab.fetch()
    expect(step()).toMatchObject({ at: 'shown', payload: { text } })
  })
  test('a text that is not sealed is not stored, though it came under a sealed link', async () => {
    await start()
    const { tab, step, storage } = openTab()
    await tab.arrive(fragmentOf(await sealOn(server, { text })))
    server.misbehave({ at: 'answer', status: 200, body: '{"value":"hunter2"}' }, 1, /secret/)
    await tab.fetch()
    expect(step()).toMatchObject({ at: 'notOpened' })
    expect([tab.kept.value, storage.all]).toEqual(['page', ''])
  })
})

describe('a server that is in trouble', () => {
  test.each([
    ['it is away', { at: 'reset', stored: false }, 'unreachable'],
    ['it has an error', { at: 'status', status: 500 }, 'serverError'],
    ['a network’s own page answers', { at: 'html' }, 'notAServer'],
    ['it points elsewhere', { at: 'redirect', to: 'https://example.com' }, 'redirected'],
    ['it sends without end', { at: 'huge' }, 'answerTooBig'],
  ] as const)('is noticed before the secret is asked for: %s', async (_, how, code) => {
    await start()
    const { tab, step, asked } = openTab()
    await tab.arrive(fragmentOf(await sealOn(server, { text })))
    server.misbehave(how)
    await tab.fetch()
    expect(step()).toMatchObject({ at: 'failed', failure: { code }, asked: false })
    expect(asked.filter(line => line.startsWith('POST'))).toEqual([])
    expect(unread()).toBe(1)
    server.misbehave(undefined)
    await tab.fetch()
    expect(step()).toMatchObject({ at: 'shown', payload: { text } })
  })
  test('that never answers may have used it up; what is gone then was this attempt', async () => {
    await start()
    const { tab, step, storage } = openTab()
    const fragment = fragmentOf(await sealOn(server, { text }))
    await tab.arrive(fragment)
    server.misbehave({ at: 'reset', stored: true }, 1, /secret/)
    await tab.fetch()
    expect(step()).toMatchObject({ at: 'failed', failure: { code: 'cutOff' }, asked: true })
    const again = openTab({ storage })
    await again.tab.arrive(fragment)
    await again.tab.fetch()
    expect(again.step()).toMatchObject({ at: 'gone', earlier: 1_800_000_000_000 })
  })
  test('whose answer cannot be read: what came is kept through a reload, and can be saved', async () => {
    await start()
    const { tab, step, storage } = openTab()
    await tab.arrive(fragmentOf(await sealOn(server, { text })))
    server.misbehave({ at: 'answer', status: 200, body: '<p>half a sec' }, 1, /secret/)
    await tab.fetch()
    expect(step()).toMatchObject({ at: 'unread', failure: { code: 'notAServer' } })
    const again = openTab({ storage })
    await again.tab.arrive('')
    expect(again.step()).toMatchObject({ at: 'unread' })
    again.tab.save()
    expect(saved).toEqual(['<p>half a sec'])
  })
})

test('on any other origin it asks nothing and leads to the server’s page', async () => {
  await start()
  const { tab, asked } = openTab({ origin: 'https://www.example.com' })
  await tab.arrive(fragmentOf(await sealOn(server, { text })))
  expect([tab.onOwnServer.value, tab.reads.value]).toEqual([false, undefined])
  await tab.fetch()
  expect(tab.step.value).toMatchObject({ at: 'failed', failure: { code: 'badServer' }, asked: true })
  expect(asked).toEqual([])
})
test('a damaged link asks nothing', async () => {
  await start()
  const { tab, step, asked } = openTab()
  await tab.arrive(fragmentOf(await sealOn(server, { text })).slice(0, -1))
  expect(step()).toMatchObject({ at: 'damaged' })
  await tab.fetch()
  expect(asked).toEqual([])
})
test('what was brought from the server’s page to another origin is not said to come from there', async () => {
  await start()
  const { tab } = openTab({ origin: 'https://www.example.com' })
  await tab.arrive(fragmentOf(await sealOn(server, { text })))
  await tab.paste(server.secrets()[0]?.value ?? '')
  expect(tab.step.value).toMatchObject({ at: 'shown', payload: { text } })
  expect([tab.reads.value, tab.kept.value]).toEqual([undefined, undefined])
  tab.forget()
  expect(tab.reads.value).toBeUndefined()
})
