import { type Signal, signal } from '@preact/signals'
import { beforeEach, describe, expect, test } from 'vitest'
import { BatchModel } from '../../components/shared/batch'
import { EarlierLinksModel, partsOf } from '../../components/shared/earlier-links'
import { SharedCardModel, type SharedWorld } from '../../components/shared/model'
import { drawQrCode } from '../../components/shared/qr-code'
import { fillMessage } from '../../components/shared/recipient-message'
import type { Call, MessageAsk, MessageName } from '../../lib/adapters/messages'
import { makeLink, withoutKey } from '../../lib/domain/link'
import { joinKey, readLink } from '../../lib/domain/read-link'
import type { RecentLink, ShareOutcome } from '../../lib/domain/share-outcome'

const server = 'https://eu.onetimesecret.com'
const id = '2c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10'
const link = await makeLink({
  origin: server,
  secretKey: 'secret1',
  linkKey: new Uint8Array(32).fill(7),
  passphrase: false,
})
const about = (link: string): Extract<ShareOutcome, { at: 'shared' }> => ({
  at: 'shared',
  copied: 'yes',
  until: 600_000,
  shared: { id, link, server, sealed: true, passphrase: false, expires: 1, remembered: true },
})

let copied: string[]
let asked: [MessageName, unknown][]
let left: number
let looked: number
let alarms: { run: () => void; ms: number }[]
let world: SharedWorld
beforeEach(() => {
  copied = []
  asked = []
  left = 0
  looked = 0
  alarms = []
  world = {
    call: (async <N extends MessageName>(name: N, ask: MessageAsk<N>) => {
      asked.push([name, ask])
      return name === 'burn' ? { state: 'burned' } : undefined
    }) as Call,
    copy: async text => {
      copied.push(text)
    },
    now: () => 0,
    later: (run, ms) => {
      const alarm = { run, ms }
      alarms.push(alarm)
      return () => {
        alarms = alarms.filter(other => other !== alarm)
      }
    },
    leave: async () => {
      left++
    },
    look: async () => {
      looked++
    },
    loadWords: async () => true,
    message: keyApart => ({
      template: '{note}\nLink: {link}',
      places: { link: keyApart ? withoutKey(link) : link, expiry: 'May', server: 'EU' },
    }),
  }
})
const card = (of = link) => new SharedCardModel(world, signal(about(of)))

describe('the link', () => {
  test('is copied again on a press, and a refusing clipboard is said', async () => {
    const one = card()
    await one.copyLink()
    expect(copied).toEqual([link])
    expect(one.copied.value).toBe('yes')
    world.copy = () => Promise.reject(new Error('denied'))
    const other = card()
    await other.copyLink()
    expect(other.copied.value).toBe('failed')
  })
  test('is asked after when its ten minutes are over, also while somebody looks: the clock alone hides nothing', () => {
    const stop = card().watch()
    expect(alarms.map(({ ms }) => ms)).toEqual([600_000])
    alarms[0]?.run()
    expect(looked).toBe(1)
    stop()
    expect(alarms.filter(({ ms }) => ms < 600_000)).toEqual([])
    expect(left).toBe(0)
  })
  test('goes in two parts, the key only after the link, and both together open it', async () => {
    const { apart } = card()
    await apart.copyNext()
    expect(apart.step.value).toEqual({ at: 'key', failed: false })
    await apart.copyNext()
    expect(apart.step.value?.at).toBe('done')
    const [start = '', key = ''] = copied
    expect(start).toBe(`${server}/secret/secret1`)
    expect(key).toMatch(/^c1\./)
    expect(await joinKey(start, key)).toEqual(await readLink(link))
  })
  test('a part that was not copied is not passed over', async () => {
    world.copy = () => Promise.reject(new Error('denied'))
    const { apart } = card()
    await apart.copyNext()
    expect(apart.step.value).toEqual({ at: 'link', failed: true })
  })
  test.each([
    ['leads over an opener', 'https://www.example.com/opener.html#c1.eu.onetimesecret.com.s.k.c'],
    ['has no key', `${server}/secret/secret1`],
  ])('that %s stays in one piece', (_, other) => {
    expect(card(other).apart.step.value).toBeUndefined()
  })
})

describe('what the server mails', () => {
  test('is the link without its key, so the key is there to be copied alone', async () => {
    const { shared, ...rest } = about(link)
    const one = new SharedCardModel(
      world,
      signal({ ...rest, shared: { ...shared, mailedTo: 'ca***@e***.com' } }),
    )
    await one.copyKey()
    expect(one.keyCopied.value).toBe('yes')
    const { link: joined } = await joinKey(`${server}/secret/secret1`, copied[0] ?? '')
    expect(joined.linkKey).toEqual(new Uint8Array(32).fill(7))
    expect(copied[0]).not.toContain('secret1')
  })
})

