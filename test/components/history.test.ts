import { beforeEach, describe, expect, test } from 'vitest'
import { HistoryModel, type HistoryWorld, page } from '../../components/history/model'
import type { Call, MessageAsk, MessageName } from '../../lib/adapters/messages'
import { Fault } from '../../lib/domain/fault'
import type { Entry } from '../../lib/domain/history-entry'

const minute = 60_000
const hour = 60 * minute
const start = new Date(2026, 4, 4, 12).getTime()
const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

let now: number
let kept: Entry[]
let reads: number
let asked: [MessageName, unknown][]
let answers: Partial<Record<MessageName, (ask: unknown) => unknown>>
let copied: string[]
let composed: unknown[]
let alarms: { run: () => void; at: number }[]
let world: HistoryWorld
beforeEach(() => {
  now = start
  kept = []
  reads = 0
  asked = []
  copied = []
  composed = []
  alarms = []
  answers = {}
  world = {
    call: (async <N extends MessageName>(name: N, ask: MessageAsk<N>) => {
      asked.push([name, ask])
      return answers[name]?.(ask)
    }) as Call,
    entries: async () => {
      reads++
      return structuredClone(kept)
    },
    accountNames: async () => new Map([['a1', 'Production – billing']]),
    now: () => now,
    later: (run, ms) => {
      const alarm = { run, at: now + ms }
      alarms.push(alarm)
      return () => {
        alarms = alarms.filter(other => other !== alarm)
      }
    },
    copy: async text => {
      copied.push(text)
    },
    nameOf: server => (server.includes('eu.') ? 'Union européenne' : new URL(server).host),
    request: async () => true,
    allowed: async () => true,
    compose: like => {
      composed.push(like)
    },
  }
})

/** Lets time pass, waking whoever asked to be woken. */
function pass(ms: number): void {
  const end = now + ms
  for (;;) {
    const [next] = alarms.toSorted((one, other) => one.at - other.at)
    if (!next || next.at > end) break
    alarms = alarms.filter(other => other !== next)
    now = next.at
    next.run()
  }
  now = end
}

const entry = (number: number, about: Partial<Entry> = {}): Entry => ({
  version: 1,
  id: idOf(number),
  server: 'https://eu.onetimesecret.com',
  account: null,
  created: start - number * minute,
  expires: start + hour,
  state: 'waiting',
  sealed: true,
  passphrase: false,
  label: `Label ${number}`,
  imported: false,
  news: false,
  handle: 'h',
  ...about,
})

async function opened(...entries: Entry[]) {
  kept = entries
  const model = new HistoryModel(world)
  await model.open()
  return model
}
const asks = (name: MessageName) => asked.filter(([other]) => other === name).map(([, ask]) => ask)

describe('the list', () => {
  test('is read when it is opened, not before', async () => {
    const model = new HistoryModel(world)
    expect(reads).toBe(0)
    expect(model.entries.value).toBeUndefined()
    await model.open()
    expect(model.entries.value).toEqual([])
  })
  test('is grouped by the days of this place, newest first', async () => {
    const model = await opened(entry(1), entry(2), entry(3, { created: start - 24 * hour }))
    expect(model.days.value.map(({ entries }) => entries.length)).toEqual([2, 1])
    expect(model.days.value[0]?.start).toBe(new Date(2026, 4, 4).getTime())
  })
  test('knows what the account of a secret is called', async () => {
    const model = await opened(entry(1, { account: 'a1' }))
    expect(model.accountNames.value.get('a1')).toBe('Production – billing')
  })
  test('draws a page at a time, however long it is', async () => {
    const model = await opened(...Array.from({ length: 10_000 }, (_, number) => entry(number)))
    const drawn = () => model.days.value.flatMap(({ entries }) => entries).length
    expect(drawn()).toBe(page)
    expect(model.more.value).toBe(10_000 - page)
    model.showMore()
    expect(drawn()).toBe(2 * page)
  })
  test('is read once more, not a hundred times, when a hundred things change meanwhile', async () => {
    const model = await opened()
    reads = 0
    await Promise.all(Array.from({ length: 100 }, () => model.hear()))
    await expect.poll(() => reads).toBe(2)
  })
  test('ends up with the last of the changes', async () => {
    const model = await opened()
    const first = model.hear()
    kept = [entry(1)]
    void model.hear()
    await first
    await expect.poll(() => model.entries.value).toHaveLength(1)
  })
  test('marks what is news while it is open, and tells once that it was seen', async () => {
    answers.seen = () => {
      kept = kept.map(one => ({ ...one, news: false }))
    }
    const model = await opened(entry(1, { news: true, state: 'read' }), entry(2))
    await model.hear()
    expect(model.entries.value?.some(({ news }) => news)).toBe(false)
    expect([...model.news.value]).toEqual([idOf(1)])
    expect(asks('seen')).toHaveLength(1)
  })
})

