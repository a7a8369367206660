import { beforeEach, describe, expect, test } from 'vitest'
import { type Chosen, Composer, type World } from '../../components/composer/model'
import { createComposing } from '../../lib/doors/composing'
import type { Ask, Call, Name } from '../../lib/doors/messages'
import { firstSettings, type Settings } from '../../lib/doors/settings'
import type { KnownAccount } from '../../lib/rules/account'
import type { Composing } from '../../lib/rules/composing'
import { blank } from '../../lib/rules/draft'
import { Fault } from '../../lib/rules/fault'
import type { Outcome } from '../../lib/rules/outcome'
import type { Rules } from '../../lib/rules/policy'
import { firstRecipe } from '../../lib/rules/recipe'
import { memoryArea } from '../support/area'

const done: Extract<Outcome, { at: 'shared' }> = {
  at: 'shared',
  copied: 'yes',
  until: 1,
  shared: {
    id: '2c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10',
    link: 'https://eu.onetimesecret.com/secret/s#c1.k.c',
    server: 'https://eu.onetimesecret.com',
    sealed: true,
    passphrase: false,
    expires: 1,
    remembered: true,
  },
}

const typed = { text: 'typed', note: '' }
const half = { text: 'half a thought', note: '' }

let asked: [Name, unknown][]
let kept: Composing[]
let remembered: Chosen[]
let forgotten: number
let door: ReturnType<typeof createComposing>
let answers: Partial<Record<Name, () => unknown>>
let granted: boolean
let patterns: string[]
let allowed: boolean
let accounts: readonly KnownAccount[]
let world: World
beforeEach(() => {
  asked = []
  kept = []
  remembered = []
  forgotten = 0
  accounts = []
  patterns = []
  granted = true
  allowed = false
  door = createComposing(memoryArea())
  /** As the background does it: what is shared leaves what is kept, and then the answer comes. */
  const share = async () => {
    await door.finish(kept.at(-1)?.draft ?? typed, firstSettings('eu').sharing)
    return done
  }
  answers = { share, generate: share }
  world = {
    call: (async <N extends Name>(name: N, ask: Ask<N>) => {
      asked.push([name, ask])
      return answers[name]?.()
    }) as Call,
    keep: (composing, seen) => {
      kept.push(composing)
      return door.keep(composing, seen)
    },
    recall: door.read,
    remember: chosen => {
      remembered.push(chosen)
    },
    forget: () => {
      forgotten++
    },
    request: async pattern => {
      patterns.push(pattern)
      return granted
    },
    allowed: async () => allowed,
    openAccounts: () => {},
    now: () => 1_000_000,
    inventPassphrase: async () => 'glue-noble',
    openGenerator: async () => {},
  }
})
const composer = (
  outcome?: Outcome,
  composing?: Composing,
  patch: Partial<Settings> = {},
  rules: Rules = {},
) =>
  new Composer(world, {
    rules,
    settings: { ...firstSettings('eu'), ...patch },
    composing,
    outcome,
    accounts,
  })

