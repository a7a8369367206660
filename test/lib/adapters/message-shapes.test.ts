import { expect, test } from 'vitest'
import {
  answer,
  caller,
  type MessageHandlers,
  type MessageName,
  messageNames,
} from '../../../lib/adapters/messages'
import { asks, outcomes, receivedSecrets } from '../../support/messages'

type Path = (string | number)[]
type Case = [name: MessageName, said: unknown]

/** What each handler hears; `refused` if none does. */
async function heard([name, ask]: Case): Promise<unknown> {
  let said: unknown = 'refused'
  const hear = async (ask: unknown) => {
    said = ask
  }
  const handlers = Object.fromEntries(messageNames().map(one => [one, hear])) as unknown as MessageHandlers
  const answered = await answer(handlers)({ to: 'background', name, ask })
  if (said === 'refused') expect(answered).toEqual({ failure: { code: 'malformed' } })
  return said
}

/** What a page gets of a reply; `refused` if it is none. */
const got = ([name, reply]: Case): Promise<unknown> =>
  caller(async () => ({ reply }))(name as 'outcome', undefined).catch(() => 'refused')

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** The paths of all members, at every depth. */
const pathsIn = (value: unknown): Path[] =>
  isTable(value)
    ? Object.entries(value).flatMap(([name, one]) => [[name], ...pathsIn(one).map(path => [name, ...path])])
    : []
const at = (value: unknown, path: Path): unknown =>
  path.reduce((from, name) => (from as Record<string, unknown>)[name], value)

/** A copy with something else at a path; without it, if that is undefined. */
function withAt(value: unknown, path: Path, other: unknown): unknown {
  const copy = structuredClone(value)
  const table = at(copy, path.slice(0, -1)) as Record<string, unknown>
  const name = path.at(-1) ?? ''
  if (other === undefined) delete table[name]
  else table[name] = other
  return copy
}

/** What is of another type than a value, whatever that may be. */
const others = (value: unknown): unknown[] =>
  [1.5, 'no such word', true, ['x'], { x: 1 }].filter(
    other => typeof other !== typeof value || Array.isArray(other) !== Array.isArray(value),
  )

/** What may be missing, by name, form and path. */
const optional = [
  /^(share|shareRest) (account|language|file|recipient|people)$/,
  /^generate draft\.(account|language|file|recipient|people)$/,
  /^changeAccount (name|disabled|preferred|shareDomain)$/,
  /^(reveal|burn|burnBatch) passphrase$|^keepReceived wanted\.(passphrase|earlier)$|^reveal earlier$/,
  /^outcome shared shared\.(value|file|shortened|untold|mailedTo|account|otherDomain|batch|language|ownLanguage)$/,
  /^outcome \w+ batch$|^outcome sending (trace|room)$|^outcome failed orphan$|^outcome shared valueCopied$/,
  /(^| |\.)failure\.(by|said)$|^received \w+ place$|received\.place$|sealed (received\.)?what\.raw$|^recapture why$/,
]
function isOptional(name: MessageName, value: unknown, path: Path): boolean {
  const { at: state, what, received } = Object(value)
  const form = [state, what?.is, received?.what.is].find(one => typeof one === 'string')
  return optional.some(one => one.test([name, form ?? [], path.join('.')].flat().join(' ')))
}

const replies: Case[] = [
  ...outcomes.map((outcome): Case => ['outcome', outcome]),
  ...receivedSecrets.map((received): Case => ['received', received]),
  ...receivedSecrets.map((received): Case => ['reveal', { is: 'received', received }]),
  ['reveal', { is: 'failed', failure: { code: 'gone' }, asked: true, earlier: 1 }],
  ['serverUse', { waiting: 1 }],
  ['recapture', { text: 'a', exact: false, why: 'unsure' }],
  ['claim', 'token'],
  ['keepReceived', 'memory'],
  ['burn', { state: 'burned' }],
  ['burnAll', { burned: 1, left: 0 }],
  ['burnBatch', { burned: 1, left: 0, ended: [asks.forget.id] }],
  ['eraseAll', { left: true }],
  ['metadataPage', { address: 'https://a.example/private/b' }],
  ['exportHistory', { text: 'a' }],
  ['lookForDamage', { settings: 0, history: 1, accounts: 0, keys: 0, rest: 2, newer: 0 }],
  ['lockState', { state: 'locked' }],
]
const questions = messageNames().map((name): Case => [name, asks[name]])
const said = [
  ...questions.map(one => ['ask', one, heard] as const),
  ...replies.map(one => ['reply', one, got] as const),
]

