import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect } from 'vitest'
import {
  readNoteWanted,
  readPageMessage,
  readPageRequest,
  readReplaceRequest,
} from '../../lib/adapters/content-script-messages'
import {
  answer,
  caller,
  isQuestion,
  type MessageHandlers,
  type MessageName,
  messageNames,
} from '../../lib/adapters/messages'
import { ReaderAsk } from '../../lib/adapters/secret-reader'
import { Draft } from '../../lib/domain/draft'
import { Fault } from '../../lib/domain/fault'
import { ShareOutcome } from '../../lib/domain/share-outcome'
import { asks, outcomes, receivedSecrets } from '../support/messages'
import { changed, changes, content, inherited, jsonText } from './inputs'
import { property } from './property'

const names = messageNames()
const own = 'abcdefghijklmnopabcdefghijklmnop'

/** Who was called, and with what. */
function listening() {
  const heard: { name: string; ask: unknown }[] = []
  const handlers = Object.fromEntries(
    names.map(name => [
      name,
      async (ask: unknown) => {
        heard.push({ name, ask })
      },
    ]),
  ) as unknown as MessageHandlers
  return { heard, handle: answer(handlers) }
}

/** Whether a value has only what is its own, and no name that others inherit. */
function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  const isOrdinary = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
  const members = Object.entries(value)
  return isOrdinary && members.every(([name, one]) => !inherited.includes(name) && isPlain(one))
}

/** Sorted, without what is undefined: parsing may order members anew, and fill in what is missing. */
const within = (small: unknown, large: unknown): boolean =>
  typeof small !== 'object' || small === null || typeof large !== 'object' || large === null
    ? JSON.stringify(small) === JSON.stringify(large)
    : Object.entries(small).every(
        ([name, one]) => one === undefined || within(one, (large as Record<string, unknown>)[name]),
      )

async function isAnswered(raw: unknown): Promise<void> {
  const { heard, handle } = listening()
  const answered = await handle(raw)
  expect(JSON.stringify(answered)).not.toContain(content)
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  if (heard.length === 0) return expect(answered).toEqual({ failure: { code: 'malformed' } })
  expect([heard.length, isQuestion(raw), isPlain(heard[0]?.ask)]).toEqual([1, true, true])
  const said = raw as { name: string; ask?: unknown }
  expect(heard[0]?.name).toBe(said.name)
  // Whatever arrives was said: what nobody knows is refused, not dropped.
  expect(within(said.ask, heard[0]?.ask) || isTrimmed(said.name)).toBe(true)
}

/** Those whose fields are trimmed, or whose ask may be anything because there is none. */
const isTrimmed = (name: string) => ['addAccount', 'changeAccount', 'replaceToken'].includes(name)

const page = 'https://eu.onetimesecret.com/secret/abc'
const key = `#c1.${'A'.repeat(43)}.${'B'.repeat(8)}`
const jwe = `eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwidHlwIjoiY2FjaGV0In0..${'A'.repeat(16)}.${'B'.repeat(9)}.${'C'.repeat(21)}A`
const sender = { id: own, url: page, frameId: 0, documentLifecycle: 'active', tab: { id: 5, url: page } }
const uuid = asks.forget.id
const said = {
  link: { to: 'background', name: 'sealedLink', ask: { link: page + key } },
  text: { to: 'background', name: 'sealedText', ask: { text: jwe } },
  note: { to: 'background', name: 'note', ask: {} },
  offer: { to: 'background', name: 'takeOffer', ask: { id: uuid, frameId: 0, field: uuid } },
}
const request = {
  ...{ url: page + key, method: 'GET', type: 'main_frame', tabId: 5, documentLifecycle: 'active' },
  requestHeaders: [{ name: 'Accept' }],
}
const readings = (message: unknown, from: unknown): unknown[] =>
  [readPageMessage, readNoteWanted, readReplaceRequest].map(read => read(message, from, own))
const words = fc.constantFrom(...Object.values(said))