describe('what the server made up', () => {
  const made = (): SharedCardModel => {
    const { shared, ...rest } = about(`${server}/secret/s1`)
    return new SharedCardModel(
      world,
      signal({ ...rest, shared: { ...shared, sealed: false, value: 'Xy7!pass' } }),
    )
  }
  test('is covered until somebody looks, and again when they have', () => {
    const one = made()
    expect(one.value.value).not.toContain('Xy7')
    one.turnValue()
    expect(one.value.value).toBe('Xy7!pass')
    one.turnValue()
    expect(one.value.value).not.toContain('Xy7')
  })
  test('is copied covered or not', async () => {
    const one = made()
    await one.copyValue()
    expect(copied).toEqual(['Xy7!pass'])
    expect(one.valueCopied.value).toBe('yes')
  })
  test('is not there when nothing was made up', () => {
    expect(card().value.value).toBeUndefined()
  })
})

describe('the ways', () => {
  test('are looked at one at a time, and closed by a second press', async () => {
    const one = card()
    await one.turnTo('message')
    await one.turnTo('code')
    expect(one.way.value).toBe('code')
    await one.turnTo('code')
    expect(one.way.value).toBeUndefined()
  })
  test('a message is shown once the recipient’s words are there; if they cannot be had, that is said', async () => {
    let load = (_: boolean) => {}
    world.loadWords = () =>
      new Promise(done => {
        load = done
      })
    for (const found of [true, false]) {
      const one = card()
      const turned = one.turnTo('message')
      expect(one.way.value).toBeUndefined()
      load(found)
      await turned
      expect(one.way.value).toBe('message')
      expect(one.ownLanguage.value).toBe(!found)
    }
    const told = signal(about(link))
    told.value = { ...told.value, shared: { ...told.value.shared, language: 'ar', ownLanguage: true } }
    expect(new SharedCardModel(world, told).ownLanguage.value).toBe(true)
  })
  test('a message carries the sender’s line, and no empty one', async () => {
    const one = card()
    expect(one.message.value).toBe(`Link: ${link}`)
    one.writeNote('For staging')
    await one.copyMessage()
    expect(copied).toEqual([`For staging\nLink: ${link}`])
    expect(one.messageCopied.value).toBe('yes')
    one.writeNote('For production')
    expect(one.messageCopied.value, 'another message is not copied yet').toBe('no')
  })
  test('what is put into a message is never read as a place', () => {
    const places = { link: 'L', expiry: 'May', server: 'EU', note: '{link} $& $1' }
    expect(fillMessage('{note}: {link}, {other}', places)).toBe('{link} $& $1: L, {other}')
  })
  test('a code has a quiet zone of four squares and three corners', async () => {
    const { size, path } = await drawQrCode(link)
    expect((size - 8 - 17) % 4).toBe(0)
    expect(path.startsWith('M4 4h7v1H4z')).toBe(true)
    expect(path).toContain(`M${size - 11} 4h7v1`)
    expect(path).toContain(`M4 ${size - 5}h7v1`)
    expect(path).not.toMatch(/M[0-3] |M\d+ [0-3]h/)
  })
})

test('burning asks, acts, says so, and leaves nothing for the next popup to show', async () => {
  const one = card()
  await one.burn()
  expect(asked).toEqual([])
  one.askToBurn(false)
  await one.burn()
  expect(asked).toEqual([
    ['burn', { id }],
    ['forgetLink', { id }],
  ])
  expect(one.burning.value).toEqual({ at: 'done', state: 'burned' })
  expect(left, 'the card stays to say so').toBe(0)
})

describe('what the person has taken', () => {
  const toldOf = (what: string) =>
    asked.filter(([name, ask]) => name === 'copied' && JSON.stringify(ask).includes(what))
  test.each([
    ['the link', (one: SharedCardModel) => one.copyLink()],
    ['the message', (one: SharedCardModel) => one.copyMessage()],
    ['both parts', (one: SharedCardModel) => one.apart.copyNext().then(() => one.apart.copyNext())],
    ['the link by hand', (one: SharedCardModel) => one.tookLink()],
  ])('is told, by copying %s, so that it is not kept beside the next', async (_, take) => {
    await take(card())
    expect(asked).toEqual([['copied', { id, what: 'link' }]])
  })
  test('is a message without the key only together with the key', async () => {
    const one = card()
    one.leaveOutKey(true)
    await one.copyMessage()
    expect([copied, asked]).toEqual([[`Link: ${withoutKey(link)}`], []])
    await one.copyKey()
    expect(asked).toEqual([['copied', { id, what: 'link' }]])
    one.leaveOutKey(false)
    expect([one.messageCopied.value, one.keyCopied.value], 'another message is not copied yet').toEqual([
      'no',
      'no',
    ])
  })
  test('is told of what the server made up alone', async () => {
    const { shared, ...rest } = about(link)
    const one = new SharedCardModel(world, signal({ ...rest, shared: { ...shared, value: 'Xy7!pass' } }))
    await one.copyValue()
    expect(asked).toEqual([['copied', { id, what: 'value' }]])
  })
  test('is not what the clipboard refused, nor half of it', async () => {
    await card().apart.copyNext()
    world.copy = () => Promise.reject(new Error('denied'))
    await card().copyLink()
    expect(toldOf('link')).toEqual([])
  })
})

