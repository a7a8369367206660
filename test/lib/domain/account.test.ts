import { expect, test } from 'vitest'
import { isOld, preferredOf, readShareDomain } from '../../../lib/domain/account'
import { knownAccount } from '../../support/accounts'

const day = 24 * 60 * 60 * 1000
const account = knownAccount({ preferred: true })

test('a token is old after so many days, and never when nobody wants to know', () => {
  expect(isOld(account, 90, 90 * day - 1)).toBe(false)
  expect(isOld(account, 90, 90 * day)).toBe(true)
  expect(isOld(account, 0, 900 * day)).toBe(false)
  expect(isOld({ ...account, hasToken: false }, 90, 900 * day)).toBe(false)
  expect(isOld({ ...account, since: 500 * day }, 90, 0), 'the clock was set back').toBe(false)
})
test('an account that cannot be used is nobody’s choice', () => {
  expect(preferredOf([account], account.server)).toBe(account)
  expect(preferredOf([{ ...account, disabled: true }], account.server)).toBeUndefined()
  expect(preferredOf([{ ...account, hasToken: false }], account.server)).toBeUndefined()
  expect(preferredOf([account], 'https://us.onetimesecret.com')).toBeUndefined()
})
test.each([
  ['', undefined],
  [' Secrets.Acme.com ', 'secrets.acme.com'],
  ['https://secrets.acme.com/', 'secrets.acme.com'],
  ['secrets.xn--3e0b707e', 'secrets.xn--3e0b707e'],
  ['secrets.acme.한국', 'secrets.acme.xn--3e0b707e'],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
])('the link domain %j is read', (typed, host) => expect(readShareDomain(typed)).toBe(host))
test.each([
  'http://127.0.0.1:3900',
  'secrets.acme.com:8443',
  'secrets.acme.com/secret',
  'localhost',
  'a b',
  'https://a@b.com',
  'secrets.xn--',
  'secrets.12',
])('the link domain %j is refused', typed => expect(() => readShareDomain(typed)).toThrow('badServer'))
