import { beforeEach, describe, expect, test } from 'vitest'
import { RevealModel, type RevealModelWorld } from '../../components/reveal/model'
import type { Call, MessageName } from '../../lib/adapters/messages'
import { seal } from '../../lib/domain/jwe-envelope'
import { keyPart, makeLink, withoutKey } from '../../lib/domain/link'
import { readLink } from '../../lib/domain/read-link'
import type { ReceivedSecret } from '../../lib/domain/received-secret'
import { revealTimeout } from '../../lib/usecases/reveal'
import { sealedSecret, sealedWith } from '../support/sealed'
import { vector } from '../support/vectors'

const place = { origin: 'https://eu.onetimesecret.com', secretKey: 's3cr3tk3y' }
const payload = { text: 'hunter2', note: 'for Bob' }

const plain = await sealedSecret(payload, place)
const locked = await sealedSecret(payload, place, 'glue-noble')

let asked: [MessageName, unknown][]
let answer: (name: MessageName) => unknown
/** What this browser has of the place. */
let here: ReceivedSecret | undefined
let timers: [() => void, number][]
let copied: string[]
let saved: string[]
let forgotten: number
let kept: string[]
let granted: boolean
let world: RevealModelWorld
beforeEach(() => {
  asked = []
  timers = []
  copied = []
  saved = []
  kept = []
  forgotten = 0
  granted = true
  here = undefined
  answer = () => ({ is: 'failed', failure: { code: 'gone' }, asked: false })
  world = {
    call: (async (name: MessageName, ask: unknown) => {
      if (name === 'received') return here
      asked.push([name, ask])
      return name === 'reveal' || name === 'revealEnd' ? answer(name) : undefined
    }) as Call,
    copy: async text => void copied.push(text),
    request: async () => granted,
    requestClipboard: async () => granted,
    keep: given => void kept.push(given),
    save: text => void saved.push(text),
    forget: async () => void forgotten++,
    later: (run, ms) => {
      const timer: [() => void, number] = [run, ms]
      timers.push(timer)
      return () => {
        timers = timers.filter(one => one !== timer)
      }
    },
  }
})
async function page({ given = '', received }: { given?: string; received?: ReceivedSecret } = {}) {
  const model = new RevealModel(world, { given, received, clearsClipboard: false })
  await model.begin()
  return model
}
const fetches = () => asked.filter(([name]) => name === 'reveal')
const known = { id: 'an id', place, at: 1, kept: 'disk' } as const
const sealed = (text: string): ReceivedSecret => ({
  ...known,
  what: { is: 'sealed', sealed: text, raw: `raw ${text}` },
})
const reads = (received: ReceivedSecret) => () => ({ is: 'received', received })

describe('before anything is fetched', () => {
  test('a page without a link asks for one', async () => {
    expect((await page()).step.value).toEqual({ at: 'asking' })
  })
  test('a good link is only looked at', async () => {
    const model = await page({ given: plain.link })
    expect(model.step.value).toMatchObject({ at: 'ready', target: { is: 'sealed', repairs: [] } })
    expect(asked).toEqual([])
  })
  test('a key that the server was sent stays said until another link is given', async () => {
    const model = new RevealModel(world, {
      given: plain.link,
      seen: true,
      received: undefined,
      clearsClipboard: false,
    })
    await model.begin()
    expect(model.seen.value).toBe(true)
    await model.paste(locked.link)
    expect(model.seen.value).toBe(false)
  })
  test('a damaged link is said, kept to be mended, and cannot be fetched with', async () => {
    const cut = plain.link.slice(0, -2)
    const model = await page({ given: cut })
    expect(model.step.value).toEqual({ at: 'damaged', given: cut, failure: { code: 'linkDamaged' } })
    await model.fetch()
    expect(asked).toEqual([])
    await model.paste(`<${plain.link.replace('#', '%23')}>`)
    expect(model.step.value).toMatchObject({ at: 'ready' })
    expect(kept).toHaveLength(1)
  })
  test('a key that came another way is joined to its link, and to no other', async () => {
    const model = await page({ given: withoutKey(plain.link) })
    expect(model.step.value).toMatchObject({ at: 'ready', target: { is: 'unknown' } })
    await model.giveKey('c1.nonsense')
    expect(model.step.value).toMatchObject({ at: 'ready', key: { code: 'linkDamaged' } })
    await model.giveKey(keyPart(plain.link))
    expect(model.step.value).toMatchObject({ at: 'ready', target: { is: 'sealed' } })
    expect(asked).toEqual([])
  })
})