describe('typing', () => {
  test('every key is kept, so a popup that closes loses nothing', () => {
    const model = composer()
    model.write({ text: 'h' })
    model.write({ text: 'hu', passphrase: 'p' })
    expect(kept.map(({ draft }) => draft.text)).toEqual(['h', 'hu'])
    expect(kept.at(-1)?.draft.passphrase).toBe('p')
  })
  test('what was typed is there when it opens again', () => {
    const first = composer()
    first.write({ text: 'hunter2', note: 'n', label: 'l' })
    expect(composer(undefined, kept.at(-1)).draft.value).toMatchObject({
      text: 'hunter2',
      note: 'n',
      label: 'l',
    })
  })
  test('how a secret is shared is remembered, what it says is not', () => {
    const model = composer()
    model.write({ text: 'hunter2' })
    expect(remembered).toEqual([])
    model.write({ mode: 'standard', ttl: 300 })
    expect(remembered.at(-1)?.sharing).toMatchObject({ mode: 'standard', ttl: 300 })
    expect(JSON.stringify(remembered)).not.toContain('hunter2')
  })
  test('an account is remembered with its server, though another server was chosen meanwhile', () => {
    const model = composer()
    model.write({ text: 'hunter2' })
    const { server } = model.draft.value
    const { sharing } = model.settings.value
    model.hearSettings({ ...model.settings.value, sharing: { ...sharing, server: 'https://x.example' } })
    const account = '7d0f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10'
    model.write({ account })
    expect(remembered.at(-1)?.sharing).toMatchObject({ server, account })
  })
  test('with fixed defaults, what is chosen for one secret is not there for the next', async () => {
    const model = composer(undefined, undefined, { remember: 'fixed' })
    const { sharing } = model.settings.value
    model.write({ text: 'hunter2', ttl: 300, mode: 'standard' })
    await model.share()
    expect(asked[0]?.[1]).toMatchObject({ ttl: 300, mode: 'standard' })
    expect(remembered).toEqual([])
    expect(model.draft.value).toMatchObject(sharing)
  })
  test('where nothing is written yet, a secret starts as the settings say by now', () => {
    const first = composer()
    first.write({ ttl: 300 })
    const { sharing } = firstSettings('us')
    const chosen = { remember: 'fixed', sharing: { ...sharing, ttl: 86_400 } } as const
    expect(composer(undefined, kept.at(-1), chosen).draft.value.ttl).toBe(86_400)
    first.write({ text: 'hunter2' })
    expect(composer(undefined, kept.at(-1), chosen).draft.value.ttl).toBe(300)
  })
  test('there is as much room as the chosen server is known to have', () => {
    const server = 'https://secrets.example.com'
    const model = composer(undefined, undefined, { limits: { [server]: { bytes: 100_000 } } })
    expect(model.room.value).toBe(10_000)
    model.write({ server })
    expect(model.room.value).toBe(100_000)
  })
  test('a limit that was just learned is known at once', () => {
    const model = composer()
    const { server } = model.draft.value
    model.hearSettings({ ...model.settings.value, limits: { [server]: { anonymous: 60 } } })
    expect(model.longest.value).toBe(60)
  })
  test('the meter counts what the server will keep, and compresses before it says too much', async () => {
    const model = composer()
    expect(model.size.value).toBe(0)
    model.write({ text: 'short' })
    const one = model.size.value
    model.write({ text: 'much longer but still small' })
    expect(model.size.value).toBe(one)
    model.write({ text: 'x'.repeat(20_000) })
    expect(model.size.value).toBeGreaterThan(20_000)
    await expect.poll(() => model.size.value).toBeLessThan(1_000)
    model.write({ mode: 'standard' })
    expect(model.size.value).toBe(20_000)
  })
  test('the meter keeps the last figure until the next is known', async () => {
    const model = composer()
    model.write({ text: 'x'.repeat(20_000) })
    await expect.poll(() => model.size.value).toBeLessThan(1_000)
    model.write({ text: 'x'.repeat(20_001) })
    expect(model.size.value).toBeLessThan(1_000)
    model.write({ text: 'x' })
    const { size } = composer(undefined, kept.at(-1))
    expect(model.size.value).toBe(size.value)
  })
  test('the meter compresses what was kept, before a key is pressed', async () => {
    composer().write({ text: 'x'.repeat(20_000) })
    const model = composer(undefined, kept.at(-1))
    await expect.poll(() => model.size.value).toBeLessThan(1_000)
  })
  test('the meter compresses when the rules or the server’s limits come to ask for it', async () => {
    const model = composer()
    model.write({ text: 'x'.repeat(20_000), mode: 'standard' })
    model.hearRules({ sealedRequired: true })
    await expect.poll(() => model.size.value).toBeLessThan(1_000)

    const { server } = model.draft.value
    const roomy = composer(undefined, kept.at(-1), { limits: { [server]: { bytes: 100_000 } } })
    expect(roomy.size.value).toBeGreaterThan(20_000)
    roomy.hearSettings({ ...roomy.settings.value, limits: {} })
    await expect.poll(() => roomy.size.value).toBeLessThan(1_000)
  })
})

