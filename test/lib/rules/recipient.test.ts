import { expect, test } from 'vitest'
import { recipientOf } from '../../../lib/rules/recipient'

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
test('nobody is nobody, with an account and without', () => {
  expect(recipientOf({ recipient: '', account })).toBeUndefined()
  expect(recipientOf({ recipient: '  ', account: null })).toBeUndefined()
})
test('without an account nothing is mailed, and that is said', () => {
  expect(() => recipientOf({ recipient: 'carol@example.com', account: null })).toThrow(
    expect.objectContaining({ code: 'recipientNeedsAccount' }),
  )
})