describe('a sealed secret', () => {
  test('is fetched once, and shown covered, with its note', async () => {
    answer = reads(sealed(plain.stored))
    const model = await page({ given: plain.link })
    const fetching = model.fetch()
    expect(model.step.value.at).toBe('fetching')
    await model.fetch()
    await fetching
    expect(model.step.value).toEqual({ at: 'shown', payload, sealed: true, visible: false, copied: 'no' })
    expect(fetches()).toEqual([['reveal', place]])
  })
  test('with a passphrase is tried as often as it takes, without the server', async () => {
    answer = reads(sealed(locked.stored))
    const model = await page({ given: locked.link })
    await model.fetch()
    expect(model.step.value).toMatchObject({ at: 'needsPassphrase', wrong: false })
    for (const wrong of ['', 'x', 'Glue-noble']) {
      await model.unlock(wrong)
      expect(model.step.value).toMatchObject({ at: 'needsPassphrase', wrong: true })
    }
    await model.unlock('glue-noble')
    expect(model.step.value).toMatchObject({ at: 'shown', payload })
    expect(fetches()).toHaveLength(1)
  })
  test('that was fetched before opens without the server, whatever tab it was in', async () => {
    here = sealed(plain.stored)
    const model = await page({ given: plain.link })
    expect(model.step.value).toMatchObject({ at: 'shown', payload })
    expect(asked).toEqual([])
  })
  test('that the site itself showed opens with its link', async () => {
    const { place: _, ...nowhere } = sealed(`line\n\n${plain.stored}`)
    const model = await page({ received: nowhere })
    expect(model.step.value).toEqual({ at: 'needsKey' })
    await model.giveKey(keyPart(plain.link))
    expect(model.step.value).toMatchObject({ at: 'needsKey', key: { code: 'linkDamaged' } })
    await model.giveKey(plain.link)
    expect(model.step.value).toMatchObject({ at: 'shown', payload })
  })
  test('that came by a link without its key waits for the key', async () => {
    answer = reads(sealed(plain.stored))
    const model = await page({ given: withoutKey(plain.link) })
    await model.fetch()
    expect(model.step.value).toMatchObject({ at: 'needsKey' })
    await model.giveKey(keyPart(plain.link))
    expect(model.step.value).toMatchObject({ at: 'shown', payload })
  })
  test('of which a piece is missing is said to be that, and can be saved', async () => {
    const cut = plain.stored.slice(0, -30)
    answer = reads({ ...sealed(cut), what: { is: 'text', text: cut } })
    const model = await page({ given: plain.link })
    await model.fetch()
    expect(model.step.value).toEqual({ at: 'notOpened', target: expect.anything(), why: 'cutAtEnd' })
    model.save()
    expect(saved).toEqual([cut])
  })
  test('that was altered is said to be that', async () => {
    const at = plain.stored.length - 40
    const payload = plain.stored[at] === 'A' ? 'B' : 'A'
    answer = reads(sealed(plain.stored.slice(0, at) + payload + plain.stored.slice(at + 1)))
    const model = await page({ given: plain.link })
    await model.fetch()
    expect(model.step.value).toEqual({ at: 'notOpened', target: expect.anything(), why: 'altered' })
  })
  test('is opened as its link says: what another lock was put on is not, and it is said', async () => {
    const { linkKey } = (await readLink(plain.link)).link
    const key = (await readLink(locked.link)).link.linkKey
    const cases = [
      // Who has the link alone, or the server with it, would pass off a text as locked by both.
      [locked.link, await seal(payload, { linkKey: key })],
      // It would ask for a passphrase that never was.
      [plain.link, await sealedWith(payload, { linkKey, passphrase: 'glue-noble' })],
    ] as const
    for (const [given, stored] of cases) {
      answer = reads(sealed(stored))
      here = undefined
      const model = await page({ given })
      await model.fetch()
      expect(model.step.value).toEqual({ at: 'notOpened', target: expect.anything(), why: 'otherLock' })
      model.save()
      expect(saved.at(-1)).toBe(`raw ${stored}`)
      expect(forgotten).toBe(0)
    }
  })
  test('opens where another one with another lock is put before it', async () => {
    here = sealed(`${plain.stored}\n\n${locked.stored}`)
    const model = await page({ given: locked.link })
    expect(model.step.value).toMatchObject({ at: 'needsPassphrase' })
    await model.unlock('glue-noble')
    expect(model.step.value).toMatchObject({ at: 'shown', payload })
  })
  test('whose passphrase can be tried very fast opens, and that is said', async () => {
    const { linkKey, passphrase, stored } = vector('made elsewhere, one PBKDF2 iteration')
    here = sealed(stored)
    const model = await page({ given: await makeLink({ ...place, linkKey, passphrase: true }) })
    await model.unlock(passphrase)
    expect(model.step.value).toMatchObject({ at: 'shown', weak: true })
    here = sealed(locked.stored)
    const other = await page({ given: locked.link })
    await other.unlock('glue-noble')
    expect(other.step.value).toEqual({ at: 'shown', payload, sealed: true, visible: false, copied: 'no' })
  })
  test('that does not open is not thrown away', async () => {
    const other = await sealedSecret(payload, place)
    answer = reads(sealed(other.stored))
    const model = await page({ given: plain.link })
    await model.fetch()
    expect(model.step.value).toEqual({ at: 'notOpened', target: expect.anything(), why: 'otherLink' })
    model.save()
    expect(saved).toEqual([`raw ${other.stored}`])
    expect(forgotten).toBe(0)
  })
})