describe('sharing', () => {
  test('is busy until it is done, then shows the link and an empty composer', async () => {
    const model = composer()
    model.write({ text: 'hunter2' })
    const sharing = model.share()
    expect(model.busy.value).toBe(true)
    await sharing
    expect(model.outcome.value).toEqual(done)
    expect(model.draft.value.text).toBe('')
    expect(asked.filter(([name]) => name === 'share')).toHaveLength(1)
  })
  test('while busy, neither a second press nor a key does anything', async () => {
    const model = composer()
    model.write({ text: 'hunter2' })
    const sharing = model.share()
    await model.share()
    model.write({ text: 'changed' })
    expect(model.draft.value.text).toBe('hunter2')
    await sharing
    expect(asked.filter(([name]) => name === 'share')).toHaveLength(1)
  })
  test('that fails keeps the text', async () => {
    answers.share = () => ({ at: 'failed', failure: { code: 'offline' } })
    const model = composer()
    model.write({ text: 'hunter2' })
    await model.share()
    expect(model.outcome.value).toEqual({ at: 'failed', failure: { code: 'offline' } })
    expect(model.draft.value.text).toBe('hunter2')
  })
  test('whose worker is stopped asks the next one what became of it', async () => {
    answers.share = () => Promise.reject(new Error('message channel closed'))
    answers.outcome = () => ({ at: 'failed', failure: { code: 'stoppedWhileSending' } })
    const model = composer()
    model.write({ text: 'hunter2' })
    await model.share()
    expect(model.outcome.value).toMatchObject({ failure: { code: 'stoppedWhileSending' } })
    expect(model.draft.value.text).toBe('hunter2')
  })
  test('under way when the popup opens is shown as under way, and its end is heard', () => {
    const model = composer({ at: 'sending' })
    expect(model.busy.value).toBe(true)
    model.hear(done)
    expect(model.outcome.value).toEqual(done)
  })
  test('from a page leaves what is written here alone', async () => {
    const model = composer()
    model.write({ text: 'half a thought', note: 'n' })
    await model.hear(done)
    await model.dismiss()
    expect(model.draft.value).toMatchObject({ text: 'half a thought', note: 'n' })
    model.write({ label: 'l' })
    expect(kept.at(-1)?.draft).toMatchObject({ text: 'half a thought', note: 'n' })
  })
  test('that was begun in a popup that closed takes its text out of the next one', async () => {
    composer().write({ text: 'hunter2' })
    const model = composer({ at: 'sending' }, kept.at(-1))
    const heard = model.hear(done)
    await door.finish({ text: 'hunter2', note: '' }, firstSettings('us').sharing)
    await Promise.all([heard, model.hearKept()])
    expect(model.draft.value.text).toBe('')
  })
  test('never takes back what is typed while the kept text is looked up', async () => {
    const model = composer(done)
    const heard = model.hear(done)
    await model.dismiss()
    model.write({ text: 'the next' })
    await heard
    expect(model.draft.value.text).toBe('the next')
  })
  test('under way shows what is brought meanwhile, where nobody can type', async () => {
    composer().write({ text: 'hunter2' })
    const model = composer({ at: 'sending' }, kept.at(-1))
    await door.bring('selected', firstSettings('us').sharing)
    await model.hearKept()
    expect(model.draft.value.text).toBe('selected')
    await model.hear({ at: 'failed', failure: { code: 'offline' } })
    model.bringBack()
    expect(model.draft.value.text).toBe('hunter2')
  })
  test('shows a text that is brought from a page at once, and no key of the person’s goes over it', async () => {
    const model = composer()
    model.write({ text: 'half' })
    await expect.poll(async () => (await door.read())?.draft.text).toBe('half')
    await door.bring('selected', firstSettings('us').sharing)
    model.write({ text: 'half a' })
    await expect.poll(() => model.draft.value.text).toBe('selected')
    model.bringBack()
    expect(model.draft.value.text).toBe('half a')
    await expect.poll(async () => (await door.read())?.aside).toEqual([{ text: 'selected', note: '' }])
    await door.bring('another', firstSettings('us').sharing)
    await model.hearKept()
    expect(model.draft.value.text).toBe('another')
  })
  test('hears of its own keys, and is not disturbed by them', async () => {
    const model = composer()
    model.write({ text: 'h' })
    const heard = model.hearKept()
    model.write({ text: 'hu' })
    await heard
    await model.hearKept()
    expect(model.draft.value.text).toBe('hu')
  })
  test('whose link nobody has is not forgotten by the press that turns to the next', async () => {
    const model = composer({ ...done, copied: 'pending' })
    await model.dismiss()
    expect(forgotten).toBe(0)
    expect(asked).toEqual([['dismiss', undefined]])
  })
  test('of which nobody knows yet whether it arrived holds nobody up', async () => {
    const trace = { server: done.shared.server, account: done.shared.id, since: 1, ttl: 60 }
    const about = { sealed: true, passphrase: false, label: '' }
    const model = composer({ at: 'looking', failure: { code: 'timedOut' }, trace: { ...trace, ...about } })
    expect(model.busy.value).toBe(false)
    model.write({ text: 'the next' })
    expect(model.outcome.value?.at).toBe('looking')
    await model.share()
    expect(model.outcome.value).toEqual(done)
  })
  test('that was put away does not come back by late news', async () => {
    const model = composer(done)
    await model.dismiss()
    model.hear(done)
    expect(model.outcome.value).toBeUndefined()
    const other = { ...done, shared: { ...done.shared, id: crypto.randomUUID() } }
    model.hear(other)
    expect(model.outcome.value).toEqual(other)
  })
  test('that is put away is forgotten, also when the popup closes before its message arrives', () => {
    answers.dismiss = () => new Promise(() => {})
    const model = composer(done)
    void model.dismiss()
    expect(forgotten).toBe(1)
  })
  test('that was begun before the background answered how things stood is not undone by the answer', async () => {
    let answer = (_: Outcome | undefined) => {}
    answers.outcome = () =>
      new Promise(resolve => {
        answer = resolve
      })
    const model = composer()
    model.write({ text: 'hunter2' })
    const catching = model.catchUp()
    answers.share = () => new Promise(() => {})
    void model.share()
    answer(undefined)
    await catching
    expect(model.busy.value).toBe(true)
  })
  test('that was put away before its answer came takes its text out of the field all the same', async () => {
    let answer = (_: Outcome) => {}
    answers.share = () =>
      new Promise<Outcome>(resolve => {
        answer = resolve
      })
    const model = composer()
    model.write({ text: 'hunter2' })
    const sharing = model.share()
    await model.hear(done)
    await model.dismiss()
    await door.finish({ text: 'hunter2', note: '' }, firstSettings('us').sharing)
    answer(done)
    await sharing
    expect(model.outcome.value).toBeUndefined()
    expect(model.draft.value.text).toBe('')
  })
  test('a failure that was heard before its answer, and is gone since, does not come back', async () => {
    let answer = (_: Outcome) => {}
    answers.share = () =>
      new Promise<Outcome>(resolve => {
        answer = resolve
      })
    const model = composer()
    model.write({ text: 'hunter2' })
    const sharing = model.share()
    const failure: Outcome = { at: 'failed', failure: { code: 'timedOut' } }
    await model.hear(failure)
    model.write({ text: 'hunter3' })
    answer(failure)
    await sharing
    expect(model.outcome.value).toBeUndefined()
  })
  test('a failure goes away when the person goes on writing', async () => {
    const model = composer({ at: 'failed', failure: { code: 'empty' } })
    model.write({ text: 'h' })
    expect(model.outcome.value).toBeUndefined()
    expect(asked.map(([name]) => name)).toContain('dismiss')
  })
  test('that fails gives the keyboard’s place to the text, once; writing on in another field leaves it there', async () => {
    const failed: Outcome = { at: 'failed', failure: { code: 'passphraseShort' } }
    answers.share = () => failed
    const model = composer()
    model.write({ text: 'hunter2', passphrase: 'p' })
    await model.share()
    expect(model.begun.value).toBe(1)
    model.hear(failed)
    expect(model.begun.value).toBe(1)
    model.write({ passphrase: 'c' })
    expect(model.outcome.value).toBeUndefined()
    expect(model.begun.value).toBe(1)
  })
})