describe('finding', () => {
  const three = () =>
    opened(
      entry(1, { label: 'Clé du VPN' }),
      entry(2, { label: '', state: 'read', server: 'https://secrets.example.com' }),
      entry(3, { label: 'Claire', recipient: 'cl***@e***.com' }),
    )
  test.each([
    ['a label, without its accents and case', { text: 'cle vpn' }, [1]],
    ['a server, by its name', { text: 'europeenne' }, [1, 3]],
    ['a server, by its host', { text: 'secrets.example' }, [2]],
    ['a recipient', { text: 'cl***' }, [3]],
    ['a state', { state: 'read' as const }, [2]],
    ['nothing', { text: 'nobody' }, []],
  ])('%s', async (_, filter, numbers) => {
    const model = await three()
    model.look(filter)
    expect(model.found.value.map(({ id }) => id)).toEqual(numbers.map(idOf))
  })
})

describe('words about time', () => {
  test('are kept true by one timer, that wakes when the first of them changes', async () => {
    const model = await opened(
      entry(1, { expires: start + 90 * minute }),
      entry(2, { expires: start + 30_000 }),
    )
    expect(alarms).toHaveLength(1)
    pass(1_001)
    expect(model.now.value).toBeGreaterThan(start + 1_000)
    expect(alarms).toHaveLength(1)
  })
  test('wake nobody often when they change seldom', async () => {
    await opened(entry(1, { expires: start + 72.5 * hour }))
    expect(alarms.map(({ at }) => at - start)).toEqual([minute])
  })
  test('stop with the panel', async () => {
    const model = await opened(entry(1))
    model.close()
    expect(alarms).toEqual([])
  })
})

