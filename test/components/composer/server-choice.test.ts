import { beforeEach, describe, expect, test } from 'vitest'
import type { ComposerModel } from '../../../components/composer/model'
import type { KnownAccount } from '../../../lib/domain/account'
import type { ComposerState } from '../../../lib/domain/composer-state'
import { Fault } from '../../../lib/domain/fault'
import { composerPage } from '../../support/composer'

let page: ReturnType<typeof composerPage>
beforeEach(() => {
  page = composerPage()
})

describe('what was chosen for the last secret', () => {
  test('how a secret is shared is remembered, what it says is not', () => {
    const model = page.composer()
    model.write({ text: 'hunter2' })
    expect(page.remembered).toEqual([])
    model.write({ mode: 'standard', ttl: 300 })
    expect(page.remembered.at(-1)?.sharing).toMatchObject({ mode: 'standard', ttl: 300 })
    expect(JSON.stringify(page.remembered)).not.toContain('hunter2')
  })
  test('an account is remembered with its server, though another server was chosen meanwhile', () => {
    const model = page.composer()
    model.write({ text: 'hunter2' })
    const { server } = model.draft.current.value
    const { sharing } = model.settings.value
    model.hearSettings({ ...model.settings.value, sharing: { ...sharing, server: 'https://x.example' } })
    const account = '7d0f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10'
    model.write({ account })
    expect(page.remembered.at(-1)?.sharing).toMatchObject({ server, account })
  })
  test('the recipient’s language is remembered, until it is one’s own again', async () => {
    const model = page.composer()
    model.write({ language: 'ar' })
    expect(page.remembered.at(-1)?.sharing?.language).toBe('ar')
    model.write({ text: 'hunter2' })
    await model.share()
    expect(page.asked[0]?.[1]).toMatchObject({ language: 'ar' })
    expect(model.draft.current.value).toMatchObject({ text: '', language: 'ar' })
    model.begin({ ...model.settings.value.sharing, label: 'like an earlier one' })
    expect(model.draft.current.value.language).toBe('ar')
    model.write({ language: undefined })
    expect(page.remembered.at(-1)?.sharing?.language).toBeUndefined()
  })
  test('with fixed defaults, what is chosen for one secret is not there for the next', async () => {
    const model = page.composer(undefined, undefined, { remember: 'fixed' })
    const { sharing } = model.settings.value
    model.write({ text: 'hunter2', ttl: 300, mode: 'standard', language: 'ja' })
    await model.share()
    expect(page.asked[0]?.[1]).toMatchObject({ ttl: 300, mode: 'standard', language: 'ja' })
    expect(model.draft.current.value.language).toBeUndefined()
    expect(page.remembered).toEqual([])
    expect(model.draft.current.value).toMatchObject(sharing)
  })
  test('a limit that was just learned is known at once', () => {
    const model = page.composer()
    const { server } = model.draft.current.value
    model.hearSettings({ ...model.settings.value, limits: { [server]: { anonymous: 60 } } })
    expect(model.server.longest.value).toBe(60)
  })
})