describe('another one', () => {
  const like = {
    mode: 'standard',
    server: 'https://uk.onetimesecret.com',
    account: null,
    ttl: 3600,
    label: 'VPN',
  } as const
  test('like an earlier one has its options, its label and an empty text', () => {
    const model = composer()
    model.begin(like)
    expect(model.draft.value).toEqual({ ...like, text: '', recipient: '', note: '', passphrase: '' })
    expect(model.begun.value).toBe(1)
  })
  test('sets aside what was being written', () => {
    const model = composer()
    model.write({ text: 'hunter2' })
    model.begin(like)
    expect(model.draft.value.text).toBe('')
    model.bringBack()
    expect(model.draft.value.text).toBe('hunter2')
  })
  test('follows the last one, whose link is forgotten', () => {
    const model = composer(done)
    model.begin()
    expect(model.outcome.value).toBeUndefined()
    expect(asked).toEqual([['dismiss', undefined]])
  })
})

describe('another server', () => {
  test('is asked for, checked, chosen and remembered', async () => {
    const model = composer()
    model.write({ text: 'hunter2' })
    model.typeServer('secrets.example.com:8443')
    const using = model.useServer()
    expect(model.adding.value.at).toBe('checking')
    await using
    expect(patterns).toEqual(['https://secrets.example.com/*'])
    expect(asked).toContainEqual(['addServer', { origin: 'https://secrets.example.com:8443' }])
    expect(model.draft.value).toMatchObject({ server: 'https://secrets.example.com:8443', text: 'hunter2' })
    expect(remembered.at(-1)?.sharing?.server).toBe('https://secrets.example.com:8443')
    expect(model.settings.value.servers).toEqual(['https://secrets.example.com:8443'])
    expect(model.adding.value.at).toBe('closed')
  })
  test.each([
    ['a wrong address', 'http://secrets.example.com', () => {}, 'badServer'],
    [
      'a refused permission',
      'secrets.example.com',
      () => {
        granted = false
      },
      'noPermission',
    ],
    [
      'a server that is none',
      'secrets.example.com',
      () => {
        answers.addServer = () => {
          throw new Fault('notAServer')
        }
      },
      'notAServer',
    ],
  ])('%s is said, and the address stays to be mended', async (_, address, prepare, code) => {
    prepare()
    const model = composer()
    model.typeServer(address)
    await model.useServer()
    expect(model.adding.value).toEqual({ at: 'typing', address, failure: { code } })
    expect(remembered).toEqual([])
  })
  test('that is not chosen yet holds a share back, and the one before gets nothing', async () => {
    const model = composer({ at: 'failed', failure: { code: 'noPermission' } })
    model.write({ text: 'hunter2' })
    model.typeServer('secrets.example.com')
    for (const again of [model, composer(undefined, kept.at(-1))]) {
      expect(again.held.value).toBeUndefined()
      await again.share()
      const first = again.held.value
      expect(first).toBeDefined()
      await again.allowServer()
      await again.generate()
      expect(again.held.value, 'each press is heard').not.toBe(first)
      expect(again.draft.value.text).toBe('hunter2')
    }
    expect(asked.map(([name]) => name)).toEqual(['dismiss'])
    expect(patterns).toEqual([])
    model.typeServer('secrets.example.co')
    expect(model.held.value, 'said until something is done about it').toBeUndefined()
    model.closeServer()
    await model.share()
    expect(asked.map(([name]) => name)).toContain('share')
  })
  test.each([
    ['closed', (model: Composer) => model.closeServer(), { at: 'closed' }],
    ['typed anew', (model: Composer) => model.typeServer('other'), { at: 'typing', address: 'other' }],
  ])('whose field is %s while it is checked is not chosen', async (_, change, left) => {
    const refusal = () => Promise.reject(new Fault('notAServer'))
    for (const answer of [async () => {}, refusal]) {
      const model = composer()
      const before = model.draft.value.server
      answers.addServer = async () => {
        change(model)
        return answer()
      }
      model.typeServer('secrets.example.com')
      await model.useServer()
      expect(model.adding.value).toEqual(left)
      expect(model.draft.value.server).toBe(before)
      expect(remembered).toEqual([])
    }
  })
  test('that is given up before it is allowed is not even asked', async () => {
    const model = composer()
    model.typeServer('secrets.example.com')
    const using = model.useServer()
    model.closeServer()
    await using
    expect(asked).toEqual([])
    expect(model.adding.value).toEqual({ at: 'closed' })
  })
  test('without its permission is allowed and shared with in one press', async () => {
    const model = composer({ at: 'failed', failure: { code: 'noPermission' } })
    await model.allowServer()
    expect(patterns).toEqual(['https://eu.onetimesecret.com/*'])
    expect(model.outcome.value?.at).toBe('shared')
  })
})

