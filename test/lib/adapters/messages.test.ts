import { expect, test } from 'vitest'
import { answer, caller, isQuestion, type MessageHandlers } from '../../../lib/adapters/messages'
import { Fault } from '../../../lib/domain/fault'

const handlers: MessageHandlers = {
  share: async () => {
    throw new Fault('tooLong', { by: 7, cause: new Error('hunter2') })
  },
  shareRest: async () => ({ at: 'sending' }),
  generate: async () => ({ at: 'sending' }),
  outcome: async () => undefined,
  dismiss: async () => {},
  copied: async () => {},
  forgetLink: async () => {},
  forgetAsking: async () => {},
  recapture: async () => ({ text: 'a\nb', exact: true }),
  claim: async (_, tabId) => `tab ${tabId}`,
  openLink: async () => {},
  reveal: async () => ({ is: 'failed', failure: { code: 'gone' }, asked: false }),
  revealEnd: async () => ({ is: 'failed', failure: { code: 'cutOff' }, asked: true }),
  received: async () => undefined,
  keepReceived: async () => 'disk',
  keepShown: async () => undefined,
  forgetReceived: async () => {},
  clearClipboard: async () => {},
  check: async () => {},
  seen: async () => {},
  burn: async () => ({ state: 'burned' }),
  burnAll: async () => ({ burned: 2, left: 1 }),
  burnBatch: async () => ({ burned: 1, left: 1, ended: [] }),
  rename: async () => {},
  forget: async () => {},
  forgetSettled: async () => {},
  eraseAll: async () => ({ left: false }),
  metadataPage: async () => ({ address: 'https://eu.onetimesecret.com/receipt/m' }),
  addAccount: async () => ({ id: '2c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10' }),
  changeAccount: async () => {},
  replaceToken: async () => {},
  testAccount: async () => {},
  removeAccount: async () => {},
  lookForDamage: async () => undefined,
  clearDamage: async () => {},
  lockState: async () => ({ state: 'off' }),
  unlock: async () => {},
  lockNow: async () => {},
  setLock: async () => {},
  changeLock: async () => {},
  removeLock: async () => {},
  exportHistory: async () => ({ text: '[]' }),
  checkServer: async () => {},
  serverUse: async () => ({ waiting: 0 }),
  removeServer: async () => {},
  restore: async () => {},
  addServer: async () => {
    throw new Error('hunter2')
  },
}
const respond = answer(handlers)
/** As Chromium carries messages: through JSON. */
const call = caller(async message =>
  JSON.parse(JSON.stringify(await respond(JSON.parse(JSON.stringify(message))))),
)
const draft = {
  mode: 'sealed',
  server: 'https://eu.onetimesecret.com',
  account: null,
  ttl: 60,
  text: 't',
  note: '',
  label: '',
  passphrase: '',
  recipient: '',
  people: 1,
} as const

test('a question is answered', async () => {
  expect(await call('outcome', undefined)).toBeUndefined()
  expect(await call('recapture', { tabId: 1, frameId: 0 })).toEqual({ text: 'a\nb', exact: true })
})
test('who asks is known by its tab', async () => {
  const asked = { to: 'background', name: 'claim', ask: { token: 't' } }
  expect(await respond(asked, 7)).toEqual({ reply: 'tab 7' })
})
test('a fault arrives with its name and figures, and without its cause', async () => {
  const error: unknown = await call('share', draft).catch((error: unknown) => error)
  expect(error).toMatchObject({ code: 'tooLong', facts: { by: 7 } })
  expect(JSON.stringify(await respond({ to: 'background', name: 'share', ask: draft }))).not.toContain(
    'hunter2',
  )
})
test('what went wrong in an unforeseen way does not tell more than that', async () => {
  const asked = { to: 'background', name: 'addServer', ask: { origin: 'https://example.com' } }
  expect(await respond(asked)).toEqual({ failure: { code: 'unexpected' } })
})
test.each([
  [{ to: 'background', name: 'toString', ask: undefined }],
  [{ to: 'background', name: '__proto__' }],
  [{ to: 'background', name: 'share', ask: { ...draft, ttl: -1 } }],
  [{ to: 'background', name: 'share', ask: { ...draft, extra: 1 } }],
  [{ to: 'background', name: 'recapture', ask: null }],
  [{ to: 'background', name: 7 }],
  [{ to: 'background' }],
])('a malformed message is answered with a fault: %j', async message => {
  const told = await respond(message)
  expect(told).toEqual({ failure: { code: 'malformed' } })
})
test('messages for the clipboard’s page, and strangers’, are not ours', () => {
  expect(isQuestion({ to: 'clipboard', text: 'x' })).toBe(false)
  expect(isQuestion('share')).toBe(false)
  expect(isQuestion(null)).toBe(false)
  expect(isQuestion({ to: 'background', name: 'share' })).toBe(true)
})
