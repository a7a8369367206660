import { beforeAll, expect, test } from 'vitest'
import {
  readNoteWanted,
  readPageMessage,
  readPageRequest,
  readReplaceRequest,
} from '../../../lib/adapters/content-script-messages'
import { newLinkKey, seal } from '../../../lib/domain/jwe-envelope'

const ownId = 'abcdefgh'
const page = 'https://eu.onetimesecret.com/secret/abc'
const sender = { id: ownId, url: page, frameId: 0, documentLifecycle: 'active', tab: { id: 7 } }
const linkOf = (link: unknown) => ({ to: 'background', name: 'sealedLink', ask: { link } })
const textOf = (text: unknown) => ({ to: 'background', name: 'sealedText', ask: { text } })
let jwe = ''
beforeAll(async () => {
  jwe = await seal({ text: 'hunter2' }, { linkKey: newLinkKey() })
})

test('a link is taken from the page that it leads to, whole or damaged, as it came', () => {
  const sealed = { origin: 'https://eu.onetimesecret.com', tabId: 7, found: { given: `${page}#c1.cut` } }
  expect(readPageMessage(linkOf(`${page}#c1.cut`), sender, ownId)).toEqual(sealed)
  const { documentLifecycle: _, ...firefox } = sender
  expect(readPageMessage(linkOf(`${page}#c1.cut`), firefox, ownId)).toEqual(sealed)
})
test('a key that the server was sent is marked as such, and the link is put right', () => {
  const found = { given: `${page}#c1.x`, seen: true }
  expect(readPageMessage(linkOf(`${page}%23c1.x`), sender, ownId)?.found).toEqual(found)
  expect(readPageRequest({ ...request, url: `${page}%2523c1%2Ex` })?.found).toEqual(found)
  const french = 'https://eu.onetimesecret.com/fr/secret/abc#c1%2Ex'
  expect(readPageRequest({ ...request, url: french })?.found).toEqual({ given: `${page}#c1.x` })
})
test('a page that its script made one where secrets are read is one, by the address of its tab', () => {
  const routed = { ...sender, url: 'https://eu.onetimesecret.com/', tab: { id: 7, url: page } }
  expect(readPageMessage(linkOf(`${page}#c1.x`), routed, ownId)?.found).toEqual({ given: `${page}#c1.x` })
  const elsewhere = { ...routed, tab: { id: 7, url: 'https://us.onetimesecret.com/secret/abc' } }
  expect(readPageMessage(linkOf(`${page}#c1.x`), elsewhere, ownId)).toBeUndefined()
})
test('a sealed text is taken as the page shows it, and nothing else is', () => {
  const shown = `This secret is sealed.\n\n${jwe}`
  expect(readPageMessage(textOf(shown), sender, ownId)?.found).toEqual({ given: '', shown })
  expect(readPageMessage(textOf('hunter2'), sender, ownId)).toBeUndefined()
})
test.each([
  ['another extension', { id: 'stranger' }],
  ['a frame in a page', { frameId: 3 }],
  ['a page loaded ahead', { documentLifecycle: 'prerender' }],
  ['a page kept for Back', { documentLifecycle: 'cached' }],
  ['another page of the server', { url: 'https://eu.onetimesecret.com/account' }],
  ['another server', { url: 'https://evil.example/secret/abc' }],
  ['another port', { url: 'https://eu.onetimesecret.com:8443/secret/abc' }],
  ['no tab', { tab: undefined }],
  ['no address', { url: undefined }],
])('%s may not hand a link over', (_, other) => {
  expect(readPageMessage(linkOf(`${page}#c1.x`), { ...sender, ...other }, ownId)).toBeUndefined()
})
test.each([
  undefined,
  'sealedLink',
  { to: 'background', name: 'share', ask: {} },
  { to: 'background', name: 'toString', ask: {} },
  { to: 'clipboard', name: 'sealedLink', ask: { link: page } },
  { ...linkOf(page), more: 1 },
  linkOf(undefined),
  linkOf('abc'),
  linkOf('javascript:alert(1)'),
  linkOf('https://eu.onetimesecret.com/account#c1.x'),
  linkOf(`${page}#c1.${'x'.repeat(20_000)}`),
  linkOf(`${page}#c1.${'x'.repeat(2_000)}`),
  textOf(7),
])('nothing but its two sentences is heard: %j', said => {
  expect(readPageMessage(said, sender, ownId)).toBeUndefined()
})