describe('a prompt that closes the popup', () => {
  /** The popup's page ends before it hears what the person answered. */
  const neverAnswered = () => {
    world.request = pattern => {
      patterns.push(pattern)
      return new Promise(() => {})
    }
  }
  const address = 'secrets.example.com:8443'

  test('costs neither the text nor the address that was typed', () => {
    const model = composer()
    model.write({ text: 'hunter2' })
    model.typeServer(address)
    const again = composer(undefined, kept.at(-1))
    expect(again.draft.value.text).toBe('hunter2')
    expect(again.adding.value).toEqual({ at: 'typing', address })
  })
  test('an address is forgotten once the field is closed', () => {
    const model = composer()
    model.typeServer(address)
    model.closeServer()
    expect(composer(undefined, kept.at(-1)).adding.value).toEqual({ at: 'closed' })
  })
  test('goes on with the server when it was allowed', async () => {
    neverAnswered()
    const model = composer()
    model.write({ text: 'hunter2' })
    model.typeServer(address)
    void model.useServer()
    expect(patterns).toEqual(['https://secrets.example.com/*'])
    expect(kept.at(-1)?.asking?.pattern).toBe('https://secrets.example.com/*')
    allowed = true
    const again = composer(undefined, kept.at(-1))
    await again.resume()
    expect(again.draft.value).toMatchObject({ server: `https://${address}`, text: 'hunter2' })
    expect(again.adding.value.at).toBe('closed')
    expect(again.settings.value.servers).toEqual([`https://${address}`])
  })
  test('says so when it was not, once', async () => {
    neverAnswered()
    const model = composer()
    model.typeServer(address)
    void model.useServer()
    const again = composer(undefined, kept.at(-1))
    await again.resume()
    expect(again.adding.value).toEqual({ at: 'typing', address, failure: { code: 'noPermission' } })
    expect(kept.at(-1)?.asking).toBeUndefined()
    expect(asked).toEqual([])
  })
  test('goes on with the share, once, and only when it was allowed', async () => {
    neverAnswered()
    const failed: Outcome = { at: 'failed', failure: { code: 'noPermission' } }
    const model = composer(failed)
    void model.allowServer()
    const asking = kept.at(-1)
    const refused = composer(failed, asking)
    await refused.resume()
    expect(refused.outcome.value).toEqual(failed)
    expect(asked).toEqual([])
    allowed = true
    const again = composer(failed, asking)
    await again.resume()
    await again.resume()
    expect(asked.map(([name]) => name)).toEqual(['share'])
  })
  test('goes on with nothing when its answer came too late to be one to this question', async () => {
    neverAnswered()
    const failed: Outcome = { at: 'failed', failure: { code: 'noPermission' } }
    void composer(failed).allowServer()
    allowed = true
    world.now = () => 1_000_000 + 2 * 60_000
    const again = composer(failed, kept.at(-1))
    await again.resume()
    expect(asked).toEqual([])
    expect(kept.at(-1)?.asking).toBeUndefined()
  })
  test('counts as refused where the browser cannot say: what was to be done stays, with a way to ask again', async () => {
    neverAnswered()
    const failed: Outcome = { at: 'failed', failure: { code: 'noPermission' } }
    world.allowed = () => Promise.reject(new Error('no'))
    void composer(failed).allowServer()
    world.request = () => Promise.reject(new Error('no window'))
    const again = composer(failed, kept.at(-1))
    await again.resume()
    await again.allowServer()
    expect(again.outcome.value).toEqual(failed)
    again.typeServer(address)
    await again.useServer()
    expect(again.adding.value).toEqual({ at: 'typing', address, failure: { code: 'noPermission' } })
    expect(kept.at(-1)?.asking).toBeUndefined()
    expect(asked).toEqual([])
  })
  test('is not needed: an answer that is heard leaves nothing to go on with', async () => {
    granted = false
    const model = composer({ at: 'failed', failure: { code: 'noPermission' } })
    await model.allowServer()
    expect(kept.at(-1)?.asking).toBeUndefined()
    expect(asked).toEqual([])
  })
})

