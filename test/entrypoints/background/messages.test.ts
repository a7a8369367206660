import { describe, expect, test } from 'vitest'
import { digestOfCopied } from '../../../lib/adapters/clipboard-digest'
import { readTarget } from '../../../lib/domain/read-link'
import { background, eventually, linkOf } from '../../support/background'

const alice = { user: 'alice@example.com', token: 'alices-token' }
const world = background({ accounts: [alice] })
const { call, callFrom, say, draft } = world
const ownPage = { id: 'test-extension-id', url: 'chrome-extension://test-extension-id/popup.html' }
const share = async (some = {}) => linkOf(await call('share', draft(some)))
const placeOf = async (link: string) => {
  const target = await readTarget(link)
  return target.is === 'sealed'
    ? { origin: target.link.origin, secretKey: target.link.secretKey }
    : target.place
}

describe('who is heard', () => {
  test.each([
    ['a page', { id: 'test-extension-id', url: 'https://eu.onetimesecret.com/secret/abc', frameId: 0 }],
    ['another extension', { ...ownPage, id: 'another' }],
    [
      'an address that only begins like ours',
      { ...ownPage, url: 'chrome-extension://test-extension-id.example/' },
    ],
    ['nobody at all', {}],
  ])('%s is not answered, and nothing is done', async (_, sender) => {
    const message = { to: 'background', name: 'share', ask: draft() }
    expect(await world.browser.say(message, sender)).toBeUndefined()
    expect(world.server.log).toEqual([])
  })
  test.each([
    ['toString', undefined],
    ['nothing of ours', undefined],
    ['share', { text: 'hunter2' }],
    ['burn', { id: 'no id' }],
    ['outcome', { more: true }],
    ['eraseAll', { really: true }],
  ])('%s with %j is malformed, and said to be', async (name, ask) => {
    expect(await say(name, ask)).toEqual({ failure: { code: 'malformed' } })
  })
  test('what is meant for somebody else is left to them', async () => {
    expect(await world.browser.say({ to: 'elsewhere' }, ownPage)).toBeUndefined()
  })
})