test('what shows words is put into the page that asks for it, and into no other', () => {
  const wanted = { to: 'background', name: 'note', ask: {} }
  expect(readNoteWanted(wanted, sender, ownId)).toBe(7)
  expect(readNoteWanted({ ...wanted, ask: { tabId: 8 } }, sender, ownId)).toBeUndefined()
  for (const other of [{ id: 'stranger' }, { frameId: 3 }, { tab: undefined }])
    expect(readNoteWanted(wanted, { ...sender, ...other }, ownId)).toBeUndefined()
})

const request = {
  url: `${page}#c1.x`,
  method: 'GET',
  type: 'main_frame',
  tabId: 7,
  documentLifecycle: 'active',
  requestHeaders: [{ name: 'Accept', value: 'text/html' }],
}
test('a sealed link is noticed while its page is being fetched', () => {
  const sealed = { origin: 'https://eu.onetimesecret.com', tabId: 7, found: { given: `${page}#c1.x` } }
  expect(readPageRequest(request)).toEqual(sealed)
})
test.each([
  ['a link without a key', { url: page }],
  ['a page’s own fragment', { url: `${page}#section` }],
  ['another page', { url: 'https://eu.onetimesecret.com/account#c1.x' }],
  ['a link far longer than a key', { url: `${page}#c1.${'x'.repeat(2_000)}` }],
  ['a frame', { type: 'sub_frame' }],
  ['a form', { method: 'POST' }],
  ['no tab', { tabId: -1 }],
  ['a page loaded ahead', { documentLifecycle: 'prerender' }],
  ['a prefetch', { requestHeaders: [{ name: 'Sec-Purpose', value: 'prefetch' }] }],
  ['a prerender', { requestHeaders: [{ name: 'sec-purpose', value: 'prefetch;prerender' }] }],
  ['an old robot’s look ahead', { requestHeaders: [{ name: 'X-moz', value: 'prefetch' }] }],
])('%s is let pass', (_, other) => {
  expect(readPageRequest({ ...request, ...other })).toBeUndefined()
})

const id = '2c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10'
const note = { id: ownId, url: 'https://mail.example/', frameId: 0, tab: { id: 7 } }
const field = '9b1f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10'
const offer = { to: 'background', name: 'takeOffer', ask: { id, frameId: 3, field } }

test('which offer was taken up is told by the button, in which tab by the browser', () => {
  expect(readReplaceRequest(offer, note, ownId)).toEqual({ id, frameId: 3, field, tabId: 7 })
})
test.each([
  ['another extension', { id: 'stranger' }],
  ['a frame in a page', { frameId: 3 }],
  ['a page of ours without a tab', { tab: undefined }],
])('%s may not take an offer up', (_, other) => {
  expect(readReplaceRequest(offer, { ...note, ...other }, ownId)).toBeUndefined()
})
test.each([
  undefined,
  'takeOffer',
  { ...offer, name: 'share' },
  { ...offer, name: 'toString' },
  { ...offer, to: 'clipboard' },
  { ...offer, more: 1 },
  { ...offer, ask: { ...offer.ask, tabId: 9 } },
  { ...offer, ask: { ...offer.ask, link: 'https://evil.example/' } },
  { ...offer, ask: { ...offer.ask, id: 'x' } },
  { ...offer, ask: { ...offer.ask, frameId: -1 } },
  { ...offer, ask: { ...offer.ask, field: 'x' } },
  { ...offer, ask: { id, frameId: 3 } },
])('nothing but its one sentence is heard: %j', other => {
  expect(readReplaceRequest(other, note, ownId)).toBeUndefined()
})