describe('a text from a page', () => {
  const flattened: Composing = {
    draft: {
      ...firstSettings('us').sharing,
      text: 'a b',
      note: '',
      label: '',
      passphrase: '',
      recipient: '',
    },
    flattened: { tabId: 4, frameId: 7, pattern: 'https://frame.example/*' },
    aside: [typed],
  }
  test('that lost its line breaks is read again when its frame may be read', async () => {
    answers.recapture = () => ({ text: 'a\n\tb', exact: true })
    const model = composer(undefined, flattened)
    await model.readExactly()
    expect(asked).toContainEqual(['recapture', { tabId: 4, frameId: 7 }])
    expect(model.draft.value.text).toBe('a\n\tb')
    expect(model.composing.value.flattened).toBeUndefined()
  })
  test('that is not sure even when it is read again keeps a warning, now of that', async () => {
    answers.recapture = () => ({ text: 'a\nb', exact: false, why: 'unsure' })
    const model = composer(undefined, flattened)
    await model.readExactly()
    expect(model.draft.value.text).toBe('a\nb')
    expect(model.composing.value.flattened).toEqual({ tabId: 4, frameId: 7, why: 'unsure' })
  })
  test('is read again after the prompt closed the popup', async () => {
    answers.recapture = () => ({ text: 'a\n\tb', exact: true })
    world.request = () => new Promise(() => {})
    void composer(undefined, flattened).readExactly()
    allowed = true
    const again = composer(undefined, kept.at(-1))
    await again.resume()
    expect(again.draft.value.text).toBe('a\n\tb')
    expect(again.composing.value).not.toHaveProperty('asking')
  })
  test('that cannot be read again stays as it was', async () => {
    const model = composer(undefined, flattened)
    await model.readExactly()
    expect(model.draft.value.text).toBe('a b')
    expect(model.outcome.value).toMatchObject({ failure: { code: 'noSelection' } })
  })
  test('that took another’s place gives it back, and the other way round', () => {
    const model = composer(undefined, flattened)
    model.bringBack()
    expect(model.draft.value.text).toBe('typed')
    model.bringBack()
    expect(model.draft.value.text).toBe('a b')
  })
  test('that was set aside may still lack its line breaks when it is brought back', () => {
    const model = composer(undefined, flattened)
    model.take('4711')
    expect(model.composing.value.flattened).toBeUndefined()
    model.bringBack()
    expect(model.composing.value).toMatchObject({ draft: { text: 'a b' }, flattened: flattened.flattened })
  })
  test('read again takes nothing away that was written since', async () => {
    answers.recapture = () => ({ text: 'a\n\tb', exact: true })
    const model = composer(undefined, flattened)
    await model.readExactly()
    expect(model.composing.value.aside, 'nobody wrote the flattened one').toEqual([typed])
    const changed = composer(undefined, {
      ...flattened,
      draft: { ...flattened.draft, text: 'a b, and more' },
    })
    await changed.readExactly()
    expect(changed.draft.value.text).toBe('a\n\tb')
    changed.bringBack()
    expect(changed.draft.value.text).toBe('a b, and more')
  })
})