export const messages = [
  property(
    'a message of our own page arrives as it was said, and a changed one as a message or not at all',
    120,
    fc.tuple(fc.constantFrom(...names), changes, fc.boolean()),
    async ([name, damage, whole]) => {
      const message = { to: 'background', name, ask: asks[name as MessageName] }
      await isAnswered(whole ? changed(message, damage) : { ...message, ask: changed(message.ask, damage) })
    },
  ),
  property(
    'any JSON is answered, and never by what objects inherit',
    90,
    fc.tuple(jsonText, jsonText),
    async ([json, ask]) => {
      await isAnswered(JSON.parse(json))
      for (const name of inherited) await isAnswered({ to: 'background', name, ask: JSON.parse(ask) })
    },
  ),
  property(
    'one more member than a message has, and it is refused',
    60,
    fc.tuple(fc.constantFrom(...names), fc.string({ maxLength: 8 }), jsonText),
    async ([name, more, json]) => {
      const { heard, handle } = listening()
      const ask = asks[name as MessageName]
      fc.pre(!more.startsWith('__') && !(ask && Object.hasOwn(ask, more)) && !optional.includes(more))
      await handle({ to: 'background', name, ask: { ...ask, [more]: JSON.parse(json) } })
      expect(heard).toEqual([])
    },
  ),
  property(
    'a page whose sender is not ours says nothing',
    90,
    fc.tuple(words, changes, changes, fc.constantFrom('id', 'frameId', 'tab')),
    ([message, damage, other, where]) => {
      const stranger = { ...sender, [where]: where === 'id' ? `${own.slice(1)}b` : where === 'tab' ? {} : 3 }
      expect(readings(message, stranger)).toEqual([undefined, undefined, undefined])
      expect(readings(changed(message, other), stranger)).toEqual([undefined, undefined, undefined])
      const from = changed(sender, damage)
      const [found] = readings(message, from) as [ReturnType<typeof readPageMessage>]
      if (!found) return
      const { id, url, frameId } = from as typeof sender
      expect([id, frameId === 0, new URL(url).origin]).toEqual([own, true, found.origin])
    },
  ),
  property(
    'what a page says is a link on its own server, a sealed text, or nothing',
    60,
    fc.tuple(words, changes, jsonText),
    ([message, damage, json]) => {
      for (const raw of [changed(message, damage), JSON.parse(json)]) {
        const [found, tab, offer] = readings(raw, sender) as [
          ReturnType<typeof readPageMessage>,
          unknown,
          unknown,
        ]
        if (found) expect([found.origin, found.tabId]).toEqual(['https://eu.onetimesecret.com', 5])
        if (found?.found.given) expect(new URL(found.found.given).origin).toBe(found.origin)
        expect([undefined, 5]).toContain(tab)
        if (offer) expect(Object.keys(offer).sort()).toEqual(['field', 'frameId', 'id', 'tabId'])
      }
    },
  ),
  property(
    'of requests, only a tab that opens a sealed link is taken',
    60,
    fc.tuple(changes, jsonText),
    ([damage, json]) => {
      for (const raw of [changed(request, damage), JSON.parse(json)]) {
        const found = readPageRequest(raw)
        if (!found) continue
        const { url, method, type } = raw as typeof request
        expect([method, type, new URL(url).origin]).toEqual(['GET', 'main_frame', found.origin])
      }
    },
  ),
  property(
    'an answer that is none is an error that quotes nothing',
    60,
    fc.tuple(
      fc.constantFrom(...outcomes, ...receivedSecrets),
      changes,
      jsonText,
      fc.constantFrom('outcome', 'received'),
    ),
    async ([reply, damage, json, name]) => {
      for (const raw of [
        { reply: changed(reply, damage) },
        changed({ failure: { code: 'offline', said: 'x' } }, damage),
        JSON.parse(json),
      ]) {
        const ask = name as 'outcome'
        const got = await caller(async () => raw)(ask, undefined).catch((error: unknown) => {
          const said = error instanceof Fault ? error.message : inspect(error)
          expect(said).not.toContain(content)
        })
        expect(isPlain(got)).toBe(true)
        if (got && name === 'outcome') expect(ShareOutcome.safeParse(got).success).toBe(true)
      }
    },
  ),
  property(
    'the hidden page is asked for what it knows',
    60,
    fc.tuple(changes, jsonText),
    ([damage, json]) => {
      const ask = { to: 'reader', read: asks.keepReceived.wanted }
      for (const raw of [changed(ask, damage), JSON.parse(json)]) {
        const { data } = ReaderAsk.safeParse(raw)
        if (data) expect([isPlain(data), data.to]).toEqual([true, 'reader'])
      }
    },
  ),
]

/** What the samples leave out, though it is known. */
const optional = ['passphrase', ...Object.keys(Draft.shape), 'id', 'origin', 'secretKey']
