import { effect } from '@preact/signals'
import { beforeEach, describe, expect, test } from 'vitest'
import { OpenerModel, type RevealStep } from '../../components/opener/model'
import { seal } from '../../lib/domain/jwe-envelope'
import { keyPart, makeLink, makeOpenerLink, withoutKey } from '../../lib/domain/link'
import { readLink } from '../../lib/domain/read-link'
import { revealTimeout } from '../../lib/usecases/reveal'
import { sealedSecret } from '../support/sealed'
import { vector } from '../support/vectors'

const text = 'hunter2\n\t<b>&amp;</b>'
const passphrase = 'correct-horse'

async function secret(passphrase?: string) {
  const place = { origin: 'https://eu.onetimesecret.com', secretKey: passphrase ?? 'plain' }
  const { link, stored } = await sealedSecret({ text, note: 'n' }, place, passphrase)
  const fragment = new URL(makeOpenerLink('https://o.example', link)).hash
  return { link, fragment, stored: `Sealed.\n\n${stored}` }
}
const plain = await secret()
const locked = await secret(passphrase)

let copied: string[]
let refusing: boolean
let timers: { milliseconds: number; act: () => void; off: boolean }[]
let steps: RevealStep['at'][]
let opener: InstanceType<typeof OpenerModel>
beforeEach(() => {
  copied = []
  refusing = false
  timers = []
  steps = []
  opener = new OpenerModel({
    save: () => {},
    copy: async text => {
      if (refusing) throw new Error('refused')
      copied.push(text)
    },
    later(act, milliseconds) {
      const timer = { milliseconds, act, off: false }
      timers.push(timer)
      return () => {
        timer.off = true
      }
    },
  })
  effect(() => void steps.push(opener.step.value.at))
})
const step = () => opener.step.value
const target = expect.objectContaining({ is: 'sealed' })
const opened = { at: 'shown', payload: { text, note: 'n' }, sealed: true, visible: false, copied: 'no' }

describe('who follows a link', () => {
  test('is led to the server, and back to the text by one paste', async () => {
    await opener.arrive(plain.fragment)
    expect(step()).toMatchObject({ at: 'ready', target: { is: 'sealed', repairs: [] } })
    expect(opener.went.value).toBe(false)
    opener.go()
    expect(opener.went.value).toBe(true)
    const pasting = opener.paste(plain.stored)
    expect(step()).toEqual({ at: 'opening', target })
    await pasting
    expect(step()).toEqual(opened)
  })
  test('is told of a damaged one before going to the server', async () => {
    for (let at = 2; at < plain.fragment.length; at++) {
      await opener.arrive(plain.fragment.slice(0, at))
      expect(step()).toMatchObject({ at: 'damaged', failure: { code: 'linkDamaged' } })
    }
  })
  test('is told of one that was put right', async () => {
    await opener.arrive(`${plain.fragment.slice(0, 30)}%C2%AD${plain.fragment.slice(30)}`)
    expect(step()).toMatchObject({
      at: 'ready',
      target: { is: 'sealed', repairs: expect.arrayContaining(['invisible']) },
    })
  })
  test('without a fragment, begins with nothing', async () => {
    await opener.arrive('')
    await opener.arrive('#')
    expect(step()).toEqual({ at: 'asking' })
  })
  test('and then another, has the other only', async () => {
    await Promise.all([opener.arrive(plain.fragment), opener.arrive(locked.fragment)])
    expect(step()).toMatchObject({ target: { link: { passphrase: true } } })
    await opener.paste(plain.stored)
    await opener.arrive(plain.fragment)
    expect(opener.typed.value.sealed).toBe('')
  })
})