test.each(said)('what is said arrives as it was said, %s: %j', async (_, [name, value], hear) => {
  expect(await hear([name, value])).toEqual(value)
})

test.each(said)('a member of another type, and it is refused, %s: %j', async (_, [name, value], hear) => {
  for (const path of pathsIn(value))
    for (const other of others(at(value, path))) {
      if (mayBe(name, path, other)) continue
      expect([path, other, await hear([name, withAt(value, path, other)])]).toEqual([path, other, 'refused'])
    }
  if (!isTable(value)) for (const other of others(value)) expect(await hear([name, other])).toBe('refused')
})

/** A received secret is asked for by any id; a header may say anything; 0.1.0 said less of what was copied. */
const mayBe = (name: MessageName, path: Path, other: unknown): boolean => {
  const where = `${name} ${path.join('.')}`
  return typeof other === 'boolean'
    ? where === 'outcome copied'
    : typeof other === 'string' && /^(received id|keepReceived came\.intended)$/.test(where)
}

test.each(said)('without a member that it needs it is refused, %s: %j', async (_, [name, value], hear) => {
  for (const path of pathsIn(value)) {
    const heardWithout = await hear([name, withAt(value, path, undefined)])
    expect([path, heardWithout === 'refused']).toEqual([path, !isOptional(name, value, path)])
  }
})

test.each(said)('one more member at any depth, and it is refused, %s: %j', async (_, [name, value], hear) => {
  const tables = [[], ...pathsIn(value)].filter(
    path => isTable(at(value, path)) && !Array.isArray(at(value, path)),
  )
  for (const path of tables) {
    const more = path.length === 0 ? { ...(value as object), more: 1 } : withAt(value, [...path, 'more'], 1)
    expect([path, await hear([name, more])]).toEqual([path, 'refused'])
  }
})

test.each([
  ['share', 'ttl', 1, undefined],
  ['share', 'people', 1, 10],
  ['generate', 'length', 8, 128],
  ['keepReceived', 'came.at', 0, 8.64e15],
] as const)('%s: %s is a whole number from %d to %s', async (name, path, least, most) => {
  const to = (value: number) => heard([name, withAt(asks[name], path.split('.'), value)])
  expect(await to(least)).not.toBe('refused')
  expect(await to(least - 1)).toBe('refused')
  expect(await to(least + 0.5)).toBe('refused')
  if (most === undefined) return
  expect(await to(most)).not.toBe('refused')
  expect(await to(most + 1)).toBe('refused')
})

test.each([
  ['share', 'label', 200],
  ['share', 'recipient', 200],
  ['rename', 'label', 200],
  ['addAccount', 'name', 80],
  ['addAccount', 'user', 200],
  ['addAccount', 'token', 500],
] as const)('%s: %s has so many characters at most: %d', async (name, path, most) => {
  const to = (text: string) => heard([name, withAt(asks[name], [path], text)])
  expect(await to('x'.repeat(most))).not.toBe('refused')
  expect(await to('x'.repeat(most + 1))).toBe('refused')
})

test.each([
  ['addAccount', 'name', ['', '  ']],
  ['addAccount', 'user', ['', 'a:b', 'a\nb']],
  ['addAccount', 'token', ['', 'a b', 'a\u0007b']],
  ['addAccount', 'server', ['', 'example.com']],
  ['changeAccount', 'shareDomain', ['', 'EXAMPLE.com', 'a b', 'a/b', `${'x'.repeat(254)}`]],
  ['reveal', 'secretKey', ['', 'a/b', 'a b', 'x'.repeat(129)]],
  ['share', 'server', ['example.com']],
  ['share', 'account', ['one']],
] as const)('%s: %s is never one of these: %j', async (name, path, words) => {
  for (const word of words)
    expect([word, await heard([name, withAt(asks[name], [path], word)])]).toEqual([word, 'refused'])
})

test('a name, a user and a token are taken without the blanks around them', async () => {
  const typed = { ...asks.addAccount, name: ' one ', user: ' ana ', token: ' t0ken ' }
  expect(await heard(['addAccount', typed])).toMatchObject({ name: 'one', user: 'ana', token: 't0ken' })
})