describe('a secret that was made up', () => {
  test('takes the field, and what was being written there is set aside, not lost', async () => {
    const model = composer()
    model.write({ text: 'half a thought', label: 'wifi' })
    await model.openGenerator()
    expect(model.generating.value).toBe(true)
    model.take('4711')
    expect(model.generating.value).toBe(false)
    expect(kept.at(-1)).toMatchObject({ draft: { text: '4711', label: 'wifi' }, aside: [half] })
    model.bringBack()
    expect(kept.at(-1)).toMatchObject({
      draft: { text: 'half a thought' },
      aside: [{ text: '4711', note: '' }],
    })
  })
  test('leaves nothing aside of an empty field', () => {
    const model = composer()
    model.take('4711')
    expect(kept.at(-1)?.aside).toEqual([])
  })
  test('has its recipe remembered', () => {
    const model = composer()
    model.rememberRecipe({ ...firstRecipe, kind: 'pin' })
    expect(remembered.at(-1)?.generator).toEqual({ ...firstRecipe, kind: 'pin' })
  })
  test('does not change what is under way', () => {
    const model = composer({ at: 'sending' })
    model.take('4711')
    expect(kept).toEqual([])
  })
})

describe('a secret for the server to make up', () => {
  test('is asked for as the draft says, once; what was being written is set aside', async () => {
    const model = composer()
    model.write({ text: 'half a thought', note: 'n', ttl: 300 })
    const making = model.generate()
    await Promise.all([making, model.generate()])
    const wanted = asked.filter(([name]) => name === 'generate')
    expect(wanted).toEqual([
      ['generate', { draft: expect.objectContaining({ text: '', ttl: 300 }), length: 20 }],
    ])
    expect(model.outcome.value).toEqual(done)
    expect(model.composing.value.aside).toEqual([{ ...half, note: 'n' }])
    expect(JSON.stringify(wanted)).not.toContain('half a thought')
    await model.dismiss()
    model.bringBack()
    expect(model.draft.value).toMatchObject({ ...half, note: 'n' })
  })
  test('costs no note, written though nothing else is', async () => {
    const model = composer()
    model.write({ note: 'n' })
    await model.generate()
    model.bringBack()
    expect(model.draft.value.note).toBe('n')
  })
  test('is not asked for where the browser does not let us, and the text stays', async () => {
    granted = false
    const model = composer()
    model.write({ text: 'half a thought' })
    await model.generate()
    expect(asked).toEqual([])
    expect(model.draft.value.text).toBe('half a thought')
  })
  test('is asked for when the popup is open again after the browser’s prompt', async () => {
    allowed = true
    const pattern = 'https://eu.onetimesecret.com/*'
    const model = composer(undefined, {
      draft: blank(firstSettings('us').sharing),
      aside: [],
      asking: { to: 'generate', pattern, since: 1_000_000 },
    })
    await model.resume()
    expect(asked.map(([name]) => name)).toEqual(['generate'])
  })
})

describe('under the rules of an organisation', () => {
  const strict = { sealedRequired: true, longestLifetime: 3600 }
  const loose = { mode: 'standard', ttl: 604_800 } as const
  test('a new secret starts as they leave no choice', () => {
    const { draft } = composer(undefined, undefined, {}, strict)
    expect(draft.value).toMatchObject({ mode: 'sealed', ttl: 3600 })
  })
  test('what was written before they were made bows to them, and loses nothing', () => {
    const before = composer()
    before.write({ text: 'hunter2', ...loose })
    const { draft } = composer(undefined, kept.at(-1), {}, strict)
    expect(draft.value).toMatchObject({ text: 'hunter2', mode: 'sealed', ttl: 3600 })
  })
  test('what is chosen against them is not taken', () => {
    const model = composer(undefined, undefined, {}, strict)
    model.write(loose)
    expect(model.draft.value).toMatchObject({ mode: 'sealed', ttl: 3600 })
  })
  test('what they make of a secret is not remembered as the person’s own choice', () => {
    const { sharing } = firstSettings('eu')
    const model = composer(undefined, undefined, { sharing: { ...sharing, ...loose } }, strict)
    model.write({ text: 'hunter2' })
    expect(remembered).toEqual([])
    model.write({ ttl: 300 })
    expect(model.draft.value).toMatchObject({ mode: 'sealed', ttl: 300 })
    expect(remembered.at(-1)?.sharing).toEqual({ ...sharing, mode: 'standard', ttl: 300 })
  })
  test('they hold at once when they change while somebody writes', () => {
    const model = composer()
    model.write({ text: 'hunter2', ...loose })
    model.hearRules(strict)
    expect(model.draft.value).toMatchObject({ text: 'hunter2', mode: 'sealed', ttl: 3600 })
    expect(kept.at(-1)?.draft).toMatchObject({ mode: 'sealed', ttl: 3600 })
    model.hearRules({})
    model.write(loose)
    expect(model.draft.value).toMatchObject(loose)
  })
  test('a server that is not allowed stays in sight until another is chosen', () => {
    const policy = { allowedServers: ['https://uk.onetimesecret.com'] }
    const model = composer(undefined, undefined, {}, policy)
    expect(model.draft.value.server).toBe('https://eu.onetimesecret.com')
    model.write({ server: 'https://uk.onetimesecret.com' })
    expect(model.draft.value.server).toBe('https://uk.onetimesecret.com')
  })
  test('rules that cannot be read are told as such', () => {
    const model = composer(undefined, undefined, {}, 'broken')
    expect(model.rules.value).toBe('broken')
    expect(model.policy.value).toEqual({})
  })
})