describe('a passphrase', () => {
  test('is asked for, and can be tried as often as needed', async () => {
    await opener.arrive(locked.fragment)
    expect(opener.takesPassphrase.value).toBe(true)
    await opener.paste(locked.stored)
    expect(step()).toEqual({ at: 'needsPassphrase', wrong: false, target })
    for (const wrong of ['x', 'correct-horsE', ` ${passphrase}`]) {
      await opener.write({ passphrase: wrong })
      expect(step()).toEqual({ at: 'needsPassphrase', wrong: false, target })
      await opener.unlock()
      expect(step()).toEqual({ at: 'needsPassphrase', wrong: true, target })
    }
    await opener.write({ passphrase })
    await opener.unlock()
    expect(step()).toEqual(opened)
  })
  test('is known to be needed from the text alone', async () => {
    expect(opener.takesPassphrase.value).toBe(false)
    await opener.write({ sealed: locked.stored })
    expect(opener.takesPassphrase.value).toBe(true)
  })
  test('that the link asks for is not done without: a text that needs none is another one', async () => {
    await opener.arrive(locked.fragment)
    await opener.write({ passphrase })
    await opener.paste(plain.stored)
    expect(step()).toEqual({ at: 'notOpened', why: 'otherLock', target })
  })
  test('pressed twice is tried once', async () => {
    await opener.arrive(locked.fragment)
    await opener.paste(locked.stored)
    await opener.write({ passphrase })
    steps = []
    await Promise.all([opener.unlock(), opener.unlock()])
    expect(steps.filter(at => at === 'opening')).toHaveLength(1)
    expect(step()).toEqual(opened)
  })
})

describe('what is pasted by hand', () => {
  test('opens in whatever order', async () => {
    await opener.write({ sealed: plain.stored })
    await opener.write({ link: plain.link })
    expect(step()).toEqual(opened)
    opener.startOver()
    await opener.write({ link: plain.link })
    await opener.write({ sealed: plain.stored })
    expect(step()).toEqual(opened)
  })
  test('may be a link to the opener, a link and its key by two ways, or the key alone', async () => {
    for (const given of [
      { link: `See https://o.example/${plain.fragment}.` },
      { link: withoutKey(plain.link), key: keyPart(plain.link) },
      { link: keyPart(plain.link) },
    ]) {
      opener.startOver()
      await opener.write({ sealed: plain.stored })
      await opener.write(given)
      expect([given, step()]).toEqual([given, opened])
    }
  })
  test('finds its field by itself', async () => {
    await opener.write({ link: plain.stored })
    expect(opener.typed.value).toMatchObject({ link: '', sealed: plain.stored })
    await opener.write({ sealed: plain.link })
    expect(step()).toEqual(opened)
  })
  test.each([
    ['nothing of ours', 'hello', { at: 'wrong', why: 'nothing' }],
    ['markup', '<img src=x onerror=alert(1)>', { at: 'wrong', why: 'nothing' }],
    ['nothing at all', '  \n', { at: 'none' }],
  ])('says at once that it is %s', async (_, sealed, said) => {
    await opener.write({ sealed })
    expect(opener.sealed.value).toEqual(said)
  })
  test('cut, is said to be that, and opens when it is pasted again', async () => {
    await opener.write({ link: plain.link })
    const from = plain.stored.indexOf('eyJ')
    for (let cut = from + 30; cut < plain.stored.length; cut += 7) {
      await opener.write({ sealed: plain.stored.slice(0, cut) })
      expect([cut, opener.sealed.value]).toEqual([cut, { at: 'wrong', why: 'cutAtEnd' }])
    }
    await opener.write({ sealed: plain.stored })
    expect(step()).toEqual(opened)
  })
  test.each([
    [
      'a damaged link',
      () => ({ link: plain.link.slice(0, -1) }),
      { at: 'damaged', failure: { code: 'linkDamaged' } },
    ],
    [
      'another address',
      () => ({ link: 'https://example.com/' }),
      { at: 'damaged', failure: { code: 'notALink' } },
    ],
    [
      'a link that a mail system hides',
      () => ({ link: 'https://protect-eu.mimecast.com/s/AbCdEfGh?domain=eu.onetimesecret.com' }),
      { at: 'damaged', failure: { code: 'linkHidden' } },
    ],
    ['no key', () => ({ link: withoutKey(plain.link) }), { at: 'ready', target: { is: 'unknown' } }],
    [
      'the key of another link',
      () => ({ link: withoutKey(plain.link), key: keyPart(locked.link) }),
      { at: 'ready', target: { is: 'unknown' }, key: { code: 'linkDamaged' } },
    ],
  ])('says at once what is wrong: %s', async (_, given, said) => {
    await opener.write(given())
    expect(step()).toMatchObject(said)
  })
  test('altered, or without its start, is said to be that', async () => {
    await opener.write({ link: plain.link })
    const at = plain.stored.length - 40
    const altered =
      plain.stored.slice(0, at) + (plain.stored[at] === 'A' ? 'B' : 'A') + plain.stored.slice(at + 1)
    await opener.write({ sealed: altered })
    expect(step()).toEqual({ at: 'notOpened', why: 'altered', target })
    await opener.write({ sealed: plain.stored.slice(plain.stored.indexOf('eyJ') + 5) })
    expect(opener.sealed.value).toEqual({ at: 'wrong', why: 'cutAtStart' })
  })
  test('of another secret does not open', async () => {
    await opener.write({ link: plain.link })
    await opener.write({ sealed: (await secret()).stored })
    expect(step()).toEqual({ at: 'notOpened', why: 'otherLink', target })
  })
  test('typed over while it is read, belongs to what was typed last', async () => {
    // The first has several readings, each with a check to compute; the second is read at once.
    const slow = opener.write({ link: `<<${plain.link.slice(0, -1)}!>>` })
    await Promise.all([slow, opener.write({ link: plain.link })])
    expect(step()).toMatchObject({ at: 'ready', target })
    const late = opener.write({ link: locked.link })
    opener.forget()
    await late
    expect(step()).toEqual({ at: 'forgotten' })
  })
  test('typed on while it opens, belongs to what was typed last', async () => {
    await opener.write({ link: plain.link })
    const opening = opener.write({ sealed: plain.stored })
    await opener.write({ sealed: 'hello' })
    await opening
    expect(step()).toEqual({ at: 'ready', target })
  })
})