describe('sharing', () => {
  test('a draft becomes a link on the clipboard, and an entry of the history', async () => {
    const { shared, copied } = await share()
    expect(copied).toBe('yes')
    expect(world.browser.clipboard.text).toBe(shared.link)
    expect(await world.browser.badge()).toBe('✓')
    expect(await call('outcome', undefined)).toMatchObject({ at: 'shared', shared: { id: shared.id } })
    // It was looked at.
    expect(await world.browser.badge()).toBe('')
    expect(JSON.parse((await call('exportHistory', { as: 'json' })).text)).toMatchObject([{ label: 'one' }])
    expect(world.browser.disk()).not.toMatch(/hunter2|#c1/)
  })
  test('the server makes a secret up', async () => {
    const { shared } = linkOf(await call('generate', { draft: draft({ mode: 'standard' }), length: 20 }))
    expect(shared.value).toHaveLength(20)
    await call('copied', { id: shared.id, what: 'value' })
    expect(await call('outcome', undefined)).toMatchObject({ valueCopied: true })
  })
  test('a link that the person puts away or forgets is gone', async () => {
    const { shared } = await share()
    await call('dismiss', undefined)
    expect(await call('outcome', undefined)).toBeUndefined()
    expect(await world.browser.badge()).toBe('')
    const second = await share()
    await call('forgetLink', { id: second.shared.id })
    expect(world.browser.memory()).not.toContain(second.shared.link)
    expect(world.browser.memory()).not.toContain(shared.link)
  })
  test('from a private tab nothing is written down', async () => {
    const tab = world.browser.openTab('https://intranet.example.com/', true)
    linkOf(await callFrom(tab.id)('share', draft()))
    expect((await call('exportHistory', { as: 'json' })).text).toBe('[]\n')
  })
  test('a frame is read again once it may be', async () => {
    expect(await call('recapture', { tabId: 5, frameId: 0 })).toBeUndefined()
    world.browser.pages.set(5, { read: { is: 'read', text: 'hunter2', sure: 'yes' } })
    expect(await call('recapture', { tabId: 5, frameId: 0 })).toMatchObject({ text: 'hunter2' })
    await call('forgetAsking', undefined)
  })
})

test('a server is checked, added, counted and removed with its permission', async () => {
  const { origin } = world.server
  await call('checkServer', { origin })
  await call('addServer', { origin })
  await share()
  expect(await call('serverUse', { origin })).toEqual({ waiting: 1 })
  await call('removeServer', { origin })
  expect([...world.browser.held.origins]).toEqual([])
  await expect(call('checkServer', { origin })).rejects.toMatchObject({ code: 'noPermission' })
  world.browser.allow([], ['http://127.0.0.1/*'])
  await expect(call('checkServer', { origin: 'http://127.0.0.1:2' })).rejects.toMatchObject({
    code: 'unreachable',
  })
})

test('an account is kept once its server accepts it, and its token never comes out', async () => {
  const { origin } = world.server
  const account = { name: 'Production', server: origin, ...alice }
  await expect(call('addAccount', { ...account, token: 'wrong' })).rejects.toMatchObject({
    code: 'unauthorised',
  })
  const { id } = await call('addAccount', account)
  await call('testAccount', { id })
  await call('changeAccount', { id, name: 'Staging' })
  await expect(call('replaceToken', { id, token: 'wrong' })).rejects.toMatchObject({ code: 'unauthorised' })
  await call('replaceToken', { id, token: alice.token })
  expect(linkOf(await call('share', draft({ account: id }))).shared.account).toBe('Staging')
  expect(world.browser.disk()).not.toContain(alice.token)
  await call('removeAccount', { id })
  await expect(call('testAccount', { id })).rejects.toMatchObject({ code: 'accountGone' })
})

describe('reading', () => {
  test('a secret is read once, kept, found by whoever asks again, and forgotten', async () => {
    const place = await placeOf((await share()).shared.link)
    expect(await call('revealEnd', place)).toMatchObject({ is: 'failed' })
    const reading = await call('reveal', place)
    if (reading.is !== 'received') throw new Error(JSON.stringify(reading))
    const { id } = reading.received
    expect(await call('reveal', place)).toMatchObject({ is: 'received' })
    expect(await call('received', { id })).toMatchObject({ what: { is: 'sealed' } })
    expect(await call('received', place)).toMatchObject({ id })
    const asked = world.server.log.filter(({ path }) => path.startsWith('/api/v1/secret/'))
    expect(asked).toHaveLength(1)
    await call('forgetReceived', { id })
    expect(await call('received', place)).toBeUndefined()
  })
  test('a link opens our page, where its tab claims it once', async () => {
    const { shared } = await share()
    await call('openLink', { text: shared.link })
    const [tab] = [...world.browser.tabs.values()]
    expect(tab?.url).toMatch(/\/reveal\.html#[0-9a-f-]{36}$/)
    expect(tab?.url).not.toContain('#c1')
    // It was opened by the person, and is nobody's to claim.
    const token = tab?.url.split('#')[1] ?? ''
    expect(await callFrom(99)('claim', { token })).toBeUndefined()
    expect(await callFrom(99)('keepShown', { token })).toBeUndefined()
  })
  test('what the hidden page has read is kept', async () => {
    const wanted = { origin: world.server.origin, secretKey: 'abc', inPrivate: false }
    const came = {
      at: 1,
      status: 200,
      intended: null,
      body: '{"value":"hunter2"}',
      binary: false,
      whole: true,
    }
    expect(await call('keepReceived', { wanted, came })).toBe('memory')
    expect(world.browser.disk()).not.toContain('hunter2')
  })
})

test('the clipboard is emptied after a minute, if it still holds what was copied', async () => {
  for (const held of ['hunter2', 'something else']) {
    world.browser.clipboard.text = held
    await call('clearClipboard', await digestOfCopied('hunter2'))
    await world.browser.ring('clear-clipboard')
    await eventually(() => expect(world.browser.memory()).not.toContain('digest'))
    await eventually(() => expect(world.browser.clipboard.text).toBe(held === 'hunter2' ? '' : held))
  }
})

describe('the history', () => {
  test('a secret is named, looked at on its server, burned and forgotten', async () => {
    const { shared } = await share()
    const { id } = shared
    await call('rename', { id, label: 'two' })
    expect((await call('metadataPage', { id })).address).toContain(world.server.origin)
    await call('check', undefined)
    expect(await call('burn', { id })).toEqual({ state: 'burned' })
    await call('seen', undefined)
    expect(JSON.parse((await call('exportHistory', { as: 'json' })).text)).toMatchObject([
      { label: 'two', state: 'burned' },
    ])
    await call('forgetSettled', undefined)
    await expect(call('metadataPage', { id })).rejects.toMatchObject({ code: 'gone' })
  })
  test('all that wait are burned, and one alone is forgotten', async () => {
    const { shared } = await share()
    await share({ mode: 'standard', passphrase: 'passphrase' })
    expect(await call('burnAll', undefined)).toEqual({ burned: 1, left: 1 })
    await call('forget', { id: shared.id })
    expect(JSON.parse((await call('exportHistory', { as: 'json' })).text)).toHaveLength(1)
  })
  test('everything is erased, and what is shared afterwards is kept anew', async () => {
    await share()
    expect(await call('eraseAll', undefined)).toEqual({ left: false })
    expect(world.browser.local.kept.size).toBe(0)
    expect(world.browser.session.kept.size).toBe(0)
    // What was allowed is given back, too.
    expect([...world.browser.held.origins]).toEqual([])
    world.browser.allow([], ['http://127.0.0.1/*'])
    await share({ label: 'anew' })
    expect((await call('exportHistory', { as: 'json' })).text).toContain('anew')
  })
  test('what is no backup is refused', async () => {
    await expect(call('restore', { text: 'nothing' })).rejects.toMatchObject({ name: 'Fault' })
  })
})

test('the lock closes, refuses what it must, and opens by its passphrase', async () => {
  expect(await call('lockState', undefined)).toEqual({ state: 'off' })
  await call('setLock', { passphrase: 'correct horse battery' })
  await call('changeLock', { passphrase: 'correct horse battery', next: 'staple battery horse' })
  const { shared } = await share()
  await call('lockNow', undefined)
  expect(await call('lockState', undefined)).toEqual({ state: 'locked' })
  expect(world.browser.memory()).not.toContain(shared.link)
  for (const name of ['exportHistory', 'seen', 'burnAll', 'removeLock'] as const) {
    const ask = { exportHistory: { as: 'json' }, removeLock: { passphrase: 'staple battery horse' } }
    expect(await say(name, ask[name as keyof typeof ask])).toEqual({ failure: { code: 'locked' } })
  }
  await expect(call('unlock', { passphrase: 'wrong' })).rejects.toMatchObject({ code: 'wrongPassphrase' })
  await call('unlock', { passphrase: 'staple battery horse' })
  await call('removeLock', { passphrase: 'staple battery horse' })
  expect(await call('lockState', undefined)).toEqual({ state: 'off' })
})
