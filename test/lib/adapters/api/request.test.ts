import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { refusal } from '../../../../lib/adapters/api/request'

const Recorded = z.object({
  name: z.string(),
  request: z.object({ method: z.string(), path: z.string() }),
  response: z.object({
    status: z.number(),
    headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    body: z.string(),
  }),
})

const refused = (version: string) =>
  readFileSync(`test/vectors/${version}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map(line => Recorded.parse(JSON.parse(line)))
    .filter(({ request, response }) => request.path.startsWith('/api/v1') && response.status >= 400)

describe.each(['v0.18.5', 'v0.23.6', 'v0.26.6'])('%s', version => {
  const told = refused(version).map(({ name, request: { path }, response: { status, headers, body } }) => {
    const intended = headers['x-ots-intended-status']
    return {
      name,
      status,
      body,
      // As it was asked for: one has a space behind it.
      fault: refusal(
        status,
        typeof intended === 'string' ? intended : null,
        body,
        decodeURIComponent(/\/(?:private|secret)\/([^/]+)/.exec(path)?.[1] ?? ''),
      ),
    }
  })
  const named = (pattern: RegExp) => {
    const found = told.filter(({ name }) => pattern.test(name))
    expect(found.length, `recordings like ${pattern}`).toBeGreaterThan(0)
    return [...new Set(found.map(({ fault }) => fault.code))]
  }

  test('a secret that was read, burned, has expired or never was is gone', () => {
    expect(
      named(/^(life-anon-reveal-again|secret-unknown-key|private-unknown-key|burn-already-burned)$/),
    ).toEqual(['gone'])
  })
  test('a wrong passphrase looks the same, and is not told apart', () => {
    expect(named(/^pw-secret-(none|empty|wrong)$/)).toEqual(['gone'])
  })
  test('a wrong method is a path that is not there', () => {
    expect(named(/^(status-post-wrong-method|share-get-wrong-method|share-put-wrong-method)$/)).toEqual([
      'wrongPath',
    ])
  })
  test('a refused account is named where the server names it', () => {
    const expected = version === 'v0.26.6' ? ['unauthorised'] : ['refused']
    expect(named(/^(status-bad-token|authcheck-bad-token|share-bad-creds)$/)).toEqual(expected)
  })
  test('an empty secret or a forbidden recipient is refused', () => {
    expect(named(/^(share-empty-body|share-missing-secret|share-recipient-anon)$/)).toEqual(['refused'])
  })
  test('the server’s words are passed on, short and on one line', () => {
    for (const { fault, name } of told) {
      if (fault.facts.said === undefined) continue
      expect(fault.facts.said, name).toMatch(/^[^\p{Cc}\p{Cf}]{1,160}$/u)
    }
    expect(told.some(({ fault }) => fault.facts.said !== undefined)).toBe(true)
  })
  test('a broken server is never taken for a refusal', () => {
    for (const { fault, status, name } of told) {
      expect(fault.code === 'serverError', name).toBe(status >= 500)
      expect(fault.code === 'forbidden', name).toBe(status === 403)
    }
  })
  test('every recorded error has a meaning', () => {
    expect(told.filter(({ fault }) => ['unexpected', 'malformed'].includes(fault.code))).toEqual([])
    expect(told.length).toBeGreaterThan(50)
  })
})

test('what speaks of another secret, or of one where none was asked about, says nothing of this one', () => {
  const body = (key: unknown) => JSON.stringify({ message: 'Unknown secret', secret_key: key })
  expect(refusal(404, null, body('mine'), 'mine').code).toBe('gone')
  for (const key of ['other', 'mine ', 'Mine', ''])
    expect(refusal(404, null, body(key), 'mine').code).toBe('garbled')
  expect(refusal(404, null, body('mine')).code).toBe('garbled')
})
test('a text that is too long for the server, and a network that wants a sign-in, are named', () => {
  expect(refusal(413, null, '<html>').code).toBe('tooLongThere')
  for (const status of [407, 511]) expect(refusal(status, null, '<html>').code).toBe('signInFirst')
})
test('a server’s words are one line, without anything that turns or hides it', () => {
  const message = `No\r\n\u2028\u202Eevil\u2066\u200b \0\u0085\ud800${'x'.repeat(500)}`
  const { said } = refusal(404, null, JSON.stringify({ message })).facts
  expect(said).toBe(`No evil ${'x'.repeat(152)}`)
  const cut = refusal(404, null, JSON.stringify({ message: `${'x'.repeat(159)}\u{1F512}` })).facts
  expect(cut.said).toBe('x'.repeat(159))
})
