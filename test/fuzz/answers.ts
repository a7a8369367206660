import fc from 'fast-check'
import { expect } from 'vitest'
import { ReceiptsAnswer } from '../../lib/adapters/api/answers'
import { createAccountApi, createApi } from '../../lib/adapters/api/api'
import { readSecret } from '../../lib/adapters/api/read-secret'
import { meaningOf, receivedOf } from '../../lib/adapters/api/secret-answer'
import { codes, Fault } from '../../lib/domain/fault'
import { ReceivedSecret } from '../../lib/domain/received-secret'
import { anyText, bytesOf, changed, changes, content, edited, edits, jsonText, textOf } from './inputs'
import { property } from './property'

const origin = 'https://secrets.example.com'
const receipt = {
  ...{
    metadata_key: 'm3ta',
    secret_key: 's3cret',
    state: 'new',
    created: 1_700_000_000,
    ttl: 3600,
    secret_ttl: 3500,
  },
  ...{ recipient: ['a***@example.com'], passphrase_required: false, share_domain: '', value: content },
}
const shapes = [
  receipt,
  { state: receipt },
  [receipt, receipt],
  { status: 'nominal' },
  { message: 'No such secret', secret_key: 'm3ta' },
]
const statuses = fc.constantFrom(
  200,
  200,
  200,
  201,
  204,
  301,
  400,
  401,
  403,
  404,
  407,
  413,
  429,
  500,
  503,
  511,
)
const bodies = fc.oneof(
  fc.tuple(fc.nat(4), changes).map(([which, damage]) => JSON.stringify(changed(shapes[which], damage)) ?? ''),
  jsonText,
  fc.tuple(fc.nat(4), edits).map(([which, damage]) => edited(JSON.stringify(shapes[which]), damage)),
  textOf('<html>', '{', '}', '[', '"value":', '"message":', '"x"', ',', ' ', '\ufeff', content),
)

/** A server that answers everything alike. */
const answering = (status: number, body: string | Uint8Array<ArrayBuffer>, intended?: string) => ({
  network: async () =>
    new Response(status === 204 ? null : body, {
      status,
      headers: intended === undefined ? {} : { 'x-ots-intended-status': intended },
    }),
  allowed: async () => true,
})

const isSeconds = (value: unknown) =>
  value === undefined ||
  (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 200 * 365 * 86_400)
const isLine = (value: unknown, most: number) =>
  value === undefined ||
  (typeof value === 'string' && value.length <= most && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(value))
const isKey = (value: unknown) => typeof value === 'string' && /^[\w-]{1,128}$/.test(value)
const isShort = (value: unknown) => value === undefined || typeof value === 'string'

/** What comes in, by the name of the question, has these types. */
const types: Record<string, Record<string, (value: unknown) => boolean>> = {
  status: { status: value => typeof value === 'string' },
  share: {
    metadataKey: isKey,
    secretKey: isKey,
    ttl: isSeconds,
    recipient: value => isLine(value, 200),
    shareDomain: isShort,
  },
  receipt: {
    ...{
      metadataKey: value => value === 'm3ta',
      state: value => typeof value === 'string',
      created: isSeconds,
    },
    ...{
      ttl: isSeconds,
      left: value => isSeconds(value) && value !== 0,
      recipient: value => isLine(value, 200),
    },
    ...{ emptied: value => typeof value === 'boolean', passphrase: value => typeof value === 'boolean' },
  },
  recent: { receipts: Array.isArray, leftOut: value => Number.isInteger(value) },
  generate: {},
}
types.generate = { ...types.share, value: value => isLine(value, 1_000) && String(value).trim() !== '' }

function has(given: unknown, name: string): void {
  const expected = types[name] ?? {}
  const found = given as Record<string, unknown>
  expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort())
  for (const [member, isRight] of Object.entries(expected))
    expect([name, member, isRight(found[member]), found[member]]).toEqual([name, member, true, found[member]])
}

const terms = { ttl: 60, secret: 'x' }

