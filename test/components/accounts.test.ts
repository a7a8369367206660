import { signal } from '@preact/signals'
import { beforeEach, describe, expect, test } from 'vitest'
import { AccountsModel, type AccountsWorld } from '../../components/accounts/model'
import type { Call, MessageAsk, MessageName } from '../../lib/adapters/messages'
import { defaultSettings } from '../../lib/adapters/settings-store'
import type { KnownAccount } from '../../lib/domain/account'
import { Fault } from '../../lib/domain/fault'
import { knownAccount } from '../support/accounts'

const eu = 'https://eu.onetimesecret.com'
const account = (id: string, about: Partial<KnownAccount> = {}) => knownAccount({ id, ...about })

let kept: KnownAccount[]
let asked: [MessageName, unknown][]
let answers: Partial<Record<MessageName, () => unknown>>
let patterns: string[]
let granted: boolean
let world: AccountsWorld
beforeEach(() => {
  kept = []
  asked = []
  answers = {}
  patterns = []
  granted = true
  world = {
    call: (async <N extends MessageName>(name: N, ask: MessageAsk<N>) => {
      asked.push([name, ask])
      return answers[name]?.()
    }) as Call,
    read: async () => kept,
    settings: signal(defaultSettings('eu')),
    policy: signal({}),
    remind: async () => {},
    request: async pattern => {
      patterns.push(pattern)
      return granted
    },
    now: () => 1_000_000,
  }
})
const page = () => new AccountsModel(world, kept)
const refuse = () => {
  throw new Fault('unauthorised')
}
/** Everything that the page holds, as anybody could find it in its memory. */
const held = (model: AccountsModel) =>
  JSON.stringify([
    model.newAccount.state.value,
    model.newToken.state.value,
    model.opened.value,
    model.told.value,
  ])

describe('a new account', () => {
  const typed = () => {
    const model = page()
    model.newAccount.begin(eu)
    model.newAccount.type({ name: 'Production', user: 'alice', token: 't0ken' })
    return model
  }
  test('is tested while everybody can see it, and is there, opened, when it is kept', async () => {
    const model = typed()
    answers.addAccount = () => {
      kept = [account('a1')]
      return { id: 'a1' }
    }
    const adding = model.newAccount.add()
    expect(model.newAccount.state.value.at).toBe('testing')
    await adding
    expect(asked).toEqual([['addAccount', { name: 'Production', server: eu, user: 'alice', token: 't0ken' }]])
    expect(model.accounts.value).toHaveLength(1)
    expect(model.opened.value?.id).toBe('a1')
    expect(model.told.value).toEqual({ id: 'a1', is: 'added' })
  })
  test('leaves its token nowhere once it is kept, nor when it is given up', async () => {
    const model = typed()
    expect(held(model)).toContain('t0ken')
    answers.addAccount = () => ({ id: 'a1' })
    await model.newAccount.add()
    expect(held(model)).not.toContain('t0ken')
    const other = typed()
    other.newAccount.cancel()
    expect(held(other)).not.toContain('t0ken')
  })
  test('that is refused stays to be mended, with the reason', async () => {
    const model = typed()
    answers.addAccount = refuse
    await model.newAccount.add()
    expect(model.newAccount.state.value).toMatchObject({
      at: 'typing',
      form: { token: 't0ken' },
      failure: { code: 'unauthorised' },
    })
    model.newAccount.type({ token: 'better' })
    expect(model.newAccount.state.value).not.toHaveProperty('failure')
  })
  test('asks the browser first, and nobody when it is refused', async () => {
    granted = false
    const model = typed()
    await model.newAccount.add()
    expect(patterns).toEqual(['https://eu.onetimesecret.com/*'])
    expect(asked).toEqual([])
    expect(model.newAccount.state.value).toMatchObject({ failure: { code: 'noPermission' } })
  })
  test.each([
    [{ name: ' ' }, 'name'],
    [{ user: '' }, 'user'],
    [{ user: 'alice:b' }, 'user'],
    [{ token: '' }, 'token'],
    [{ token: 'two words' }, 'token'],
  ] as const)('with %j is not even tested, and it is said what is wrong', async (patch, wrong) => {
    const model = typed()
    model.newAccount.type(patch)
    await model.newAccount.add()
    expect(model.newAccount.state.value).toMatchObject({ at: 'typing', wrong })
    expect([asked, patterns]).toEqual([[], []])
  })
})

