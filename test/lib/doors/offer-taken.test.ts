import { expect, test } from 'vitest'
import { readOfferTaken } from '../../../lib/doors/offer-taken'

const ownId = 'abcdefgh'
const id = '2c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10'
const sender = { id: ownId, url: 'https://mail.example/', frameId: 0, tab: { id: 7 } }
const field = '9b1f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10'
const said = { to: 'background', name: 'takeOffer', ask: { id, frameId: 3, field } }

test('which offer was taken up is told by the button, in which tab by the browser', () => {
  expect(readOfferTaken(said, sender, ownId)).toEqual({ id, frameId: 3, field, tabId: 7 })
})
test.each([
  ['another extension', { id: 'stranger' }],
  ['a frame in a page', { frameId: 3 }],
  ['a page of ours without a tab', { tab: undefined }],
])('%s may not take an offer up', (_, other) => {
  expect(readOfferTaken(said, { ...sender, ...other }, ownId)).toBeUndefined()
})
test.each([
  undefined,
  'takeOffer',
  { ...said, name: 'share' },
  { ...said, name: 'toString' },
  { ...said, to: 'clipboard' },
  { ...said, more: 1 },
  { ...said, ask: { ...said.ask, tabId: 9 } },
  { ...said, ask: { ...said.ask, link: 'https://evil.example/' } },
  { ...said, ask: { ...said.ask, id: 'x' } },
  { ...said, ask: { ...said.ask, frameId: -1 } },
  { ...said, ask: { ...said.ask, field: 'x' } },
  { ...said, ask: { id, frameId: 3 } },
])('nothing but its one sentence is heard: %j', other => {
  expect(readOfferTaken(other, sender, ownId)).toBeUndefined()
})
