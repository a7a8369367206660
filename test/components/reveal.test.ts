import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Reveal, shownFor, type World } from '../../components/reveal/model'
import type { Call, Name } from '../../lib/doors/messages'
import type { Revealing } from '../../lib/doors/revealing'
import { newLinkKey, seal } from '../../lib/rules/envelope'
import { Fault } from '../../lib/rules/fault'
import { keyPart, makeLink, withoutKey } from '../../lib/rules/link'

const place = { origin: 'https://eu.onetimesecret.com', secretKey: 's3cr3tk3y' }
const letter = { text: 'hunter2', note: 'for Bob' }

async function sealedSecret(passphrase?: string) {
  const linkKey = newLinkKey()
  const link = await makeLink({ ...place, linkKey, passphrase: passphrase !== undefined })
  return {
    link,
    stored: await seal(letter, { linkKey, ...(passphrase === undefined ? {} : { passphrase }) }),
  }
}
let plain: { link: string; stored: string }
let locked: { link: string; stored: string }
beforeAll(async () => {
  plain = await sealedSecret()
  locked = await sealedSecret('glue-noble')
})

let asked: [Name, unknown][]
let answer: () => unknown
let timers: [() => void, number][]
let copied: string[]
let saved: string[]
let forgotten: number
let kept: string[]
let granted: boolean
let world: World
beforeEach(() => {
  asked = []
  timers = []
  copied = []
  saved = []
  kept = []
  forgotten = 0
  granted = true
  answer = () => {
    throw new Fault('gone')
  }
  world = {
    call: (async (name: Name, ask: unknown) => {
      asked.push([name, ask])
      return name === 'fetch' ? answer() : undefined
    }) as Call,
    copy: async text => {
      copied.push(text)
    },
    request: async () => granted,
    requestClipboard: async () => granted,
    keep: given => {
      kept.push(given)
    },
    save: text => {
      saved.push(text)
    },
    forget: async () => {
      forgotten++
    },
    later: (run, ms) => {
      const timer: [() => void, number] = [run, ms]
      timers.push(timer)
      return () => {
        timers = timers.filter(one => one !== timer)
      }
    },
  }
})
async function page(revealing?: Revealing, clearsClipboard = false) {
  const model = new Reveal(world, { token: 't', revealing, clearsClipboard })
  await model.begin()
  return model
}
const fetches = () => asked.filter(([name]) => name === 'fetch')

describe('before anything is fetched', () => {
  test('a page without a link asks for one', async () => {
    expect((await page()).step.value).toEqual({ at: 'asking' })
  })
  test('a good link is only looked at', async () => {
    const model = await page({ given: plain.link })
    expect(model.step.value).toMatchObject({ at: 'ready', target: { is: 'sealed', repairs: [] } })
    expect(asked).toEqual([])
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
    answer = () => ({ stored: plain.stored })
    const model = await page({ given: plain.link })
    const fetching = model.fetch()
    expect(model.step.value.at).toBe('fetching')
    await model.fetch()
    await fetching
    expect(model.step.value).toEqual({ at: 'shown', letter, sealed: true, visible: false })
    expect(fetches()).toEqual([['fetch', { token: 't', ...place }]])
  })
  test('with a passphrase is tried as often as it takes, without the server', async () => {
    answer = () => ({ stored: locked.stored })
    const model = await page({ given: locked.link })
    await model.fetch()
    expect(model.step.value).toMatchObject({ at: 'needsPassphrase', wrong: false })
    for (const wrong of ['', 'x', 'Glue-noble']) {
      await model.unlock(wrong)
      expect(model.step.value).toMatchObject({ at: 'needsPassphrase', wrong: true })
    }
    await model.unlock('glue-noble')
    expect(model.step.value).toMatchObject({ at: 'shown', letter })
    expect(fetches()).toHaveLength(1)
  })
  test('that was fetched before opens without the server, after a reload or in another tab', async () => {
    const model = await page({ given: plain.link, stored: plain.stored })
    expect(model.step.value).toMatchObject({ at: 'shown', letter })
    expect(asked).toEqual([])
  })
  test('that the site itself showed opens with its link', async () => {
    const model = await page({ given: '', stored: `line\n\n${plain.stored}` })
    expect(model.step.value).toEqual({ at: 'needsKey' })
    await model.giveKey(keyPart(plain.link))
    expect(model.step.value).toMatchObject({ at: 'needsKey', key: { code: 'linkDamaged' } })
    await model.giveKey(plain.link)
    expect(model.step.value).toMatchObject({ at: 'shown', letter })
  })
  test('that came by a link without its key waits for the key', async () => {
    answer = () => ({ stored: plain.stored })
    const model = await page({ given: withoutKey(plain.link) })
    await model.fetch()
    expect(model.step.value).toMatchObject({ at: 'needsKey' })
    await model.giveKey(keyPart(plain.link))
    expect(model.step.value).toMatchObject({ at: 'shown', letter })
  })
  test('that does not open is not thrown away', async () => {
    answer = () => ({ stored: locked.stored.replace(/.{4}$/, 'AAAA') })
    const other = await sealedSecret()
    answer = () => ({ stored: other.stored })
    const model = await page({ given: plain.link })
    await model.fetch()
    expect(model.step.value).toEqual({ at: 'notOpened' })
    model.save()
    expect(saved).toEqual([other.stored])
    expect(forgotten).toBe(0)
  })
})

