import { describe, expect, test } from 'vitest'
import { meaningOf, type SecretAnswer } from '../../../../lib/adapters/api/secret-answer'
import { newLinkKey, seal } from '../../../../lib/domain/jwe-envelope'

const came = (body: string, more: Partial<SecretAnswer> = {}): SecretAnswer => ({
  ...{ at: 1, status: 200, intended: null, body, binary: false, whole: true },
  ...more,
})
const text = 'hunter2-Correct\n\tline "two" \\ \u{1F512}'
const line = 'This secret is sealed.'
const sealing = () => seal({ text }, { linkKey: newLinkKey() })

describe('a sealed text is found in whatever came', () => {
  const around: [string, (stored: string) => string, Partial<SecretAnswer>?][] = [
    ['as v1 says it', stored => JSON.stringify({ value: stored, secret_key: 'k' })],
    ['under another name', stored => JSON.stringify({ secret_value: stored })],
    ['within a record', stored => JSON.stringify({ record: { secret_value: stored }, details: {} })],
    ['as v2 says it', stored => JSON.stringify({ success: true, record: { secret_value: stored } })],
    ['after a warning', stored => `Warning: deprecated\n${JSON.stringify({ value: stored })}`],
    ['in JSON within JSON', stored => JSON.stringify({ data: JSON.stringify({ value: stored }) })],
    ['cut after it', stored => `${JSON.stringify({ value: stored }).slice(0, -2)}`, { whole: false }],
    ['of a server that failed', stored => JSON.stringify({ value: stored }), { status: 500 }],
    ['of a status that refuses', stored => JSON.stringify({ value: stored }), { status: 404 }],
    ['alone', stored => stored],
    ['in a web page', stored => `<html><pre>${stored}</pre></html>`],
    ['padded', stored => JSON.stringify({ pad: 'x'.repeat(3_000_000), value: stored })],
    ['with bytes that are no text', stored => `\u00ff\u00fe${stored}`, { binary: true }],
  ]
  for (const [name, wrap, more] of around)
    test(name, async () => {
      const jwe = await sealing()
      expect(meaningOf(came(wrap(`${line}\n\n${jwe}`), more), 'k')).toEqual({ is: 'sealed', sealed: jwe })
    })
  test('all of them, where there are several', async () => {
    const [one, other] = [await sealing(), await sealing()]
    const body = JSON.stringify({ value: `${one}\n\n${other}` })
    expect(meaningOf(came(body), 'k')).toEqual({ is: 'sealed', sealed: `${one}\n\n${other}` })
  })
})

describe('the text of a standard secret comes out to the letter', () => {
  const around: [string, string, Partial<SecretAnswer>?][] = [
    ['as v1 says it', JSON.stringify({ value: text, secret_key: 'k', share_domain: '' })],
    ['within a record', JSON.stringify({ record: { secret_value: text }, details: { value: 1 } })],
    ['after a warning', `Warning: it is old\n${JSON.stringify({ value: text })}`],
    ['cut after it', `${JSON.stringify({ value: text }).slice(0, -1)},"secret_k`, { whole: false }],
    ['of a server that failed', JSON.stringify({ value: text }), { status: 500 }],
  ]
  for (const [name, body, more] of around)
    test(name, () => expect(meaningOf(came(body, more), 'k')).toEqual({ is: 'text', text }))
  test('also one that looks like an answer itself', () => {
    const tricky = '{"value":"not this","secret_value":"nor this"}'
    for (const body of [JSON.stringify({ value: tricky }), `x${JSON.stringify({ value: tricky })}`])
      expect(meaningOf(came(body), 'k')).toEqual({ is: 'text', text: tricky })
  })
  test('and is not guessed where there are two', () => {
    expect(meaningOf(came('x{"value":"one"}{"value":"two"}'), 'k')).toMatchObject({ is: 'unread' })
  })
})

describe('what cannot be read is kept, unless it is only a refusal', () => {
  const cases: [string, string, Partial<SecretAnswer>, object][] = [
    ['cut within the text', '{"value":"hunt', { whole: false }, { is: 'unread', fault: { code: 'cutOff' } }],
    [
      'cut by a server that thinks it is whole',
      '{"value":"hunt',
      {},
      { is: 'unread', fault: { code: 'garbled' } },
    ],
    ['a web page', '<html>Sign in</html>', {}, { is: 'unread', fault: { code: 'notAServer' } }],
    [
      'a failed server’s page',
      '<h1>502</h1>',
      { status: 502 },
      { is: 'unread', fault: { code: 'serverError' } },
    ],
    ['bytes', '\u00ff{"value":"a"}', { binary: true }, { is: 'unread' }],
    [
      'gone',
      '{"message":"Unknown secret","secret_key":"k"}',
      { status: 404 },
      { is: 'nothing', fault: { code: 'gone' } },
    ],
    [
      'gone, of another secret',
      '{"message":"Unknown secret","secret_key":"another"}',
      { status: 404 },
      { is: 'nothing', fault: { code: 'garbled' } },
    ],
    ['a network to sign in to', '<html>', { status: 511 }, { is: 'nothing', fault: { code: 'signInFirst' } }],
    [
      'a failed server’s words',
      '{"error":"boom"}',
      { status: 500 },
      { is: 'nothing', fault: { code: 'serverError' } },
    ],
    ['too many', '', { status: 429 }, { is: 'nothing', fault: { code: 'rateLimited' } }],
    ['nothing at all', '', {}, { is: 'nothing', fault: { code: 'garbled' } }],
    ['a redirect', '', { status: 0 }, { is: 'nothing', fault: { code: 'redirected' } }],
  ]
  for (const [name, body, more, meaning] of cases)
    test(name, () => expect(meaningOf(came(body, more), 'k')).toMatchObject(meaning))
})