export const answers = [
  property(
    'whatever a server answers is of our types, or a named fault with a line of its words at most',
    110,
    fc.tuple(
      statuses,
      bodies,
      fc.constantFrom('status', 'share', 'generate', 'receipt', 'burn', 'recent'),
      fc.option(fc.constantFrom('401', content), { nil: null }),
    ),
    async ([status, body, name, intended]) => {
      const outside = answering(status, body, intended ?? undefined)
      const api = createApi(outside, origin)
      const account = createAccountApi(outside, { server: origin, user: 'ana', token: content })
      const questions: Record<string, () => Promise<unknown>> = {
        status: api.status,
        share: () => api.share(terms),
        generate: () => api.generate({ ttl: 60, length: 12 }),
        receipt: () => api.receipt('m3ta'),
        burn: () => api.burn('m3ta'),
        recent: account.recent,
      }
      try {
        const came = await questions[name]!()
        if (name === 'burn') return expect(came).toBeUndefined()
        has(came, name)
        if (name === 'recent')
          for (const one of (came as ReceiptsAnswer).receipts) has({ ...one, metadataKey: 'm3ta' }, 'receipt')
        if (name === 'receipt') expect(JSON.stringify(came)).not.toContain(`"value"`)
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        expect(codes).toContain(error.code)
        expect([error.message, isLine(error.facts.said, 160)]).toEqual([error.code, true])
        const { said: _, ...others } = error.facts
        expect(others).toEqual({})
      }
    },
  ),
  property(
    'an item that is none never loses the others of a list',
    60,
    fc.array(fc.tuple(fc.boolean(), changes), { maxLength: 6 }),
    items => {
      const list = items.map(([isWhole, damage], at) => {
        const whole = { ...receipt, metadata_key: `m${at}` }
        return isWhole ? whole : changed(whole, damage)
      })
      const { receipts, leftOut } = ReceiptsAnswer.parse(list)
      expect(receipts.length + leftOut).toBe(list.length)
      const keys = receipts.map(({ metadataKey }) => metadataKey)
      for (const [at, [isWhole]] of items.entries()) if (isWhole) expect(keys).toContain(`m${at}`)
      expect(JSON.stringify(receipts)).not.toContain('"value"')
    },
  ),
  property(
    'the text of a secret comes out to the letter',
    40,
    fc.tuple(anyText, fc.nat(200), fc.boolean()),
    async ([text, cut, isCut]) => {
      const well = text.toWellFormed()
      const whole = JSON.stringify({ value: well, secret_key: 'abc' })
      const body = isCut ? whole.slice(0, JSON.stringify({ value: well }).length + (cut % 20)) : whole
      const bytes = new TextEncoder().encode(body)
      const { network } = answering(200, bytes)
      const came = await readSecret(network, { origin, secretKey: 'abc' }, () => 1)
      expect(came).toMatchObject({ status: 200, body, binary: false, whole: true })
      expect(meaningOf(came, 'abc')).toEqual({ is: 'text', text: well })
    },
  ),
  property(
    'any bytes are kept to the last one, and what they mean has one of four forms',
    50,
    fc.tuple(statuses, fc.oneof(bodies, bytesOf(0, 60)), fc.boolean()),
    async ([status, given, hasPlace]) => {
      const bytes = typeof given === 'string' ? new TextEncoder().encode(given) : Uint8Array.from(given)
      const { network } = answering(status, bytes)
      const came = await readSecret(network, { origin, secretKey: 'abc' }, () => 1)
      const back = came.binary
        ? Uint8Array.from(came.body, byte => byte.charCodeAt(0))
        : new TextEncoder().encode(came.body)
      expect([...back]).toEqual(status === 204 ? [] : [...bytes])
      const meaning = meaningOf(came, 'abc')
      expect(['sealed', 'text', 'unread', 'nothing']).toContain(meaning.is)
      if ('fault' in meaning) expect(meaning.fault.message).toBe(meaning.fault.code)
      if (meaning.is === 'text') expect(came.body).toContain('"')
      const place = hasPlace ? { origin, secretKey: 'abc' } : undefined
      const received = receivedOf('id', { place, came }, 'page')
      if (received) expect(ReceivedSecret.parse(received)).toEqual(received)
      else expect(meaning.is).toBe('nothing')
    },
  ),
]
