import { describe, expect, test } from 'vitest'
import { createDraftStore } from '../../../lib/adapters/draft-store'
import { createHistoryReader } from '../../../lib/adapters/history-store'
import { createEarlierLinksCell } from '../../../lib/adapters/recent-links'
import type { Code } from '../../../lib/domain/fault'
import { open } from '../../../lib/domain/jwe-envelope'
import { readTarget } from '../../../lib/domain/read-link'
import type { RecentLink } from '../../../lib/domain/share-outcome'
import type { Misbehaviour } from '../../server/server'
import { background, eventually, linkOf } from '../../support/background'

const alice = { user: 'alice@example.com', token: 'alices-token' }
const passphrase = 'correct horse battery'
const text = 'hunter2\r\n\ttabbed \u{1F512}'
const world = background({ accounts: [alice] })
const { call, draft } = world
const people = (count: number) => draft({ text, people: count })
const asked = (path: RegExp) => world.server.log.filter(request => path.test(request.path))
const arrive = (count: number) => eventually(() => expect(asked(/share/)).toHaveLength(count))
/** The server answers nothing that is asked from now on; the answer is what lets it. */
const hold = () => {
  let go: () => void = () => {}
  const until = new Promise<void>(resolve => {
    go = resolve
  })
  world.server.misbehave({ at: 'held', until }, 1, /share/)
  return go
}
/** Of the next links, this one is answered badly. */
function failAt(number: number, how: Misbehaviour): void {
  world.server.misbehave(how, 1, /shar/)
  world.server.misbehave({ at: 'held', until: Promise.resolve() }, number - 1, /share/)
}
/** Everything that could be listed, in the order of the numbers. */
async function links(): Promise<RecentLink[]> {
  const last = await call('outcome', undefined)
  const earlier = (await createEarlierLinksCell(world.browser.session).read()) ?? []
  return [...(last?.at === 'shared' ? [last] : []), ...earlier].toSorted(
    (one, other) => (one.shared.batch?.number ?? 0) - (other.shared.batch?.number ?? 0),
  )
}
const numbers = async () => (await links()).map(({ shared }) => shared.batch?.number)
const entries = () => createHistoryReader(world.browser.local).all()
const stored = (secretKey: string) =>
  world.server.secrets().find(secret => secret.secretKey === secretKey)?.value ?? ''
async function opened({ shared }: RecentLink) {
  const target = await readTarget(shared.link)
  if (target.is !== 'sealed') throw new Error('the link lost its key')
  return open(stored(target.link.secretKey), { linkKey: target.link.linkKey })
}