describe('a standard secret', () => {
  test('is fetched by its link, with the passphrase that the server asks for', async () => {
    const model = await page({ given: withoutKey(plain.link) })
    await model.fetch()
    expect(model.step.value).toEqual({ at: 'gone', target: expect.anything() })
    answer = reads({ ...known, kept: 'memory', what: { is: 'text', text: 'as it is' } })
    model.passphrase.value = 'glue-noble'
    await model.fetch()
    expect(fetches().map(([, ask]) => ask)).toEqual([place, { ...place, passphrase: 'glue-noble' }])
    expect(model.kept.value).toBe('memory')
    expect(model.step.value).toEqual({
      at: 'shown',
      payload: { text: 'as it is' },
      sealed: false,
      visible: false,
      copied: 'no',
    })
  })
})

describe('a way to the server that fails', () => {
  test('is said, and can be gone again', async () => {
    answer = () => ({ is: 'failed', failure: { code: 'timedOut' }, asked: false })
    const model = await page({ given: plain.link })
    await model.fetch()
    expect(model.step.value).toMatchObject({ at: 'failed', failure: { code: 'timedOut' }, asked: false })
    answer = reads(sealed(plain.stored))
    await model.fetch()
    expect(model.step.value).toMatchObject({ at: 'shown' })
  })
  test('for want of permission is allowed and gone in one press, or not at all', async () => {
    answer = () => ({ is: 'failed', failure: { code: 'noPermission' }, asked: false })
    const model = await page({ given: plain.link })
    await model.fetch()
    granted = false
    await model.allow()
    expect(fetches()).toHaveLength(1)
    granted = true
    answer = reads(sealed(plain.stored))
    await model.allow()
    expect(model.step.value).toMatchObject({ at: 'shown' })
  })
  test('keeps the passphrase that was typed, however often it is gone', async () => {
    const model = await page({ given: withoutKey(plain.link) })
    model.passphrase.value = 'glue-noble'
    for (const code of ['noPermission', 'offline', 'cutOff']) {
      answer = () => ({ is: 'failed', failure: { code }, asked: false })
      if (code === 'offline') await model.allow()
      else await model.fetch()
    }
    expect(fetches().map(([, ask]) => ask)).toEqual(Array(3).fill({ ...place, passphrase: 'glue-noble' }))
  })
  test('says that an own attempt most likely used it up, and when that was', async () => {
    answer = () => ({ is: 'failed', failure: { code: 'gone' }, asked: false, earlier: 1_000 })
    const model = await page({ given: plain.link })
    await model.fetch()
    expect(model.step.value).toMatchObject({ at: 'gone', earlier: 1_000 })
  })
  test('is waited for, and it is said when a server is slow; who leaves then is asked', async () => {
    let end = (_: unknown) => {}
    answer = () =>
      new Promise(resolve => {
        end = resolve
      })
    const model = await page({ given: plain.link })
    expect(model.losesByLeaving()).toBe(false)
    const fetching = model.fetch()
    expect(model.step.value).toMatchObject({ at: 'fetching', slow: false })
    timers[0]?.[0]()
    expect(model.step.value).toMatchObject({ at: 'fetching', slow: true })
    expect(model.losesByLeaving()).toBe(true)
    end(reads(sealed(plain.stored))())
    await fetching
    expect(model.step.value).toMatchObject({ at: 'shown' })
    expect(model.losesByLeaving()).toBe(false)
    expect(timers).toEqual([])
  })
  test('goes on where a worker is stopped: the end is asked for, the secret is not', async () => {
    answer = () => {
      if (asked.length < 3) throw new Error('The message channel closed before a response was received')
      return reads(sealed(plain.stored))()
    }
    const model = await page({ given: plain.link })
    const fetching = model.fetch()
    while (model.step.value.at === 'fetching') {
      for (const [run, ms] of timers.splice(0)) if (ms < 1_000) run()
      await new Promise(resolve => setTimeout(resolve, 1))
    }
    await fetching
    expect(model.step.value).toMatchObject({ at: 'shown', payload })
    expect(asked.map(([name]) => name)).toEqual(['reveal', 'revealEnd', 'revealEnd'])
  })
})

