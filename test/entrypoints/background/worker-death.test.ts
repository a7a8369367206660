import { expect, test } from 'vitest'
import { digestOfCopied } from '../../../lib/adapters/clipboard-digest'
import { createEarlierLinksCell } from '../../../lib/adapters/recent-links'
import { readTarget } from '../../../lib/domain/read-link'
import { background, eventually, linkOf } from '../../support/background'

const world = background()
const { call, draft } = world
type Row = { label: string; state: string }
const history = async () => JSON.parse((await call('exportHistory', { as: 'json' })).text) as Row[]
const placeOf = async (link: string) => {
  const target = await readTarget(link)
  if (target.is !== 'sealed') throw new Error('the link lost its key')
  return { origin: target.link.origin, secretKey: target.link.secretKey }
}

/** What changes something, or is the last thing before a request. */
const isStep = (call: string): boolean =>
  /\.(set|remove|create|clear|sendMessage|contains|createDocument|setBadgeText)$/.test(call)

/**
 * Does the same again and again, and each time has the worker stopped one step later, until it comes to its end. `look` is
 * for the worker that starts then.
 */
async function stoppedAtEachStep(
  prepare: () => Promise<unknown>,
  work: () => Promise<unknown>,
  look: () => Promise<string>,
): Promise<Set<string>> {
  const ends = new Set<string>()
  for (const when of ['before', 'after'] as const) {
    for (let at = 0; ; at++) {
      const worker = world.browser.worker()
      if (!worker) throw new Error('no worker runs')
      await prepare()
      let steps = 0
      worker.stopAt = asked => (isStep(asked) && steps++ === at ? when : undefined)
      await Promise.race([work().catch(() => {}), worker.stopping])
      const isOver = !worker.isStopped()
      await world.browser.startWorker()
      ends.add(await look())
      if (isOver) break
      if (at > 200) throw new Error('it never comes to its end')
    }
  }
  return ends
}

