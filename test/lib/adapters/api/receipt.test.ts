import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import {
  BurnedAnswer,
  CreatedAnswer,
  GeneratedAnswer,
  ReceiptAnswer,
} from '../../../../lib/adapters/api/answers'

const Recording = z.object({
  name: z.string(),
  request: z.object({ method: z.string(), path: z.string() }),
  response: z.object({ status: z.int(), body: z.string() }),
})
const versions = ['0.18.5', '0.23.6', '0.26.6']
const recorded = (version: string) =>
  readFileSync(`test/vectors/v${version}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map(line => Recording.parse(JSON.parse(line)))
    .filter(({ request, response }) => /\/private\//.test(request.path) && response.status === 200)

/** Long ones were cut when they were recorded. */
const whole = (body: string) => !body.includes('characters in all]')

describe.each(versions)('every receipt of %s', version => {
  const receipts = recorded(version).filter(({ request }) => /\/private\/\w+$/.test(request.path))
  const answers = receipts
    .filter(({ response }) => whole(response.body))
    .flatMap(({ name, response }) => {
      const json: unknown = JSON.parse(response.body)
      return (Array.isArray(json) ? json : [json]).map(one => [name, one] as const)
    })

  test('is understood', () => {
    expect(answers.length).toBeGreaterThan(20)
    for (const [name, json] of answers) expect(ReceiptAnswer.safeParse(json).success, name).toBe(true)
  })
  test('loses the text that the server hands along', () => {
    const texts = answers.flatMap(([, json]) => {
      const { value, secret_value: other } = z
        .object({ value: z.optional(z.string()), secret_value: z.optional(z.string()) })
        .parse(json)
      return [value, other].filter(text => text !== undefined)
    })
    expect(texts.length).toBeGreaterThan(0)
    for (const [name, json] of answers) {
      const parsed = ReceiptAnswer.parse(json)
      expect(Object.keys(parsed), name).not.toContain('value')
      for (const text of texts) expect(Object.values(parsed), name).not.toContain(text)
    }
  })
  test('does not let in the recipient’s key either', () => {
    for (const [, json] of answers) {
      const { secret_key: key } = z.object({ secret_key: z.optional(z.string()) }).parse(json)
      if (key) expect(JSON.stringify(ReceiptAnswer.parse(json))).not.toContain(key)
    }
  })
  test('tells what is left only while there is something', () => {
    for (const [name, json] of answers) {
      const { state, left } = ReceiptAnswer.parse(json)
      if (left !== undefined) expect(['new', 'viewed'], name).toContain(state)
    }
  })
})

test.each(versions)('burning is understood as %s confirms it', version => {
  const burns = recorded(version).filter(({ request }) => request.path.endsWith('/burn'))
  expect(burns.length).toBeGreaterThan(2)
  for (const { name, response } of burns)
    expect(BurnedAnswer.safeParse(JSON.parse(response.body)).success, name).toBe(true)
})
test('a moment or a life that cannot be is as if the server had not told it', () => {
  for (const wrong of [9007199254740991, 8.9e12, -1, '-17', '999999999999999']) {
    const told = { metadata_key: 'm', state: 'new', created: wrong, ttl: wrong, secret_ttl: wrong }
    expect(ReceiptAnswer.parse(told), String(wrong)).toMatchObject({
      ...{ created: undefined, ttl: undefined, left: undefined },
    })
    const made = { metadata_key: 'm', secret_key: 's', ttl: wrong, secret_ttl: wrong }
    expect(CreatedAnswer.parse(made), String(wrong)).toMatchObject({ secretKey: 's', ttl: undefined })
  }
})
test('a receipt with odd fields is taken as far as it goes', () => {
  const odd = {
    metadata_key: 'm',
    state: 'new',
    created: '17',
    secret_ttl: -1,
    recipient: 'a***@b.c',
    ttl: {},
  }
  expect(ReceiptAnswer.parse(odd)).toMatchObject({
    created: 17,
    left: undefined,
    recipient: 'a***@b.c',
    ttl: undefined,
  })
  expect(ReceiptAnswer.safeParse({ metadata_key: '../m', state: 'new' }).success).toBe(false)
})

test('a recipient is one line, without anything that turns or hides it, and not long', () => {
  const recipient = ['b\u202Ec\r\n=x@y.z', '\u200b', `\ud800${'x'.repeat(300)}`]
  const told = ReceiptAnswer.parse({ metadata_key: 'm', state: 'new', recipient }).recipient
  expect(told).toMatch(/^b c =x@y\.z, , x{180,190}$/)
  expect(
    CreatedAnswer.parse({ metadata_key: 'm', secret_key: 's', recipient: '\u202e\n' }).recipient,
  ).toBeUndefined()
})
test('what a server made up is taken only if it could have been typed, and is what it looks like', () => {
  const made = (value: string) =>
    GeneratedAnswer.safeParse({ metadata_key: 'm', secret_key: 's', value }).success
  for (const good of ['a', 'K9!x~', 'mot de passe', 'пароль', 'x'.repeat(1000)])
    expect(made(good), good).toBe(true)
  for (const bad of [
    '',
    ' ',
    '\u3164',
    'a\ud800',
    'a\0b',
    'a\nb',
    'a\u202eb',
    'a\u200bb',
    'a\u2028b',
    'x'.repeat(1001),
  ])
    expect(made(bad), JSON.stringify(bad)).toBe(false)
})
