import { describe, expect, test } from 'vitest'
import { type Draft, emptyDraft } from '../../../lib/domain/draft'
import {
  boundByPolicy,
  checkPolicy,
  checkServer,
  firstServerUnder,
  lifetimesUnder,
  openerInForce,
  Policy,
  serversUnder,
  settingsUnderPolicy,
} from '../../../lib/domain/policy'
import { lifetimes } from '../../../lib/domain/server-limits'

const eu = 'https://eu.onetimesecret.com'
const uk = 'https://uk.onetimesecret.com'
const own = 'https://secrets.example.com'
const options = { mode: 'standard', server: eu, account: null, ttl: 604_800 } as const
const draft: Draft = { ...emptyDraft(options), text: 'hunter2' }

describe('the rules of an organisation', () => {
  test('may all be left out', () => {
    expect(Policy.parse({})).toEqual({})
  })
  test('are read as they are written, origins and addresses in one form', () => {
    const written = {
      allowedServers: [`${eu}/`, 'secrets.example.com', 'http://127.0.0.1:3900'],
      defaultServer: `${eu}/`,
      opener: ' https://open.example/opener.html# ',
      sealedRequired: true,
      passphraseRequired: false,
      accountRequired: true,
      longestLifetime: 86_400,
      historyRetention: 7,
    }
    expect(Policy.parse(written)).toEqual({
      ...written,
      allowedServers: [eu, own, 'http://127.0.0.1:3900'],
      defaultServer: eu,
      opener: 'https://open.example/opener.html',
    })
    const once = Policy.parse(written)
    expect(Policy.parse(once)).toEqual(once)
  })
  test.each([
    [{ allowedServers: eu }],
    [{ allowedServers: [] }],
    [{ allowedServers: [7] }],
    [{ allowedServers: ['http://secrets.example.com'] }],
    [{ allowedServers: [`${eu}/secret/x`] }],
    [{ defaultServer: '' }],
    [{ defaultServer: uk, allowedServers: [eu] }],
    [{ opener: 'javascript:alert(1)' }],
    [{ sealedRequired: 'yes' }],
    [{ sealedRequired: 1 }],
    [{ passphraseRequired: null }],
    [{ accountRequired: 'true' }],
    [{ longestLifetime: '3600' }],
    [{ longestLifetime: 0 }],
    [{ longestLifetime: 3600.5 }],
    [{ historyRetention: -1 }],
    [{ historyRetention: 0 }],
    [{ sealedRequierd: true }],
    [[]],
    ['{}'],
    [null],
  ])('%j is no rule that can be kept, so it is not taken for none', written => {
    expect(Policy.safeParse(written).success).toBe(false)
  })
})

describe('what a rule forbids', () => {
  const refusal = (policy: Policy, patch: Partial<Draft> = {}) => {
    try {
      checkPolicy(policy, { ...draft, ...patch })
      return undefined
    } catch (fault) {
      return fault
    }
  }
  test('without rules is nothing', () => {
    expect(refusal({})).toBeUndefined()
  })
  test('is said by the rule that it breaks', () => {
    expect(refusal({ allowedServers: [uk, own] })).toMatchObject({ code: 'serverNotAllowed' })
    expect(refusal({ allowedServers: [uk, eu] })).toBeUndefined()
    expect(refusal({ sealedRequired: true })).toMatchObject({ code: 'mustBeSealed' })
    expect(refusal({ sealedRequired: true }, { mode: 'sealed' })).toBeUndefined()
    expect(refusal({ sealedRequired: false })).toBeUndefined()
    expect(refusal({ passphraseRequired: true })).toMatchObject({ code: 'needsPassphrase' })
    expect(refusal({ passphraseRequired: true }, { passphrase: 'x' })).toBeUndefined()
    expect(refusal({ longestLifetime: 3600 })).toMatchObject({ code: 'livesTooLong', facts: { by: 3600 } })
    expect(refusal({ longestLifetime: 604_800 })).toBeUndefined()
    expect(refusal({ accountRequired: true })).toMatchObject({ code: 'needsAccount' })
    expect(refusal({ accountRequired: true }, { account: crypto.randomUUID() })).toBeUndefined()
  })
  test('holds for adding a server, too', () => {
    expect(() => checkServer({ allowedServers: [eu] }, own)).toThrow('serverNotAllowed')
    expect(() => checkServer({}, own)).not.toThrow()
    expect(() => checkServer({ defaultServer: eu }, own)).not.toThrow()
  })
})