describe('another server', () => {
  test('is asked for, checked, chosen and remembered', async () => {
    const model = page.composer()
    model.write({ text: 'hunter2' })
    model.server.typeServer('secrets.example.com:8443')
    const using = model.useServer()
    expect(model.server.adding.value.at).toBe('checking')
    await using
    expect(page.patterns).toEqual(['https://secrets.example.com/*'])
    expect(page.asked).toContainEqual(['addServer', { origin: 'https://secrets.example.com:8443' }])
    expect(model.draft.current.value).toMatchObject({
      server: 'https://secrets.example.com:8443',
      text: 'hunter2',
    })
    expect(page.remembered.at(-1)?.sharing?.server).toBe('https://secrets.example.com:8443')
    expect(model.settings.value.servers).toEqual(['https://secrets.example.com:8443'])
    expect(model.server.adding.value.at).toBe('closed')
  })
  test.each([
    ['a wrong address', 'http://secrets.example.com', () => {}, 'badServer'],
    [
      'a refused permission',
      'secrets.example.com',
      () => {
        page.granted = false
      },
      'noPermission',
    ],
    [
      'a server that is none',
      'secrets.example.com',
      () => {
        page.answers.addServer = () => {
          throw new Fault('notAServer')
        }
      },
      'notAServer',
    ],
  ])('%s is said, and the address stays to be mended', async (_, address, prepare, code) => {
    prepare()
    const model = page.composer()
    model.server.typeServer(address)
    await model.useServer()
    expect(model.server.adding.value).toEqual({ at: 'typing', address, failure: { code } })
    expect(page.remembered).toEqual([])
  })
  test('that is not chosen yet holds a share back, and the one before gets nothing', async () => {
    const model = page.composer({ at: 'failed', failure: { code: 'noPermission' } })
    model.write({ text: 'hunter2' })
    model.server.typeServer('secrets.example.com')
    for (const again of [model, page.composer(undefined, page.kept.at(-1))]) {
      expect(again.server.held.value).toBeUndefined()
      await again.share()
      const first = again.server.held.value
      expect(first).toBeDefined()
      await again.allowServer()
      await again.generate()
      expect(again.server.held.value, 'each press is heard').not.toBe(first)
      expect(again.draft.current.value.text).toBe('hunter2')
    }
    expect(page.asked.map(([name]) => name)).toEqual(['dismiss'])
    expect(page.patterns).toEqual([])
    model.server.typeServer('secrets.example.co')
    expect(model.server.held.value, 'said until something is done about it').toBeUndefined()
    model.server.closeServer()
    await model.share()
    expect(page.asked.map(([name]) => name)).toContain('share')
  })
  test.each([
    ['closed', (model: ComposerModel) => model.server.closeServer(), { at: 'closed' }],
    [
      'typed anew',
      (model: ComposerModel) => model.server.typeServer('other'),
      { at: 'typing', address: 'other' },
    ],
  ])('whose field is %s while it is checked is not chosen', async (_, change, left) => {
    const refusal = () => Promise.reject(new Fault('notAServer'))
    for (const answer of [async () => {}, refusal]) {
      const model = page.composer()
      const before = model.draft.current.value.server
      page.answers.addServer = async () => {
        change(model)
        return answer()
      }
      model.server.typeServer('secrets.example.com')
      await model.useServer()
      expect(model.server.adding.value).toEqual(left)
      expect(model.draft.current.value.server).toBe(before)
      expect(page.remembered).toEqual([])
    }
  })
  test('that is given up before it is allowed is not even asked', async () => {
    const model = page.composer()
    model.server.typeServer('secrets.example.com')
    const using = model.useServer()
    model.server.closeServer()
    await using
    expect(page.asked).toEqual([])
    expect(model.server.adding.value).toEqual({ at: 'closed' })
  })
  test('without its permission is allowed and shared with in one press', async () => {
    const model = page.composer({ at: 'failed', failure: { code: 'noPermission' } })
    await model.allowServer()
    expect(page.patterns).toEqual(['https://eu.onetimesecret.com/*'])
    expect(model.status.outcome.value?.at).toBe('shared')
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
  const among = (those: readonly KnownAccount[], composing?: ComposerState) => {
    page.accounts = those
    return page.composer(undefined, composing)
  }
  const offered = (model: ComposerModel) => model.server.offered.value.map(({ name }) => name)

  test('is anonymous where there is no account, and stays so until one is chosen', () => {
    expect(page.composer().server.sharedAs.value).toEqual({ is: 'anonymous' })
    const model = among([account(1), account(2, { server: us })])
    expect(offered(model)).toEqual(['Account 1'])
    expect(model.draft.current.value.account).toBeNull()
    model.write({ account: idOf(1) })
    expect(model.server.sharedAs.value).toMatchObject({ is: 'account', account: { name: 'Account 1' } })
    expect(page.remembered.at(-1)?.sharing?.account).toBe(idOf(1))
  })
  test('another server takes the account that is preferred there, and never a foreign one', () => {
    const model = among([account(1), account(2, { server: us }), account(3, { server: us, preferred: true })])
    model.write({ account: idOf(1) })
    model.write({ server: us })
    expect(model.draft.current.value.account).toBe(idOf(3))
    model.write({ text: 'hunter2' })
    expect(model.draft.current.value.account).toBe(idOf(3))
    model.write({ server: 'https://ca.onetimesecret.com' })
    expect(model.draft.current.value.account).toBeNull()
    model.write({ server: eu })
    expect(model.draft.current.value.account, 'none is preferred').toBeNull()
  })
  test('a server that is added later takes its account, too', async () => {
    const own = 'https://secrets.example.com'
    const model = among([account(1), account(2, { server: own, preferred: true })])
    model.write({ account: idOf(1) })
    model.server.typeServer(own)
    await model.useServer()
    expect(model.draft.current.value).toMatchObject({ server: own, account: idOf(2) })
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
    const model = among(those, page.kept.at(-1))
    expect(model.server.sharedAs.value).toEqual({ is: 'lost', id: idOf(1), name })
    model.write({ text: 'hunter3' })
    expect(model.draft.current.value.account).toBe(idOf(1))
  })
  test('one that was refused three times is told of, and so is a token that is old', () => {
    const ninety = 90 * 24 * 60 * 60 * 1000
    page.world.now = () => ninety
    const model = among([
      account(1, { failures: 3 }),
      account(2, { failures: 2 }),
      account(3, { failures: 3, disabled: true }),
      account(4, { since: ninety }),
    ])
    expect(model.server.refused.value.map(({ id }) => id)).toEqual([idOf(1)])
    expect(model.server.oldToken.value).toBeUndefined()
    model.write({ account: idOf(2) })
    expect(model.server.oldToken.value).toBe(90)
    model.write({ account: idOf(4) })
    expect(model.server.oldToken.value).toBeUndefined()
  })
})