test('a share that is stopped loses no link, and tells of none that is not there', async () => {
  let [listed, arrived] = [0, 0]
  const ends = await stoppedAtEachStep(
    async () => {
      listed = (await history()).length
    },
    () => call('share', draft()),
    async () => {
      const outcome = await call('outcome', undefined)
      const end = outcome?.at === 'failed' ? outcome.failure.code : (outcome?.at ?? 'nothing')
      if (outcome?.at === 'shared') {
        // The link waits for nothing, so its entry may not have been written yet.
        expect([listed, listed + 1]).toContain((await history()).length)
        const { secretKey } = await placeOf(outcome.shared.link)
        expect(world.server.secrets().map(secret => secret.secretKey)).toContain(secretKey)
      }
      if (outcome?.at === 'shared' || end === 'stoppedWhileSending') arrived++
      expect(world.browser.disk()).not.toMatch(/hunter2|#c1/)
      await call('dismiss', undefined)
      return end
    },
  )
  expect([...ends].toSorted()).toEqual(['nothing', 'shared', 'stoppedBefore', 'stoppedWhileSending'])
  // Of whatever has left the person was told that it may have.
  expect(world.server.secrets().length).toBeLessThanOrEqual(arrived)
  // And the next one is shared as if nothing had been.
  linkOf(await call('share', draft()))
})

test('several links that are stopped are all there, or made by the next press, and none is made twice', async () => {
  let before = 0
  const places = async () => {
    const last = await call('outcome', undefined)
    const earlier = (await createEarlierLinksCell(world.browser.session).read()) ?? []
    const known = [...(last?.at === 'shared' ? [last] : []), ...earlier]
    return known.flatMap(({ shared }) => shared.batch?.number ?? []).toSorted()
  }
  const ends = await stoppedAtEachStep(
    async () => {
      before = world.server.secrets().length
    },
    () => call('share', draft({ people: 2 })),
    async () => {
      const outcome = await call('outcome', undefined)
      const end = outcome?.at === 'failed' ? outcome.failure.code : (outcome?.at ?? 'nothing')
      const lost = end === 'stoppedWhileSending' ? 1 : 0
      const made = await places()
      const arrived = world.server.secrets().length - before
      expect(made).toEqual([1, 2].slice(0, made.length))
      // Of whatever arrived the link is there, or the person was told that it may have.
      expect(arrived).toBeGreaterThanOrEqual(made.length)
      expect(arrived).toBeLessThanOrEqual(made.length + lost)
      if (end !== 'nothing') {
        const missing = outcome?.at === 'failed'
        if (missing) linkOf(await call(made.length > 0 ? 'shareRest' : 'share', draft({ people: 2 })))
        expect(await places()).toEqual([1, 2])
        expect(world.server.secrets().length - before).toBe(2 + arrived - made.length)
      }
      await world.browser.session.remove(['earlier', 'outcome'])
      return `${end} ${made.length}`
    },
  )
  expect([...ends].toSorted()).toEqual([
    'nothing 0',
    'shared 2',
    ...['stoppedBefore 0', 'stoppedBefore 1', 'stoppedWhileSending 0', 'stoppedWhileSending 1'],
  ])
})

test('a reading that is stopped is to be had from its server, or from here', async () => {
  let place: Awaited<ReturnType<typeof placeOf>>
  const ends = await stoppedAtEachStep(
    async () => {
      place = await placeOf(linkOf(await call('share', draft())).shared.link)
    },
    () => call('reveal', place),
    async () => {
      const { is } = await call('reveal', place)
      const asked = world.server.log.filter(({ path }) => path.endsWith(place.secretKey))
      expect(asked).toHaveLength(1)
      return is
    },
  )
  expect([...ends]).toEqual(['received'])
})

test('a lock that is stopped while it closes is closed for the next worker, and nothing is lost', async () => {
  const passphrase = 'correct horse battery'
  await call('setLock', { passphrase })
  let link: string
  const ends = await stoppedAtEachStep(
    async () => {
      await call('unlock', { passphrase })
      link = linkOf(await call('share', draft())).shared.link
    },
    () => call('lockNow', undefined),
    async () => {
      const { state } = await call('lockState', undefined)
      if (state === 'locked') {
        expect(world.browser.memory()).not.toContain(link)
        await call('unlock', { passphrase })
      }
      expect(linkOf(await call('outcome', undefined)).shared.link).toBe(link)
      return state
    },
  )
  // Stopped before the first step, it was never asked to close.
  expect([...ends].toSorted()).toEqual(['locked', 'unlocked'])
})

test('an erasure that is stopped can be finished, and leaves nothing then', async () => {
  const ends = await stoppedAtEachStep(
    async () => {
      world.browser.held.origins.add('http://127.0.0.1/*')
      linkOf(await call('share', draft()))
    },
    () => call('eraseAll', undefined),
    async () => {
      await call('eraseAll', undefined)
      return `${world.browser.local.kept.size} ${world.browser.session.kept.size}`
    },
  )
  expect([...ends]).toEqual(['0 0'])
})

test('a clipboard is emptied though a worker is stopped while it does so', async () => {
  const ends = await stoppedAtEachStep(
    async () => {
      world.browser.clipboard.text = 'hunter2'
      await call('clearClipboard', await digestOfCopied('hunter2'))
    },
    async () => {
      await world.browser.ring('clear-clipboard')
      await eventually(() => expect(world.browser.clipboard.text).toBe(''))
      await eventually(() => expect(world.browser.memory()).not.toContain('copied'))
    },
    async () => {
      const isSet = (await world.browser.alarm('clear-clipboard')) !== undefined
      // The alarm had rung, and not a single step was done.
      if (!isSet && world.browser.clipboard.text !== '') return 'never begun'
      if (isSet) await world.browser.ring('clear-clipboard')
      await eventually(() => expect(world.browser.clipboard.text).toBe(''))
      return 'empty'
    },
  )
  expect([...ends].toSorted()).toEqual(['empty', 'never begun'])
})