describe('what rules make of a choice', () => {
  test('is sealed and short enough, but never another server', () => {
    const strict = { sealedRequired: true, longestLifetime: 90, allowedServers: [uk], defaultServer: uk }
    expect(boundByPolicy(strict, options)).toEqual({ ...options, mode: 'sealed', ttl: 90 })
    expect(boundByPolicy({}, options)).toEqual(options)
    expect(boundByPolicy({ longestLifetime: 700_000 }, options)).toEqual(options)
  })
  test('the retention is theirs where they say so, else the person’s own', () => {
    const kept = { sharing: options, servers: [own], retention: 30, notify: true }
    expect(settingsUnderPolicy({}, kept)).toEqual(kept)
    expect(settingsUnderPolicy({ historyRetention: 365 }, kept)).toEqual({ ...kept, retention: 365 })
  })
  const [theirs, mine, built] = ['https://open.example/', 'https://mine.example/', 'https://built.example/']
  test.each([
    ['theirs, whatever the person chose', theirs, mine, theirs],
    ['theirs, though the person wants none', theirs, 'none', theirs],
    ['theirs, though the person chose nothing', theirs, undefined, theirs],
    ['the person’s', undefined, mine, mine],
    ['none, if the person wants none', undefined, 'none', undefined],
    ['the build’s, until anybody chooses', undefined, undefined, built],
  ])('the opener in force is %s', (_, ruled, chosen, used) => {
    expect(openerInForce(ruled === undefined ? {} : { opener: ruled }, { opener: chosen }, built)).toBe(used)
  })
  test('no opener is in force where nobody chose one and the build came without', () => {
    expect(openerInForce({}, {}, undefined)).toBeUndefined()
  })
  test('the servers of both are known, so that their links are read', () => {
    const kept = { sharing: options, servers: [own], retention: 30 }
    expect(settingsUnderPolicy({ allowedServers: [uk, own] }, kept).servers).toEqual([own, uk])
    expect(settingsUnderPolicy({ defaultServer: uk }, kept).servers).toEqual([own, uk])
  })
  test('who has chosen no server yet gets the default, else the nearest that is allowed', () => {
    expect(firstServerUnder({ defaultServer: own }, eu)).toBe(own)
    expect(firstServerUnder({ allowedServers: [uk, eu] }, eu)).toBe(eu)
    expect(firstServerUnder({ allowedServers: [own, uk] }, eu)).toBe(own)
    expect(firstServerUnder({}, eu)).toBe(eu)
  })
  test('the servers on offer are the allowed ones, or with the default one the person’s own', () => {
    expect(serversUnder({ allowedServers: [own, uk] }, [eu])).toEqual([own, uk])
    expect(serversUnder({ defaultServer: own }, [eu])).toEqual([eu, own])
    expect(serversUnder({}, [eu, uk])).toEqual([eu, uk])
  })
  test('the lifetimes on offer end with the longest that is allowed', () => {
    expect(lifetimesUnder({})).toEqual([...lifetimes])
    expect(lifetimesUnder({ longestLifetime: 3600 })).toEqual([300, 1800, 3600])
    expect(lifetimesUnder({ longestLifetime: 5400 })).toEqual([300, 1800, 3600, 5400])
    expect(lifetimesUnder({ longestLifetime: 60 })).toEqual([60])
    expect(lifetimesUnder({ longestLifetime: 86_400_000 })).toEqual([...lifetimes])
  })
})