describe('the text', () => {
  beforeEach(async () => {
    await opener.arrive(plain.fragment)
    await opener.paste(plain.stored)
  })
  test('is hidden at first, and again after two minutes or when the tab is left', () => {
    expect(step()).toMatchObject({ visible: false })
    opener.show()
    expect(step()).toMatchObject({ visible: true })
    expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([revealTimeout])
    timers[0]?.act()
    expect(step()).toMatchObject({ visible: false })
    opener.show()
    opener.hide()
    expect(step()).toMatchObject({ visible: false })
    expect(timers.every(({ off }) => off)).toBe(true)
  })
  test('is copied to the letter, and it is said when it was not', async () => {
    await opener.copy()
    expect(copied).toEqual([text])
    expect(step()).toMatchObject({ copied: 'yes' })
    refusing = true
    await opener.copy()
    expect(step()).toMatchObject({ copied: 'failed' })
  })
  test('is all that is kept once it is open', () => {
    expect(opener.typed.value).toEqual({ link: '', key: '', sealed: '', passphrase: '' })
    expect(opener.sealed.value).toEqual({ at: 'none' })
    expect(step()).toEqual(opened)
  })
  test('is forgotten for good, also while it is being copied', async () => {
    opener.show()
    const copying = opener.copy()
    opener.forget()
    await copying
    expect(JSON.stringify([step(), opener.typed.value, opener.sealed.value])).not.toContain('hunter2')
    expect(step()).toEqual({ at: 'forgotten' })
    expect(timers.every(({ off }) => off)).toBe(true)
  })
  test('stays when something else is pasted, or a field that is gone is still heard', async () => {
    await opener.paste('hello')
    expect(step()).toEqual(opened)
    await opener.write({ sealed: plain.stored })
    expect(step()).toEqual(opened)
    expect(opener.typed.value.sealed).toBe('')
  })
  test('does not come back when the page was left while it was opening', async () => {
    await opener.arrive(plain.fragment)
    const opening = opener.paste(plain.stored)
    opener.forget()
    await opening
    expect(step()).toEqual({ at: 'forgotten' })
  })
})

test('that a passphrase can be tried very fast is said once the text is open', async () => {
  const { linkKey, passphrase, stored } = vector('made elsewhere, one PBKDF2 iteration')
  const origin = 'https://eu.onetimesecret.com'
  await opener.write({ link: await makeLink({ origin, secretKey: 'k', linkKey, passphrase: true }) })
  await opener.write({ sealed: stored, passphrase })
  await opener.unlock()
  expect(step()).toMatchObject({ at: 'shown', weak: true })
})
test('a text that is locked by less, or by more, than its link says is not opened', async () => {
  for (const [secret, lock] of [
    [locked, {}],
    [plain, { passphrase }],
  ] as const) {
    const { linkKey } = (await readLink(secret.link)).link
    await opener.write({ link: secret.link, sealed: await seal({ text }, { linkKey, ...lock }) })
    await opener.write({ passphrase })
    await opener.unlock()
    expect(step()).toMatchObject({ at: 'notOpened' })
    opener.startOver()
  }
})
