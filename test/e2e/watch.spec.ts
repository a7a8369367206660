import { entry, putEntries } from './support/entries'
import { expect, test } from './support/extension'
import { outerGenerations } from './support/generations'
import { chooseServer } from './support/journey'
import { thorough, tier } from './support/tiers'
import {
  askFrom,
  badge,
  keptEntries,
  pass,
  questions,
  ring,
  ringUntil,
  shareFrom,
  stateOf,
} from './support/watching'
import type { ExtensionWorker } from './support/worker'

const minute = 60_000
const alarms = (worker: ExtensionWorker) =>
  worker.evaluate(async () => (await chrome.alarms.getAll()).map(({ name }) => name))
const notified = (worker: ExtensionWorker) =>
  worker.evaluate(async () => Object.keys(await chrome.notifications.getAll()).length)
const keyIn = (link: string) => new URL(link).pathname.split('/').at(-1) ?? ''

test.beforeEach(async ({ page, worker, server }) => {
  await page.bringToFront()
  await chooseServer(worker, server.origin)
})

for (const profile of outerGenerations) {
  test.describe(`a server of ${profile}`, tier(profile === '0.26'), () => {
    test.use({ serverOptions: { profile } })

    test('somebody else reads a secret: it is known, and told once', { tag: thorough }, async ({
      popup,
      worker,
      server,
    }) => {
      const link = await shareFrom(popup, 'hunter2')
      await expect.poll(() => alarms(worker), 'somebody will look after it').toContain('watch')

      await pass(worker, server, 2 * minute)
      await ringUntil(worker, async () => questions(server).length > 0)
      await ring(worker)
      expect(await stateOf(worker), 'looking at it, or its being viewed, is not reading').toBe('waiting')

      await fetch(`${server.origin}/api/v1/secret/${keyIn(link)}`, { method: 'POST' })
      await pass(worker, server, 5 * minute)
      await ringUntil(worker, async () => (await stateOf(worker)) === 'read')
      await expect.poll(() => badge(worker)).toBe('1')
      expect((await keptEntries(worker)).map(({ news }) => news)).toEqual([true])

      const asked = questions(server).length
      await ring(worker)
      expect(questions(server), 'what has ended is asked about no more').toHaveLength(asked)
      expect(await badge(worker)).toBe('1')
      await expect.poll(() => alarms(worker), 'nothing wakes us any more').not.toContain('watch')
    })

    test('a secret expires unread: it is known soon after', async ({ page, popup, worker, server }) => {
      await page.bringToFront()
      await chooseServer(worker, server.origin, { ttl: 600 })
      await shareFrom(popup, 'hunter2')
      await pass(worker, server, 11 * minute)
      await ringUntil(worker, async () => (await stateOf(worker)) === 'expired')
      await expect.poll(() => badge(worker)).toBe('1')
    })
  })
}

test('a secret that is burned elsewhere is told, and seeing the history clears the sign', async ({
  popup,
  worker,
  server,
  openPage,
}) => {
  await shareFrom(popup, 'hunter2')
  const key = server.secrets()[0]?.metadataKey
  await fetch(`${server.origin}/api/v1/private/${key}/burn`, { method: 'POST' })
  await pass(worker, server, 2 * minute)
  await ringUntil(worker, async () => (await stateOf(worker)) === 'burned')
  await expect.poll(() => badge(worker)).toBe('1')
  await askFrom(await openPage('options.html'), 'seen')
  await expect.poll(() => badge(worker)).toBe('')
  expect((await keptEntries(worker)).map(({ news }) => news)).toEqual([false])
})

test('a notification comes to who asked for it, once', { tag: thorough }, async ({
  popup,
  worker,
  server,
}) => {
  const quiet = await shareFrom(popup, 'hunter2')
  await fetch(`${server.origin}/api/v1/secret/${keyIn(quiet)}`, { method: 'POST' })
  await pass(worker, server, 2 * minute)
  await ringUntil(worker, async () => (await stateOf(worker)) === 'read')
  await expect.poll(() => badge(worker)).toBe('1')
  expect(await notified(worker)).toBe(0)

  await worker.evaluate(async () => {
    const { settings } = await chrome.storage.local.get('settings')
    await chrome.storage.local.set({ settings: { ...(settings as object), notify: true } })
  })
  const opened = await popup()
  await opened.getByRole('button', { name: 'Share another' }).click()
  const told = await shareFrom(async () => opened, 'hunter3')
  await fetch(`${server.origin}/api/v1/secret/${keyIn(told)}`, { method: 'POST' })
  await pass(worker, server, 2 * minute)
  await ringUntil(worker, async () => (await keptEntries(worker)).every(({ state }) => state === 'read'))
  await expect.poll(() => notified(worker)).toBe(1)
  await expect.poll(() => badge(worker)).toBe('2')
  await worker.evaluate(async () => {
    for (const id of Object.keys(await chrome.notifications.getAll())) await chrome.notifications.clear(id)
  })
  await ring(worker)
  expect(await notified(worker)).toBe(0)
})