describe('the links for several people', () => {
  const batch = { id, of: 3 }
  const linkOf = (number: number): RecentLink => {
    const { shared, ...rest } = about(link)
    const secret = `00000000-0000-4000-8000-00000000000${number}`
    return { ...rest, copied: 'pending', shared: { ...shared, id: secret, batch: { ...batch, number } } }
  }
  const listOf = (links: Signal<readonly RecentLink[]>) =>
    new BatchModel(
      { call: world.call, cardOf: told => new SharedCardModel(world, told), leave: world.leave },
      batch.id,
      links,
    )
  const numbers = (list: BatchModel) => list.cards.value.map(card => card.shared.value.batch?.number)

  test('stand in their order, and each is copied by itself', async () => {
    const links = signal<readonly RecentLink[]>([linkOf(3), linkOf(2), linkOf(1)])
    const list = listOf(links)
    expect(numbers(list)).toEqual([1, 2, 3])
    await list.cards.value[1]?.copyLink()
    expect(asked).toEqual([['copied', { id: linkOf(2).shared.id, what: 'link' }]])
    links.value = links.peek().map(one => (one.shared.batch?.number === 2 ? { ...one, copied: 'yes' } : one))
    expect(list.cards.value.map(card => card.arrived.value)).toEqual(['pending', 'yes', 'pending'])
  })
  test('show one at a time with the other ways for it to go along', () => {
    const list = listOf(signal([linkOf(1), linkOf(2)]))
    list.turn('one')
    list.turn('two')
    expect(list.opened.value).toBe('two')
    list.turn('two')
    expect(list.opened.value).toBeUndefined()
  })
  test('that are no longer kept leave the list, and one that was burned by itself says so', async () => {
    const links = signal<readonly RecentLink[]>([linkOf(1), linkOf(2), linkOf(3)])
    const list = listOf(links)
    const [first] = list.cards.value
    first?.askToBurn(false)
    await first?.burn()
    links.value = [linkOf(3)]
    expect(numbers(list)).toEqual([1, 3])
  })
  test('are burned all at once after one question, and those that ended leave the list', async () => {
    const links = [linkOf(1), linkOf(2), linkOf(3)]
    world.call = (async <N extends MessageName>(name: N, ask: MessageAsk<N>) => {
      asked.push([name, ask])
      return { burned: 1, left: 1, ended: [linkOf(1).shared.id, linkOf(3).shared.id] }
    }) as Call
    const list = listOf(signal(links))
    await list.burn()
    expect(asked, 'without the question there is no fire').toEqual([])
    list.askToBurn(false)
    await list.burn()
    expect(asked).toEqual([['burnBatch', { id }]])
    expect(list.burning.value).toMatchObject({ at: 'done', burned: 1, left: 1 })
    expect(numbers(list)).toEqual([2])
  })
})

describe('earlier links', () => {
  const other = (copied: RecentLink['copied'], value?: string): RecentLink => {
    const { shared, ...rest } = about(link)
    return { ...rest, copied, shared: { ...shared, ...(value === undefined ? {} : { value }) } }
  }
  test('are there to be copied and forgotten, and both are told', async () => {
    const one = other('failed')
    const model = new EarlierLinksModel(world, signal([one]))
    await model.take(one, 'link')
    expect([copied, model.said.value]).toEqual([[link], 'yes'])
    await model.forget(one)
    expect(asked).toEqual([
      ['copied', { id, what: 'link' }],
      ['forgetLink', { id }],
    ])
  })
  test('that could not be copied stay, and that is said', async () => {
    world.copy = () => Promise.reject(new Error('denied'))
    const one = other('pending', 'Xy7!pass')
    const model = new EarlierLinksModel(world, signal([one]))
    await model.take(one, 'value')
    expect([asked, model.said.value]).toEqual([[], 'failed'])
  })
  test('offer what nobody has yet', () => {
    expect(partsOf(other('pending', 'Xy7!pass'))).toEqual(['link', 'value'])
    expect(partsOf(other('yes', 'Xy7!pass'))).toEqual(['value'])
    expect(partsOf(other('failed'))).toEqual(['link'])
  })
})