describe('a new token', () => {
  beforeEach(() => {
    kept = [account('a1')]
  })
  test('is tested, takes the old one’s place, and is held here no longer', async () => {
    const model = page()
    model.newToken.begin('a1')
    model.newToken.type('n3w')
    const replacing = model.newToken.replace({ server: eu })
    expect(model.newToken.state.value.at).toBe('testing')
    await replacing
    expect(asked).toEqual([['replaceToken', { id: 'a1', token: 'n3w' }]])
    expect(held(model)).not.toContain('n3w')
    expect(model.told.value).toEqual({ id: 'a1', is: 'replaced' })
  })
  test('that is refused stays to be mended', async () => {
    answers.replaceToken = refuse
    const model = page()
    model.newToken.begin('a1')
    model.newToken.type('n3w')
    await model.newToken.replace({ server: eu })
    expect(model.newToken.state.value).toMatchObject({ at: 'typing', failure: { code: 'unauthorised' } })
  })
  test('stays where it was pasted while the account’s name is put right', async () => {
    const model = page()
    model.toggle('a1')
    model.newToken.begin('a1')
    model.newToken.type('n3w')
    model.type({ name: 'Staging' })
    answers.changeAccount = () => {
      kept = [account('a1', { name: 'Staging' })]
    }
    await model.keep()
    expect(model.newToken.state.value).toEqual({ at: 'typing', id: 'a1', token: 'n3w' })
    expect(model.opened.value).toEqual({ id: 'a1', name: 'Staging', shareDomain: '' })
  })
  test.each([
    ['refused', refuse],
    ['accepted', () => undefined],
  ])('that is %s leaves another one alone that was pasted meanwhile', async (_, answer) => {
    kept = [account('a1'), account('a2')]
    const model = page()
    model.toggle('a1')
    model.newToken.begin('a1')
    model.newToken.type('n3w')
    answers.replaceToken = () => {
      model.toggle('a2')
      model.newToken.begin('a2')
      model.newToken.type('other')
      return answer()
    }
    await model.newToken.replace({ server: eu })
    expect(model.newToken.state.value).toEqual({ at: 'typing', id: 'a2', token: 'other' })
    expect(model.told.value).toBeUndefined()
  })
  test('is forgotten when another account is looked at', () => {
    const model = page()
    model.toggle('a1')
    model.newToken.begin('a1')
    model.newToken.type('n3w')
    model.toggle('a1')
    expect(held(model)).not.toContain('n3w')
  })
})

describe('an account', () => {
  beforeEach(() => {
    kept = [account('a1'), account('a2', { shareDomain: 'secrets.acme.com' })]
  })
  test('is called and linked as it is typed, once that is kept', async () => {
    const model = page()
    model.toggle('a2')
    expect(model.opened.value).toEqual({
      id: 'a2',
      name: 'Production – billing',
      shareDomain: 'secrets.acme.com',
    })
    model.type({ name: 'Staging', shareDomain: ' https://Links.Acme.com/ ' })
    await model.keep()
    expect(asked).toEqual([['changeAccount', { id: 'a2', name: 'Staging', shareDomain: 'links.acme.com' }]])
    expect(model.told.value).toEqual({ id: 'a2', is: 'kept' })
    model.type({ shareDomain: '' })
    await model.keep()
    expect(asked.at(-1)?.[1]).toMatchObject({ shareDomain: null })
  })
  test.each([
    [{ name: '' }, 'name'],
    [{ shareDomain: 'a b' }, 'shareDomain'],
  ] as const)('with %j is not changed', async (patch, wrong) => {
    const model = page()
    model.toggle('a1')
    model.type(patch)
    await model.keep()
    expect(model.opened.value?.wrong).toBe(wrong)
    expect(asked).toEqual([])
  })
  test('is tested again, and what came of it is said beside it', async () => {
    const model = page()
    const testing = model.test(account('a1'))
    expect(model.told.value).toEqual({ id: 'a1', is: 'testing' })
    await testing
    expect(model.told.value).toEqual({ id: 'a1', is: 'accepted' })
    answers.testAccount = () => {
      kept = [account('a1', { failures: 1 })]
      return refuse()
    }
    await model.test(account('a1'))
    expect(model.told.value).toMatchObject({ id: 'a1', is: 'failed', failure: { code: 'unauthorised' } })
    expect(model.accounts.value, 'its failure shows').toMatchObject([{ failures: 1 }])
  })
  test('is removed after a second press, not after the first', async () => {
    const model = page()
    model.toggle('a1')
    model.askToRemove(true)
    expect(asked).toEqual([])
    model.askToRemove(false)
    expect(model.opened.value).not.toHaveProperty('removing')
    answers.removeAccount = () => {
      kept = []
    }
    await model.remove(account('a1'))
    expect(model.removed.value, 'which is said').toBe('Production – billing')
    expect(asked).toEqual([['removeAccount', { id: 'a1' }]])
    expect([model.accounts.value, model.opened.value]).toEqual([[], undefined])
  })
  test('that is removed leaves another one open that is looked at meanwhile', async () => {
    const model = page()
    model.toggle('a1')
    answers.removeAccount = () => {
      model.toggle('a2')
      kept = kept.slice(1)
    }
    await model.remove(account('a1'))
    expect(model.opened.value?.id).toBe('a2')
  })
  test('that could not be removed is still there, and says why', async () => {
    const model = page()
    model.toggle('a1')
    answers.removeAccount = () => {
      throw new Fault('notKept')
    }
    await model.remove(account('a1'))
    expect(model.removed.value).toBeUndefined()
    expect(model.opened.value?.id).toBe('a1')
    expect(model.told.value).toMatchObject({ is: 'failed', failure: { code: 'notKept' } })
  })
})

test('what is typed and not saved, or an account that asks for a token, keeps the accounts in sight', () => {
  kept = [account('a', { name: 'Production' })]
  const model = page()
  expect(model.unsettled.value).toBe(false)
  model.toggle('a')
  model.type({ name: 'Billing' })
  expect(model.unsettled.value).toBe(true)
  model.type({ name: 'Production' })
  expect(model.unsettled.value).toBe(false)
  model.newAccount.begin(eu)
  expect(model.unsettled.value).toBe(true)
  model.newAccount.cancel()
  model.newToken.begin('a')
  expect(model.unsettled.value).toBe(true)
  kept = [account('a', { hasToken: false })]
  expect(page().unsettled.value).toBe(true)
  kept = [account('a', { hasToken: false, disabled: true })]
  expect(page().unsettled.value, 'one that is not used asks for nothing').toBe(false)
})