describe('what came and cannot be read', () => {
  const unread: ReceivedSecret = {
    ...known,
    kept: 'memory',
    what: { is: 'unread', raw: '{"val', binary: false, failure: { code: 'cutOff' } },
  }
  test('is there to be saved as it came, and the server can be asked again', async () => {
    answer = reads(unread)
    const model = await page({ given: plain.link })
    await model.fetch()
    expect(model.step.value).toMatchObject({ at: 'unread', failure: { code: 'cutOff' } })
    model.save()
    expect(saved).toEqual(['{"val'])
    answer = reads(sealed(plain.stored))
    await model.fetch()
    expect(model.step.value).toMatchObject({ at: 'shown', payload })
  })
  test('is never left without a word where it is on this page alone', async () => {
    answer = reads({ ...unread, kept: 'page' })
    const model = await page({ given: plain.link })
    await model.fetch()
    expect(model.kept.value).toBe('page')
    expect(model.losesByLeaving()).toBe(true)
    await model.forget()
    expect(model.losesByLeaving()).toBe(false)
  })
})

describe('a secret on the screen', () => {
  test('is covered again after two minutes, and when nobody looks', async () => {
    const model = await page({ given: plain.link, received: sealed(plain.stored) })
    model.show()
    expect(model.step.value).toMatchObject({ visible: true })
    expect(timers.map(([, ms]) => ms)).toEqual([revealTimeout])
    timers[0]?.[0]()
    expect(model.step.value).toMatchObject({ visible: false, copied: 'no' })
    model.show()
    model.hide()
    expect(model.step.value).toMatchObject({ visible: false, copied: 'no' })
    expect(timers).toEqual([])
  })
  test('is copied covered or not, and a refusing clipboard is said', async () => {
    const model = await page({ given: plain.link, received: sealed(plain.stored) })
    await model.copy()
    expect(copied).toEqual(['hunter2'])
    expect(model.step.value).toMatchObject({ copied: 'yes' })
    expect(asked).toEqual([])
    world.copy = () => Promise.reject(new Error('denied'))
    const other = await page({ given: plain.link, received: sealed(plain.stored) })
    await other.copy()
    expect(other.step.value).toMatchObject({ copied: 'failed' })
  })
  test('leaves the clipboard again if the person allows a look at it; the text itself is never told', async () => {
    const model = await page({ given: plain.link, received: sealed(plain.stored) })
    granted = false
    await model.clearAfterwards()
    expect(model.clears.value).toBe(false)
    granted = true
    await model.clearAfterwards()
    await model.copy()
    expect(asked.map(([name]) => name)).toEqual(['clearClipboard'])
    expect(JSON.stringify(asked)).not.toContain('hunter2')
  })
  test('is gone when it is forgotten', async () => {
    const model = await page({ given: plain.link, received: sealed(plain.stored) })
    await model.forget()
    expect(model.step.value).toEqual({ at: 'forgotten' })
    expect(forgotten).toBe(1)
    expect(asked).toEqual([['forgetReceived', { id: 'an id' }]])
    model.save()
    expect(saved).toEqual([])
  })
})