describe('a standard secret', () => {
  test('is fetched by its link, with the passphrase that the server asks for', async () => {
    const model = await page({ given: withoutKey(plain.link) })
    await model.fetch('')
    expect(model.step.value).toMatchObject({ at: 'gone' })
    answer = () => ({ stored: 'as it is' })
    await model.fetch('glue-noble')
    expect(fetches().map(([, ask]) => ask)).toEqual([
      { token: 't', ...place },
      { token: 't', ...place, passphrase: 'glue-noble' },
    ])
    expect(model.step.value).toEqual({
      at: 'shown',
      letter: { text: 'as it is' },
      sealed: false,
      visible: false,
    })
  })
})

describe('a way to the server that fails', () => {
  test('is said, and can be gone again', async () => {
    answer = () => {
      throw new Fault('timedOut')
    }
    const model = await page({ given: plain.link })
    await model.fetch()
    expect(model.step.value).toMatchObject({ at: 'failed', failure: { code: 'timedOut' } })
    answer = () => ({ stored: plain.stored })
    await model.fetch()
    expect(model.step.value).toMatchObject({ at: 'shown' })
  })
  test('for want of permission is allowed and gone in one press, or not at all', async () => {
    answer = () => {
      throw new Fault('noPermission')
    }
    const model = await page({ given: plain.link })
    await model.fetch()
    granted = false
    await model.allow()
    expect(fetches()).toHaveLength(1)
    granted = true
    answer = () => ({ stored: plain.stored })
    await model.allow()
    expect(model.step.value).toMatchObject({ at: 'shown' })
  })
})

describe('a secret on the screen', () => {
  test('is covered again after two minutes, and when nobody looks', async () => {
    const model = await page({ given: plain.link, stored: plain.stored })
    model.show()
    expect(model.step.value).toMatchObject({ visible: true })
    expect(timers.map(([, ms]) => ms)).toEqual([shownFor])
    timers[0]?.[0]()
    expect(model.step.value).toMatchObject({ visible: false })
    model.show()
    model.hide()
    expect(model.step.value).toMatchObject({ visible: false })
    expect(timers).toEqual([])
  })
  test('is copied covered or not, and a refusing clipboard is said', async () => {
    const model = await page({ given: plain.link, stored: plain.stored })
    await model.copy()
    expect(copied).toEqual(['hunter2'])
    expect(model.copied.value).toBe('yes')
    expect(asked).toEqual([])
    world.copy = () => Promise.reject(new Error('denied'))
    const other = await page({ given: plain.link, stored: plain.stored })
    await other.copy()
    expect(other.copied.value).toBe('failed')
  })
  test('leaves the clipboard again if the person allows a look at it; the text itself is never told', async () => {
    const model = await page({ given: plain.link, stored: plain.stored })
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
    const model = await page({ given: plain.link, stored: plain.stored })
    await model.forget()
    expect(model.step.value).toEqual({ at: 'forgotten' })
    expect(forgotten).toBe(1)
    model.save()
    expect(saved).toEqual([])
  })
})
