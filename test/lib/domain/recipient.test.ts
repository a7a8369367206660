import { expect, test } from 'vitest'
import { recipientOf } from '../../../lib/domain/recipient'

const account = '2c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10'

test.each(['carol@example.com', ' carol+x@sub.example.co.uk ', 'élodie@exämple.fr', 'carol@localhost'])(
  'the server is left to judge %j',
  typed => {
    expect(recipientOf({ recipient: typed, account })).toBe(typed.trim())
  },
)
test.each([
  'carol',
  '@example.com',
  'carol@',
  'carol@@example.com',
  'carol@example.com, dave@example.com',
  'carol@example.com;dave',
  'carol @example.com',
  'carol@example.com\r\nBcc: dave@example.com',
  'carol@exa\u200bmple.com',
  'Carol <carol@example.com>',
])('what is not one address is refused: %j', typed => {
  expect(() => recipientOf({ recipient: typed, account })).toThrow(
    expect.objectContaining({ code: 'badRecipient' }),
  )
})
test.each([
  ['mailto:carol@example.com', 'carol@example.com'],
  [' MAILTO:carol%2Bx@example.com?subject=hello ', 'carol+x@example.com'],
])('an address that was copied as a link is the address: %j', (typed, meant) => {
  expect(recipientOf({ recipient: typed, account })).toBe(meant)
})
test.each(['mailto:', 'mailto:?to=carol@example.com', 'mailto:a@b.c,d@e.f', 'mailto:a@b.c%0D%0ABcc:x@y.z'])(
  'and nothing else: %j',
  typed => {
    expect(() => recipientOf({ recipient: typed, account })).toThrow(
      expect.objectContaining({ code: 'badRecipient' }),
    )
  },
)
test('nobody is nobody, with an account and without', () => {
  expect(recipientOf({ recipient: '', account })).toBeUndefined()
  expect(recipientOf({ recipient: '  ', account: null })).toBeUndefined()
})
test('without an account nothing is mailed, and that is said', () => {
  expect(() => recipientOf({ recipient: 'carol@example.com', account: null })).toThrow(
    expect.objectContaining({ code: 'recipientNeedsAccount' }),
  )
})