describe('burning', () => {
  test('asks first, then acts, then says how it ended', async () => {
    answers.burn = () => ({ state: 'burned' })
    const { row } = await opened(entry(1))
    row.toggle(idOf(1))
    await row.burn(idOf(1))
    expect(asks('burn'), 'without the question there is no fire').toEqual([])
    row.burningOf(idOf(1)).askToBurn(false)
    const burning = row.burn(idOf(1))
    expect(row.burningOf(idOf(1)).burning.value.at).toBe('burning')
    await burning
    expect(row.burningOf(idOf(1)).burning.value).toEqual({ at: 'done', state: 'burned' })
    expect(asks('burn')).toEqual([{ id: idOf(1) }])
  })
  test('one already read says so', async () => {
    answers.burn = () => ({ state: 'read' })
    const { row } = await opened(entry(1))
    row.burningOf(idOf(1)).askToBurn(false)
    await row.burn(idOf(1))
    expect(row.burningOf(idOf(1)).burning.value).toEqual({ at: 'done', state: 'read' })
  })
  test('a locked one wants its passphrase, and keeps a wrong one to be mended', async () => {
    answers.burn = () => {
      throw new Fault('refused')
    }
    const { row } = await opened(entry(1, { sealed: false, passphrase: true }))
    row.burningOf(idOf(1)).askToBurn(true)
    await row.burn(idOf(1))
    expect(asks('burn'), 'not without a passphrase').toEqual([])
    row.burningOf(idOf(1)).typeToBurn('wrong')
    await row.burn(idOf(1))
    expect(row.burningOf(idOf(1)).burning.value).toEqual({
      at: 'asking',
      locked: true,
      passphrase: 'wrong',
      failure: { code: 'refused' },
    })
    answers.burn = () => ({ state: 'burned' })
    row.burningOf(idOf(1)).typeToBurn('right')
    await row.burn(idOf(1))
    expect(asks('burn').at(-1)).toEqual({ id: idOf(1), passphrase: 'right' })
  })
  test('one whose passphrase nobody told us of asks for it when the server does', async () => {
    answers.burn = () => {
      throw new Fault('refused')
    }
    const { row } = await opened(entry(1, { imported: true, sealed: false }))
    row.burningOf(idOf(1)).askToBurn(false)
    await row.burn(idOf(1))
    expect(row.burningOf(idOf(1)).burning.value).toMatchObject({ at: 'asking', locked: true })
  })
  test('is off the table once another row is opened', async () => {
    const { row } = await opened(entry(1), entry(2))
    row.toggle(idOf(1))
    row.burningOf(idOf(1)).askToBurn(false)
    row.toggle(idOf(2))
    expect(row.burningOf(idOf(1)).burning.value.at).toBe('idle')
    await row.burn(idOf(1))
    await row.burn(idOf(2))
    expect(asks('burn')).toEqual([])
  })
  test('that is answered late is told by its own row, and leaves the open one alone', async () => {
    let answer = (_: unknown) => {}
    answers.burn = () =>
      new Promise(resolve => {
        answer = resolve
      })
    const { row } = await opened(entry(1), entry(2))
    row.toggle(idOf(1))
    row.burningOf(idOf(1)).askToBurn(false)
    const burning = row.burn(idOf(1))
    row.toggle(idOf(2))
    answer({ state: 'burned' })
    await burning
    expect(row.burningOf(idOf(2)).burning.value).toEqual({ at: 'idle' })
    expect(row.wanted.value, 'the keyboard stays where it is').toBeUndefined()
    row.toggle(idOf(1))
    expect(row.burningOf(idOf(1)).burning.value).toEqual({ at: 'done', state: 'burned' })
  })
  test('that fails late puts no question into the row that is open by then', async () => {
    let fail = (_: unknown) => {}
    answers.burn = () =>
      new Promise((_, reject) => {
        fail = reject
      })
    const { row } = await opened(entry(1, { sealed: false, passphrase: true }), entry(2))
    row.toggle(idOf(1))
    row.burningOf(idOf(1)).askToBurn(true)
    row.burningOf(idOf(1)).typeToBurn('of the first')
    const burning = row.burn(idOf(1))
    row.toggle(idOf(2))
    fail(new Fault('timedOut'))
    await burning
    expect(row.burningOf(idOf(2)).burning.value).toEqual({ at: 'idle' })
    await row.burn(idOf(2))
    expect(asks('burn')).toEqual([{ id: idOf(1), passphrase: 'of the first' }])
    row.toggle(idOf(1))
    expect(row.burningOf(idOf(1)).burning.value).toMatchObject({
      at: 'asking',
      failure: { code: 'timedOut' },
    })
  })
  test('all that wait asks first and says how many are left', async () => {
    answers.burnAll = () => ({ burned: 2, left: 1 })
    const { bulk } = await opened(entry(1), entry(2), entry(3), entry(4, { state: 'read' }))
    expect([bulk.waiting.value, bulk.settled.value]).toEqual([3, 1])
    await bulk.go()
    expect(asks('burnAll')).toEqual([])
    bulk.ask('burn')
    await bulk.go()
    expect(bulk.step.value).toEqual({ at: 'burned', burned: 2, left: 1 })
  })
})