test('an alarm wakes a worker that was stopped, and it knows what to do', async ({
  openPage,
  popup,
  worker,
  server,
}) => {
  const link = await shareFrom(popup, 'hunter2')
  await pass(worker, server, 2 * minute)
  // Asked and written down, or the answer comes in after the time that passes next.
  await ringUntil(worker, async () =>
    (await keptEntries(worker)).some(({ checked }) => checked !== undefined),
  )
  await fetch(`${server.origin}/api/v1/secret/${keyIn(link)}`, { method: 'POST' })
  await pass(worker, server, 5 * minute)
  // Set from a page of ours: while the worker runs, it sets the alarm itself.
  const ours = await openPage('options.html')
  // What the page asks as it opens may start it once more.
  const stopped = async () => {
    await worker.stop()
    return !(await worker.running())
  }
  await expect.poll(stopped).toBe(true)
  await ours.evaluate(() => chrome.alarms.create('watch', { when: Date.now() + 500 }))
  expect(await stateOf(ours), 'not known before').toBe('waiting')
  await expect.poll(() => worker.running(), { timeout: 15_000 }).toBe(true)
  await expect.poll(() => stateOf(worker)).toBe('read')
})

test('a worker that is stopped while it asks is woken to ask again', { tag: thorough }, async ({
  popup,
  worker,
  server,
}) => {
  const link = await shareFrom(popup, 'hunter2')
  await fetch(`${server.origin}/api/v1/secret/${keyIn(link)}`, { method: 'POST' })
  server.misbehave({ at: 'hang', stored: false })
  await pass(worker, server, 2 * minute)
  await ringUntil(worker, async () => questions(server).length > 0)
  await worker.stop()
  server.misbehave(undefined)
  expect(await stateOf(worker)).toBe('waiting')
  expect(await alarms(worker)).toContain('watch')
  await ringUntil(worker, async () => (await stateOf(worker)) === 'read')
  await expect.poll(() => badge(worker)).toBe('1')
})

test('a server that is away settles nothing and tells nothing, until it is back', { tag: thorough }, async ({
  popup,
  worker,
  server,
}) => {
  const link = await shareFrom(popup, 'hunter2')
  await fetch(`${server.origin}/api/v1/secret/${keyIn(link)}`, { method: 'POST' })
  server.misbehave({ at: 'status', status: 500 })
  for (let rounds = 1; rounds <= 3; rounds++) {
    await pass(worker, server, 10 * minute)
    await ringUntil(worker, async () => (await keptEntries(worker))[0]?.failures === rounds)
  }
  expect(await stateOf(worker)).toBe('waiting')
  expect(await badge(worker)).not.toBe('1')
  server.misbehave(undefined)
  await pass(worker, server, 10 * minute)
  await ringUntil(worker, async () => (await stateOf(worker)) === 'read')
  await expect.poll(() => badge(worker)).toBe('1')
})

test('with nothing waiting nothing wakes us, and opening the popup asks nobody', async ({
  popup,
  worker,
  server,
}) => {
  await putEntries(worker, [entry({ id: crypto.randomUUID(), state: 'read', server: server.origin })])
  expect(await worker.evaluate(() => chrome.alarms.getAll())).toEqual([])
  const opened = await popup()
  await askFrom(opened, 'check')
  await opened.close()
  expect(await worker.evaluate(() => chrome.alarms.getAll())).toEqual([])
  expect(server.log).toEqual([])
})

test('of two hundred changes at once, from two pages, none is lost', { tag: thorough }, async ({
  worker,
  openPage,
}) => {
  const entries = Array.from({ length: 200 }, () => entry({ id: crypto.randomUUID(), label: 'old' }))
  await putEntries(worker, entries)
  const pages = [await openPage('options.html'), await openPage('reveal.html')]
  const ids = entries.map(({ id }) => id)
  await Promise.all(
    pages.map((page, at) =>
      page.evaluate(
        async ids => {
          const send = (name: string, ask: unknown) =>
            chrome.runtime.sendMessage({ to: 'background', name, ask })
          await Promise.all(ids.map(id => send('rename', { id, label: `new ${id}` })))
        },
        ids.filter((_, place) => place % 2 === at),
      ),
    ),
  )
  const kept = await keptEntries(worker)
  expect(kept.filter(({ id, label }) => label === `new ${id}`)).toHaveLength(200)
  await askFrom(pages[0] ?? (await openPage('options.html')), 'eraseAll')
  expect(await worker.evaluate(() => chrome.storage.local.get(null))).toEqual({})
})
