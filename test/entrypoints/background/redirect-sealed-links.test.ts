import { expect, test } from 'vitest'
import { makeLink } from '../../../lib/domain/link'
import { background, eventually } from '../../support/background'

const world = background()
const origin = 'https://eu.onetimesecret.com'
const id = 'test-extension-id'
const sealed = async (at = origin) => {
  const linkKey = crypto.getRandomValues(new Uint8Array(32))
  return makeLink({ origin: at, secretKey: 'abc', linkKey, passphrase: false })
}
const request = (url: string, tabId: number, more: object = {}) =>
  world.browser.fire('webRequest.onBeforeSendHeaders', {
    ...{ url, tabId, method: 'GET', type: 'main_frame', requestHeaders: [] },
    ...more,
  })
const fromPage = (name: string, ask: object, tabId: number, url = `${origin}/secret/abc`) =>
  world.browser.say({ to: 'background', name, ask }, { id, url, frameId: 0, tab: { id: tabId, url } })
const ours = /^chrome-extension:\/\/test-extension-id\/reveal\.html#[0-9a-f-]{36}$/
const urlOf = (tabId: number) => world.browser.tabs.get(tabId)?.url

test('a tab that is about to load a sealed link is sent to our page, which alone can claim it', async () => {
  const [tab, link] = [world.browser.openTab('about:blank'), await sealed()]
  request(link, tab.id)
  await eventually(() => expect(urlOf(tab.id)).toMatch(ours))
  const token = urlOf(tab.id)?.split('#')[1] ?? ''
  expect(await world.callFrom(tab.id + 1)('claim', { token })).toBeUndefined()
  expect(await world.callFrom(tab.id)('claim', { token })).toMatch(/^[0-9a-f-]{36}$/)
  expect(await world.callFrom(tab.id)('claim', { token })).toBeUndefined()
})
test('a link that is met on its way and in its page at once is one', async () => {
  const [tab, link] = [world.browser.openTab(`${origin}/secret/abc`), await sealed()]
  request(link, tab.id)
  expect(await fromPage('sealedLink', { link }, tab.id)).toBe('taken')
  await eventually(() => expect(urlOf(tab.id)).toMatch(ours))
  expect(world.browser.memory().match(/revealing:/g)).toHaveLength(1)
})
test.each([
  ['a page of a server that nobody knows', async () => sealed('https://secrets.example.com'), {}],
  ['a link without a key', async () => `${origin}/secret/abc`, {}],
  ['a page that is fetched ahead', sealed, { requestHeaders: [{ name: 'Sec-Purpose' }] }],
  ['a frame', sealed, { type: 'sub_frame' }],
])('%s is left alone', async (_, link, more) => {
  const tab = world.browser.openTab('about:blank')
  request(await link(), tab.id, more)
  await world.call('outcome', undefined)
  expect(urlOf(tab.id)).toBe('about:blank')
  expect(world.browser.memory()).not.toContain('revealing:')
})
test('a page of a server that nobody knows is told so', async () => {
  const [own, tab] = ['https://secrets.example.com', world.browser.openTab('about:blank')]
  const link = await sealed(own)
  expect(await fromPage('sealedLink', { link }, tab.id, `${own}/secret/abc`)).toBe('notOurs')
})
test('a tab that is closed by then leaves nothing behind', async () => {
  expect(await fromPage('sealedLink', { link: await sealed() }, 99)).toBe('refused')
  expect(world.browser.memory()).not.toContain('revealing:')
})
test('a private tab, which has no room for our page, gets a window beside it', async () => {
  const [tab, link] = [world.browser.openTab('about:blank', true), await sealed()]
  request(link, tab.id)
  expect(await fromPage('sealedLink', { link }, tab.id)).toBe('elsewhere')
  expect(urlOf(tab.id)).toBe('about:blank')
  expect(urlOf(tab.id + 1)).toMatch(ours)
})
test('a page may say nothing else', async () => {
  const tab = world.browser.openTab('about:blank')
  expect(await fromPage('outcome', {}, tab.id)).toBeUndefined()
  expect(await fromPage('sealedLink', { link: await sealed(), more: 1 }, tab.id)).toBeUndefined()
  expect(await fromPage('note', {}, tab.id)).toBe('refused')
  world.browser.pages.set(tab.id, {})
  expect(await fromPage('note', {}, tab.id)).toBe('taken')
})