describe('whom a secret is shared as', () => {
  const eu = 'https://eu.onetimesecret.com'
  const us = 'https://us.onetimesecret.com'
  const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
  const account = (number: number, about: Partial<KnownAccount> = {}): KnownAccount => ({
    id: idOf(number),
    name: `Account ${number}`,
    server: eu,
    user: 'alice',
    hasToken: true,
    since: 0,
    disabled: false,
    preferred: false,
    failures: 0,
    ...about,
  })
  const among = (those: readonly KnownAccount[], composing?: Composing) => {
    accounts = those
    return composer(undefined, composing)
  }
  const offered = (model: Composer) => model.sharedAs.offered.value.map(({ name }) => name)

  test('is anonymous where there is no account, and stays so until one is chosen', () => {
    expect(composer().sharedAs.chosen.value).toEqual({ is: 'anonymous' })
    const model = among([account(1), account(2, { server: us })])
    expect(offered(model)).toEqual(['Account 1'])
    expect(model.draft.value.account).toBeNull()
    model.write({ account: idOf(1) })
    expect(model.sharedAs.chosen.value).toMatchObject({ is: 'account', account: { name: 'Account 1' } })
    expect(remembered.at(-1)?.sharing?.account).toBe(idOf(1))
  })
  test('another server takes the account that is preferred there, and never a foreign one', () => {
    const model = among([account(1), account(2, { server: us }), account(3, { server: us, preferred: true })])
    model.write({ account: idOf(1) })
    model.write({ server: us })
    expect(model.draft.value.account).toBe(idOf(3))
    model.write({ text: 'hunter2' })
    expect(model.draft.value.account).toBe(idOf(3))
    model.write({ server: 'https://ca.onetimesecret.com' })
    expect(model.draft.value.account).toBeNull()
    model.write({ server: eu })
    expect(model.draft.value.account, 'none is preferred').toBeNull()
  })
  test('a server that is added later takes its account, too', async () => {
    const own = 'https://secrets.example.com'
    const model = among([account(1), account(2, { server: own, preferred: true })])
    model.write({ account: idOf(1) })
    model.typeServer(own)
    await model.useServer()
    expect(model.draft.value).toMatchObject({ server: own, account: idOf(2) })
  })
  test('what cannot be used is not offered', () => {
    const model = among([account(1, { disabled: true }), account(2, { hasToken: false })])
    expect(offered(model)).toEqual([])
  })
  test.each([
    ['is gone', [], undefined],
    ['is disabled', [account(1, { disabled: true })], 'Account 1'],
    ['is another server’s', [account(1, { server: us })], 'Account 1'],
  ] as const)('one that %s stays chosen, for the person to mend', (_, those, name) => {
    const first = among([account(1)])
    first.write({ account: idOf(1), text: 'hunter2' })
    const model = among(those, kept.at(-1))
    expect(model.sharedAs.chosen.value).toEqual({ is: 'lost', id: idOf(1), name })
    model.write({ text: 'hunter3' })
    expect(model.draft.value.account).toBe(idOf(1))
  })
  test('one that was refused three times is told of, and so is a token that is old', () => {
    const ninety = 90 * 24 * 60 * 60 * 1000
    world.now = () => ninety
    const model = among([
      account(1, { failures: 3 }),
      account(2, { failures: 2 }),
      account(3, { failures: 3, disabled: true }),
      account(4, { since: ninety }),
    ])
    expect(model.sharedAs.refused.value.map(({ id }) => id)).toEqual([idOf(1)])
    expect(model.sharedAs.oldToken.value).toBeUndefined()
    model.write({ account: idOf(2) })
    expect(model.sharedAs.oldToken.value).toBe(90)
    model.write({ account: idOf(4) })
    expect(model.sharedAs.oldToken.value).toBeUndefined()
  })
})