describe('a row', () => {
  test('is renamed, trimmed, and gets the keyboard back', async () => {
    const { row } = await opened(entry(1))
    row.toggle(idOf(1))
    row.startRenaming('Label 1')
    row.typeLabel(' New ')
    await row.rename(idOf(1))
    expect(asks('rename')).toEqual([{ id: idOf(1), label: 'New' }])
    expect(row.step.value).toEqual({ at: 'choosing', said: 'renamed' })
    expect(row.wanted.value).toBe(idOf(1))
  })
  test('that is forgotten leaves the keyboard to its neighbour', async () => {
    answers.forget = () => {
      kept = kept.filter(({ id }) => id !== idOf(2))
    }
    const { row } = await opened(entry(1), entry(2), entry(3))
    row.toggle(idOf(2))
    row.askToForget()
    await row.forget(idOf(2))
    expect(row.opened.value).toBeUndefined()
    expect(row.wanted.value).toBe(idOf(3))
  })
  test('copies its page’s address, and says when copying failed', async () => {
    answers.metadataPage = () => ({ address: 'https://eu.onetimesecret.com/private/m1' })
    const { row } = await opened(entry(1))
    row.toggle(idOf(1))
    await row.copyAddress(idOf(1))
    expect(copied).toEqual(['https://eu.onetimesecret.com/private/m1'])
    expect(row.step.value).toEqual({ at: 'choosing', said: 'addressCopied' })
    world.copy = () => Promise.reject(new Error('denied'))
    const other = await opened(entry(1))
    other.row.toggle(idOf(1))
    await other.row.copyAddress(idOf(1))
    expect(other.row.step.value).toEqual({ at: 'choosing', said: 'addressNotCopied' })
  })
  test('that is answered late says nothing in the row that is open by then', async () => {
    const { row } = await opened(entry(1), entry(2), entry(3))
    row.toggle(idOf(1))
    row.startRenaming('Other')
    const renaming = row.rename(idOf(1))
    row.toggle(idOf(2))
    row.startRenaming('Half a na')
    answers.metadataPage = () => ({ address: 'https://eu.onetimesecret.com/private/m3' })
    await renaming
    await row.copyAddress(idOf(3))
    await row.forget(idOf(3))
    expect(row.opened.value).toBe(idOf(2))
    expect(row.step.value).toEqual({ at: 'renaming', label: 'Half a na' })
    expect(row.wanted.value).toBeUndefined()
  })
  test('that cannot do what was asked says why', async () => {
    answers.rename = () => {
      throw new Fault('notKept')
    }
    const { row } = await opened(entry(1))
    row.toggle(idOf(1))
    row.startRenaming('x')
    await row.rename(idOf(1))
    expect(row.step.value).toEqual({ at: 'choosing', said: { code: 'notKept' } })
  })
  test('leads to a new one with its options and label, and an offered lifetime', async () => {
    const model = await opened()
    model.again(entry(1, { sealed: false, created: start, expires: start + 3_598_000, label: 'VPN' }))
    expect(composed).toEqual([
      { mode: 'standard', server: 'https://eu.onetimesecret.com', account: null, ttl: 3600, label: 'VPN' },
    ])
  })
})

describe('a history that cannot be read', () => {
  test('says so instead of staying blank or seeming empty, and is there once it can be', async () => {
    kept = [entry(1)]
    let works = false
    const { entries } = world
    const model = new HistoryModel({
      ...world,
      entries: () => (works ? entries() : Promise.reject(new Error('no'))),
    })
    await model.open()
    expect([model.unread.value, model.entries.value]).toEqual([true, undefined])
    works = true
    await model.hear()
    expect([model.unread.value, model.entries.value?.length]).toEqual([false, 1])
  })
})
