import { describe, expect, test } from 'vitest'
import { blank, type Draft } from '../../../lib/rules/draft'
import { lifetimes } from '../../../lib/rules/limits'
import {
  bound,
  checkPolicy,
  checkServer,
  firstServer,
  lifetimesIn,
  Policy,
  ruled,
  serversIn,
} from '../../../lib/rules/policy'

const eu = 'https://eu.onetimesecret.com'
const uk = 'https://uk.onetimesecret.com'
const own = 'https://secrets.example.com'
const options = { mode: 'standard', server: eu, account: null, ttl: 604_800 } as const
const draft: Draft = { ...blank(options), text: 'hunter2' }

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
    expect(bound(strict, options)).toEqual({ ...options, mode: 'sealed', ttl: 90 })
    expect(bound({}, options)).toEqual(options)
    expect(bound({ longestLifetime: 700_000 }, options)).toEqual(options)
  })
  test('the opener and the retention are theirs where they say so, else the person’s own', () => {
    const kept = {
      sharing: options,
      servers: [own],
      opener: 'https://mine.example/',
      retention: 30,
      notify: true,
    }
    expect(ruled({}, kept)).toEqual(kept)
    expect(ruled({ opener: 'https://open.example/', historyRetention: 365 }, kept)).toEqual({
      ...kept,
      opener: 'https://open.example/',
      retention: 365,
    })
  })
  test('the servers of both are known, so that their links are read', () => {
    const kept = { sharing: options, servers: [own], retention: 30 }
    expect(ruled({ allowedServers: [uk, own] }, kept).servers).toEqual([own, uk])
    expect(ruled({ defaultServer: uk }, kept).servers).toEqual([own, uk])
  })
  test('who has chosen no server yet gets the default, else the nearest that is allowed', () => {
    expect(firstServer({ defaultServer: own }, eu)).toBe(own)
    expect(firstServer({ allowedServers: [uk, eu] }, eu)).toBe(eu)
    expect(firstServer({ allowedServers: [own, uk] }, eu)).toBe(own)
    expect(firstServer({}, eu)).toBe(eu)
  })
  test('the servers on offer are the allowed ones, or with the default one the person’s own', () => {
    expect(serversIn({ allowedServers: [own, uk] }, [eu])).toEqual([own, uk])
    expect(serversIn({ defaultServer: own }, [eu])).toEqual([eu, own])
    expect(serversIn({}, [eu, uk])).toEqual([eu, uk])
  })
  test('the lifetimes on offer end with the longest that is allowed', () => {
    expect(lifetimesIn({})).toEqual([...lifetimes])
    expect(lifetimesIn({ longestLifetime: 3600 })).toEqual([300, 1800, 3600])
    expect(lifetimesIn({ longestLifetime: 5400 })).toEqual([300, 1800, 3600, 5400])
    expect(lifetimesIn({ longestLifetime: 60 })).toEqual([60])
    expect(lifetimesIn({ longestLifetime: 86_400_000 })).toEqual([...lifetimes])
  })
})