describe('a secret for three people', () => {
  test('has three links, each of which opens to the same text, and the clipboard none', async () => {
    world.browser.clipboard.text = 'before'
    const outcome = linkOf(await call('share', people(3)))
    expect(outcome).toMatchObject({ copied: 'pending', shared: { batch: { number: 3, of: 3 } } })
    expect(await Promise.all((await links()).map(opened))).toEqual([{ text }, { text }, { text }])
    expect(new Set((await links()).map(({ shared }) => shared.batch?.id)).size).toBe(1)
    expect(world.browser.clipboard.text).toBe('before')
  })
  test('is sent as three secrets of one person would be: nothing tells that there are others', async () => {
    await call('share', draft({ text }))
    const lengths = (secrets: { value: string | undefined }[]) => secrets.map(({ value }) => value?.length)
    const [alone] = lengths(world.server.secrets())
    await call('share', people(3))
    const [first, ...rest] = asked(/share/)
    for (const request of rest) {
      expect(Object.keys(request.headers).toSorted()).toEqual(Object.keys(first?.headers ?? {}).toSorted())
      expect([...new URLSearchParams(request.body.toString()).keys()]).toEqual([
        ...new URLSearchParams(first?.body.toString()).keys(),
      ])
      expect(request.body.length).toBe(first?.body.length)
    }
    const values = world.server.secrets()
    expect(lengths(values)).toEqual([alone, alone, alone, alone])
    expect(new Set(values.map(({ value }) => value)).size).toBe(4)
  })
  test('has a row each in the history, under one label, and nothing of it lies on the disk', async () => {
    await call('share', people(3))
    const rows = await entries()
    expect(rows.map(({ label, batch }) => [label, batch?.number, batch?.of]).toSorted()).toEqual([
      ['one', 1, 3],
      ['one', 2, 3],
      ['one', 3, 3],
    ])
    expect(world.browser.disk()).not.toMatch(/hunter2|#c1/)
  })
  test('leaves the composer only when all links are made', async () => {
    const composing = createDraftStore(world.browser.session)
    await composing.write({ draft: people(2), aside: [] })
    world.server.misbehave({ at: 'status', status: 403 }, 1, /share/)
    await call('share', people(2))
    expect((await composing.read())?.draft.text).toBe(text)
    await call('share', people(2))
    expect(await composing.read()).toBeUndefined()
  })
  test('of which some were handed out stays whole until the next one, and then only the others stay', async () => {
    linkOf(await call('share', people(3)))
    const [first] = await links()
    await call('copied', { id: first?.shared.id ?? '', what: 'link' })
    expect((await links()).map(({ copied }) => copied)).toEqual(['yes', 'pending', 'pending'])
    await call('dismiss', undefined)
    expect(await numbers()).toEqual([2, 3])
  })
  test('is burned link by link, or all at once', async () => {
    const { shared } = linkOf(await call('share', people(3)))
    await call('burn', { id: shared.id })
    const batch = shared.batch?.id ?? ''
    await call('share', draft({ label: 'other' }))
    expect(await call('burnBatch', { id: batch })).toMatchObject({ burned: 2, left: 0 })
    const states = (await entries()).map(({ label, state }) => `${label} ${state}`)
    expect(states.toSorted()).toEqual(['one burned', 'one burned', 'one burned', 'other waiting'])
    expect(await numbers()).toEqual([undefined, 3])
  })
  test('that is standard and has a passphrase is burned with it, and not without', async () => {
    const { shared } = linkOf(await call('share', { ...people(2), mode: 'standard', passphrase }))
    const id = shared.batch?.id ?? ''
    const refused = expect.objectContaining({ code: 'refused' })
    await expect(call('burnBatch', { id })).rejects.toEqual(refused)
    await expect(call('burnBatch', { id, passphrase: 'wrong' })).rejects.toEqual(refused)
    expect(await call('burnBatch', { id, passphrase })).toMatchObject({ burned: 2, left: 0 })
  })
})

describe('a batch', () => {
  test.each<[number, Code, Misbehaviour]>([
    [2, 'forbidden', { at: 'status', status: 403 }],
    [3, 'rateLimited', { at: 'answer', status: 429 }],
    [2, 'serverError', { at: 'status', status: 500 }],
  ])('stops at the first link that is not made, and a press makes the rest: %i %s', async (at, code, how) => {
    failAt(at, how)
    expect(await call('share', people(3))).toMatchObject({
      ...{ at: 'failed', failure: { code }, batch: { number: at, of: 3 } },
    })
    const made = await links()
    expect(made.map(({ shared }) => shared.batch?.number)).toEqual([1, 2, 3].slice(0, at - 1))
    expect(world.server.secrets()).toHaveLength(at - 1)
    linkOf(await call('shareRest', people(3)))
    expect(await numbers()).toEqual([1, 2, 3])
    expect((await links()).slice(0, at - 1)).toEqual(made)
    expect(world.server.secrets()).toHaveLength(3)
    expect(await Promise.all((await links()).map(opened))).toEqual([{ text }, { text }, { text }])
  })
  test('whose first link is not made has not begun', async () => {
    failAt(1, { at: 'status', status: 403 })
    expect(await call('share', people(2))).toEqual({ at: 'failed', failure: { code: 'forbidden' } })
    linkOf(await call('share', people(2)))
    expect([await numbers(), world.server.secrets().length]).toEqual([[1, 2], 2])
  })
  test('whose second link got no answer says that it may be there, and does not send it again by itself', async () => {
    failAt(2, { at: 'reset', stored: true })
    expect(await call('share', people(3))).toMatchObject({
      failure: { code: 'cutOff' },
      batch: { number: 2, of: 3 },
    })
    expect([await numbers(), world.server.secrets().length]).toEqual([[1], 2])
    await call('shareRest', people(3))
    expect([await numbers(), world.server.secrets().length]).toEqual([[1, 2, 3], 4])
  })
  test('that the lock stops is there after it, and goes on then', async () => {
    await call('setLock', { passphrase })
    const answer = hold()
    const sharing = call('share', people(3))
    await arrive(1)
    await call('lockNow', undefined)
    answer()
    expect(await sharing).toMatchObject({ failure: { code: 'locked' } })
    expect(world.server.secrets()).toHaveLength(1)
    expect(world.browser.memory()).not.toMatch(/hunter2|#c1/)
    await call('unlock', { passphrase })
    expect(await call('outcome', undefined)).toMatchObject({ batch: { number: 2, of: 3 } })
    expect(await numbers()).toEqual([1])
    linkOf(await call('shareRest', people(3)))
    expect(await numbers()).toEqual([1, 2, 3])
    expect(world.server.secrets()).toHaveLength(3)
  })
  test('that is under way when everything is erased goes no further', async () => {
    const answer = hold()
    const sharing = call('share', people(3))
    await arrive(1)
    const erasing = call('eraseAll', undefined)
    answer()
    expect(await sharing).toMatchObject({ failure: { code: 'erased' } })
    expect(await erasing).toEqual({ left: true })
    expect(world.server.secrets()).toHaveLength(1)
    expect(world.browser.memory()).not.toMatch(/hunter2|#c1/)
  })
  test('whose report makes way for another share leaves the composer for those without a link', async () => {
    const composing = createDraftStore(world.browser.session)
    await composing.write({ draft: people(3), aside: [] })
    failAt(2, { at: 'status', status: 403 })
    await call('share', people(3))
    linkOf(await call('share', draft({ text: 'selected' })))
    expect((await composing.read())?.draft).toMatchObject({ text, people: 2 })
  })
  test('has ten links at most, and one only if the server mails it or makes the secret up', async () => {
    await expect(call('share', people(11))).rejects.toThrow()
    const account = (await call('addAccount', { name: 'A', server: world.server.origin, ...alice })).id
    linkOf(await call('share', { ...people(3), account, recipient: 'carol@example.com' }))
    linkOf(await call('generate', { draft: people(3), length: 12 }))
    expect(world.server.secrets()).toHaveLength(2)
    linkOf(await call('share', people(10)))
    expect(world.server.secrets()).toHaveLength(12)
  })
})

test('whichever write is refused, no link of a batch is lost, and none is made twice', async () => {
  const { set } = world.browser.session
  for (let at = 0; ; at++) {
    const before = world.server.secrets().length
    let writes = 0
    world.browser.session.set = async items => {
      if (writes++ >= at && writes <= at + 2) throw new Error('QUOTA_BYTES quota exceeded')
      await set(items)
    }
    const outcome = await call('share', people(2))
    world.browser.session.set = set
    const left = world.server.secrets().length - before
    const made = await numbers()
    if (outcome.at === 'failed') expect(outcome.failure.code).toBe('notKept')
    expect(made).toEqual([1, 2].slice(0, left))
    if (left === 1) {
      linkOf(await call('shareRest', people(2)))
      expect([await numbers(), world.server.secrets().length - before]).toEqual([[1, 2], 2])
    }
    for (const { shared } of await links()) await call('forgetLink', { id: shared.id })
    await call('dismiss', undefined)
    if (writes <= at) break
  }
})
