import { beforeEach, describe, expect, test } from 'vitest'
import { type AccountStore, createAccountStore } from '../../../lib/adapters/account-store'
import { createHistoryStore, type HistoryStore } from '../../../lib/adapters/history-store'
import type { ImportExclusions } from '../../../lib/adapters/import-exclusions'
import { createSettingsStore, type SettingsStore } from '../../../lib/adapters/settings-store'
import type { Draft } from '../../../lib/domain/draft'
import { Fault } from '../../../lib/domain/fault'
import { open } from '../../../lib/domain/jwe-envelope'
import { readLink, readOpenerLink } from '../../../lib/domain/read-link'
import { storedBytes } from '../../../lib/domain/server'
import { type ShareWorld, share } from '../../../lib/usecases/share'
import { memoryApi } from '../../support/api'
import { memoryArea } from '../../support/area'
import { receiptOf } from '../../support/receipts'
import { memoryUntold } from '../../support/untold'
import { memoryVault } from '../../support/vault'

const line = 'This secret is sealed.'
const draft: Draft = {
  mode: 'sealed',
  server: 'https://eu.onetimesecret.com',
  account: null,
  ttl: 3600,
  text: 'hunter2\n\ttabbed \u{1F512}',
  note: '',
  label: '',
  passphrase: '',
  recipient: '',
  people: 1,
}

let area: ReturnType<typeof memoryArea>
let sent: string[]
let made: string[]
let settings: SettingsStore
let server: ReturnType<typeof memoryApi>
let history: HistoryStore
let accounts: AccountStore
let untold: ImportExclusions
let world: ShareWorld
const at = (granted?: number) => {
  area = memoryArea()
  sent = []
  made = []
  settings = createSettingsStore(memoryArea(), () => 'UTC')
  const vault = memoryVault()
  history = createHistoryStore(area, vault)
  accounts = createAccountStore(area, vault)
  untold = memoryUntold(area, vault, () => 1_000_000)
  server = memoryApi(granted === undefined ? {} : { granted })
  world = {
    api: origin => {
      sent.push(origin)
      return server.api
    },
    accounts,
    accountApi: account => {
      sent.push(`${account.name} at ${account.server}`)
      return server.api
    },
    history,
    untold,
    policy: {},
    now: () => 1_000_000,
    newId: () => '2c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10',
    line,
    room: storedBytes,
    settings,
    opener: undefined,
    sending: async () => {
      sent.push('sending')
    },
    made: async ({ link }) => {
      made.push(link)
    },
  }
}
beforeEach(() => at())
const limits = async () => (await settings.read()).limits

/** What a recipient with the link gets, from what the server holds. */
async function opened(linkText: string, passphrase?: string) {
  const { link } = await readLink(linkText)
  const stored = server.kept.at(-1)?.secret ?? ''
  return open(stored, { linkKey: link.linkKey, ...(passphrase === undefined ? {} : { passphrase }) })
}

describe('a sealed secret', () => {
  test('opens with its link to the exact text, and the server holds neither text nor key', async () => {
    const shared = await share(world, { ...draft, note: 'for Bob' })
    expect(await opened(shared.link)).toEqual({ text: draft.text, note: 'for Bob' })
    const stored = JSON.stringify(server.kept)
    for (const secret of ['hunter2', 'for Bob', new URL(shared.link).hash.split('.')[1] ?? '?']) {
      expect(stored).not.toContain(secret)
    }
    expect(stored).toContain(line)
  })
  test('with a passphrase needs both, and the server hears of neither', async () => {
    const shared = await share(world, { ...draft, passphrase: 'glue-noble' })
    expect(shared.link).toContain('#c1p.')
    expect(await opened(shared.link, 'glue-noble')).toEqual({ text: draft.text })
    await expect(opened(shared.link)).rejects.toMatchObject({ code: 'notOpened' })
    expect(server.kept[0]).not.toHaveProperty('passphrase')
    expect(JSON.stringify(server.kept)).not.toContain('glue-noble')
  })
  test('that is too long is refused before anything leaves, with by how much', async () => {
    const random = Array.from(crypto.getRandomValues(new Uint8Array(9_000)), byte =>
      String.fromCharCode(33 + (byte % 90)),
    )
    const asked = share(world, { ...draft, text: random.join('') })
    await expect(asked).rejects.toMatchObject({ code: 'tooLong', facts: { by: expect.any(Number) } })
    expect(sent).toEqual([])
  })
})

describe('a standard secret', () => {
  test('is sent as it is, with its passphrase for the server', async () => {
    const shared = await share(world, {
      ...draft,
      mode: 'standard',
      passphrase: 'correct horse',
      note: 'lost',
    })
    expect(server.kept).toEqual([{ secret: draft.text, ttl: 3600, passphrase: 'correct horse' }])
    expect(shared.link).toBe('https://eu.onetimesecret.com/secret/s1')
  })
  test.each([
    [{ text: ' \n' }, 'empty'],
    [{ text: 'a\ud83d' }, 'loneSurrogate'],
    [{ text: 'a\0' }, 'nul'],
    [{ text: 'é'.repeat(5_001) }, 'tooLong'],
    [{ passphrase: 'short' }, 'passphraseShort'],
    [{ passphrase: 'x'.repeat(129) }, 'passphraseLong'],
  ])('with %j is refused before anything leaves', async (patch, code) => {
    await expect(share(world, { ...draft, mode: 'standard', ...patch })).rejects.toMatchObject({ code })
    expect(sent).toEqual([])
    expect(server.kept).toEqual([])
  })
})

describe('what the organisation forbids is refused before anything leaves', () => {
  const { server: origin } = draft
  test.each([
    ['another server', { allowedServers: ['https://uk.onetimesecret.com'] }, {}, 'serverNotAllowed'],
    ['a standard secret', { sealedRequired: true }, { mode: 'standard' as const }, 'mustBeSealed'],
    ['no passphrase', { passphraseRequired: true }, {}, 'needsPassphrase'],
    ['a long life', { longestLifetime: 3599 }, {}, 'livesTooLong'],
    ['no account', { accountRequired: true }, {}, 'needsAccount'],
  ])('%s', async (_, policy, patch, code) => {
    await expect(share({ ...world, policy }, { ...draft, ...patch })).rejects.toMatchObject({ code })
    expect(sent).toEqual([])
    expect(server.kept).toEqual([])
  })
  test('and nothing else is', async () => {
    const policy = {
      allowedServers: [origin],
      sealedRequired: true,
      passphraseRequired: true,
      longestLifetime: 3600,
    }
    await share({ ...world, policy }, { ...draft, passphrase: 'glue-noble' })
    expect(server.kept).toHaveLength(1)
  })
})

test.each([
  ['a server whose scheme such a link cannot say', 'https://localhost:8443', 'https://open.example/'],
  ['an opener that is no page', draft.server, 'open.example'],
])('with %s the link is a plain one, and nothing is lost', async (_, server, opener) => {
  const { link, remembered } = await share({ ...world, opener }, { ...draft, server })
  expect((await readLink(link)).link.origin).toBe(server)
  expect(remembered).toBe(true)
  expect(await history.all()).toHaveLength(1)
})
test('nothing is sent to a server that no link can lead to', async () => {
  const server = 'https://eu.onetimesecret.com/'
  await expect(share(world, { ...draft, server })).rejects.toMatchObject({ code: 'badServer' })
  expect(sent).toEqual([])
})
test('where an opener is set, the link leads over its page, and opens the same secret', async () => {
  const { link } = await share({ ...world, opener: 'https://open.example/' }, draft)
  expect(link).toMatch(/^https:\/\/open\.example\/#c1\.eu\.onetimesecret\.com\.s1\./)
  const { link: sealed } = await readOpenerLink(link)
  expect(await open(server.kept[0]?.secret ?? '', { linkKey: sealed.linkKey })).toEqual({ text: draft.text })
})
test('the server is asked once, and only after everything is prepared', async () => {
  await share(world, draft)
  expect(sent).toEqual(['sending', draft.server])
  expect(server.kept).toHaveLength(1)
})
test('history remembers the secret, and holds neither text, note, passphrase nor link', async () => {
  const shared = await share(world, { ...draft, note: 'for Bob', passphrase: 'glue-noble', label: 'wifi' })
  const [entry] = await history.all()
  expect(entry).toMatchObject({
    label: 'wifi',
    state: 'waiting',
    sealed: true,
    passphrase: true,
    expires: 4_600_000,
  })
  expect(entry && (await history.metadataKey(entry))).toBe('m1')
  const disk = JSON.stringify([...area.kept])
  const [, key = '?', check = '?'] = new URL(shared.link).hash.split('.')
  for (const secret of ['hunter2', 'for Bob', 'glue-noble', key, check, 's1"', '"m1"'])
    expect(disk).not.toContain(secret)
})
test('a server that keeps it shorter than asked is noticed', async () => {
  at(600)
  expect(await share(world, draft)).toMatchObject({ expires: 1_600_000, shortened: 3600 })
  at()
  expect(await share(world, draft)).not.toHaveProperty('shortened')
})
test('what a server granted is learned, with and without an account', async () => {
  at(600)
  const account = '2c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f11'
  await accounts.add({ name: 'Billing', server: draft.server, user: 'alice', token: 't0ken' }, account, 7)
  await share(world, draft)
  await share(world, { ...draft, account })
  expect(await limits()).toEqual({ [draft.server]: { anonymous: 600, account: 600 } })
})
test('a limit that cannot be kept does not cost the link', async () => {
  at(600)
  const full = { ...settings, change: () => Promise.reject(new Error('full')) }
  expect((await share({ ...world, settings: full }, draft)).link).toContain('#c1.')
})
test('on a server that takes more, more is sent, whole', async () => {
  const text = 'é'.repeat(20_000)
  const shared = await share({ ...world, room: 100_000 }, { ...draft, mode: 'standard', text })
  expect(shared.remembered).toBe(true)
  expect(server.kept[0]?.secret).toBe(text)
})
test('from a private window nothing is learned of the server', async () => {
  at(600)
  await share({ ...world, history: undefined }, draft)
  expect(await limits()).toEqual({})
})
test('from a private window nothing is kept, and that is no failure', async () => {
  const shared = await share({ ...world, history: undefined }, draft)
  expect(shared).toMatchObject({ remembered: true, untold: true })
  expect(area.kept.size).toBe(0)
})
test('a full disk does not cost the link', async () => {
  area.full = true
  const shared = await share(world, draft)
  expect(shared.remembered).toBe(false)
  expect((await opened(shared.link)).text).toBe(draft.text)
})

describe('with an account', () => {
  const id = '6f1c9a52-9c0a-4a57-8a7e-3f0d8a4f2b11'
  const eu = 'https://eu.onetimesecret.com'
  const theirs = { ...draft, account: id }
  const put = (patch: { server?: string; token?: string } = {}) =>
    accounts.add({ name: 'Production – billing', server: eu, user: 'alice', token: 't0ken', ...patch }, id, 7)

  test('the secret is shared in its name, its entry says whose it is, and its use is noted', async () => {
    await put()
    const shared = await share(world, theirs)
    expect(shared.account).toBe('Production – billing')
    expect(sent).toEqual(['sending', `Production – billing at ${eu}`])
    expect(await history.all()).toMatchObject([{ account: id, server: eu }])
    expect(await accounts.all()).toMatchObject([{ used: 1_000_000 }])
  })
  test('without one, no account has a part in it', async () => {
    await put()
    expect(await share(world, draft)).not.toHaveProperty('account')
    expect(sent).toEqual(['sending', eu])
    expect(await history.all()).toMatchObject([{ account: null }])
    expect((await accounts.all())[0]?.used).toBeUndefined()
  })
  test.each([
    ['is gone', async () => {}, 'accountGone'],
    [
      'is disabled',
      async () => {
        await put()
        await accounts.change(id, { disabled: true })
      },
      'accountDisabled',
    ],
    ['has no token', () => accounts.add({ name: 'A', server: eu, user: 'alice' }, id, 7), 'accountNoToken'],
    ['belongs to another server', () => put({ server: 'https://us.onetimesecret.com' }), 'accountElsewhere'],
  ])('one that %s is a fault, and nothing is sent, least of all anonymously', async (_, prepare, code) => {
    await prepare()
    await expect(share(world, theirs)).rejects.toMatchObject({ code })
    expect(sent).toEqual([])
    expect(server.kept).toEqual([])
  })
  test('while the vault is locked nothing is sent', async () => {
    await put()
    const locked = async () => {
      throw new Fault('busy')
    }
    world.accounts = createAccountStore(area, { ...memoryVault(), decrypt: locked })
    await expect(share(world, theirs)).rejects.toMatchObject({ code: 'busy' })
    expect(sent).toEqual([])
  })
  test('from a private window its use is noted nowhere, and its list brings nothing of it back', async () => {
    await put()
    const disk = () => JSON.stringify([...area.kept].filter(([key]) => !key.startsWith('untold:')))
    const before = disk()
    expect(await share({ ...world, history: undefined }, theirs)).toMatchObject({ untold: true })
    expect(disk()).toBe(before)
    const listed = [receiptOf('m1', { created: 1 }), receiptOf('m2', { created: 1_000_000 })]
    expect([...(await untold.among(id, listed, undefined))]).toEqual(['m1'])
    const boxes = JSON.stringify([...area.kept].filter(([key]) => key.startsWith('untold:')))
    for (const word of ['"m1"', id, eu]) expect(boxes).not.toContain(word)
  })
  test('with a domain of its own the link leads there, and opens', async () => {
    await put()
    await accounts.change(id, { shareDomain: 'secrets.acme.com' })
    server = memoryApi({ shareDomain: 'Secrets.Acme.com' })
    const shared = await share(world, theirs)
    expect(server.kept[0]).toMatchObject({ shareDomain: 'secrets.acme.com' })
    expect(shared.link).toMatch(/^https:\/\/secrets\.acme\.com\/secret\/s1#c1\./)
    expect(shared).not.toHaveProperty('otherDomain')
    expect((await readLink(shared.link)).link.origin).toBe('https://secrets.acme.com')
    expect((await opened(shared.link)).text).toBe(draft.text)
    expect(await history.all()).toMatchObject([{ server: eu }])
  })
  test('where the server makes no link for its domain, the link is the server’s, and that is said', async () => {
    await put()
    await accounts.change(id, { shareDomain: 'secrets.acme.com' })
    const shared = await share(world, theirs)
    expect(shared.link).toMatch(/^https:\/\/eu\.onetimesecret\.com\/secret\/s1#c1\./)
    expect(shared.otherDomain).toBe('secrets.acme.com')
    server = memoryApi({ shareDomain: 'evil.example.com' })
    expect((await share(world, theirs)).link).toMatch(/^https:\/\/eu\.onetimesecret\.com\//)
  })
})

describe('once the server has answered', () => {
  test('the link is told and the entry written at once: neither waits for the other', async () => {
    const put = area.set
    let written = () => {}
    area.set = async items => {
      if (Object.keys(items).some(key => key.startsWith('entry:')))
        await new Promise<void>(resolve => {
          written = resolve
        })
      await put(items)
    }
    const shared = share(world, draft)
    await expect.poll(() => made).toHaveLength(1)
    written()
    expect(await shared).toMatchObject({ link: made[0], remembered: true })
    expect(await history.all()).toHaveLength(1)
  })
  test('the entry is written also while the link is being told', async () => {
    world.made = () => new Promise(() => {})
    void share(world, draft)
    await expect.poll(() => history.all()).toHaveLength(1)
  })
  test('nothing that is to be noted elsewhere costs the link', async () => {
    world.settings = { ...settings, read: () => Promise.reject(new Error('no disk')) }
    world.accounts = { ...accounts, used: () => Promise.reject(new Error('no disk')) }
    expect((await share(world, draft)).link).toBe(made[0])
  })
})

describe('with an account, from a private window', () => {
  const account = '6f1c9a52-9c0a-4a57-8a7e-3f0d8a4f2b11'
  const theirs = { ...draft, account }
  const put = () =>
    accounts.add({ name: 'A', server: draft.server, user: 'alice', token: 't0ken' }, account, 7)
  const keptOut = async () =>
    (await untold.among(account, [receiptOf('lost', { created: 1_000 })], undefined)).has('lost')

  test.each([
    ['timedOut', true],
    ['refused', false],
  ] as const)(
    'one that ends in %s is kept out of the history, if it may have arrived: %s',
    async (code, may) => {
      await put()
      world.accountApi = () => ({ share: () => Promise.reject(new Fault(code)) })
      await expect(share({ ...world, history: undefined }, theirs)).rejects.toMatchObject({ code })
      expect(await keptOut()).toBe(may)
    },
  )
  test('one is kept out of the history from before it leaves, for a worker may be stopped', async () => {
    await put()
    let known: boolean | undefined
    world.sending = async () => {
      known = await keptOut()
    }
    await share({ ...world, history: undefined }, theirs)
    expect(known).toBe(true)
    expect(await keptOut()).toBe(false)
  })
  test('nothing leaves where that cannot be noted', async () => {
    await put()
    area.full = true
    await expect(share({ ...world, history: undefined }, theirs)).rejects.toMatchObject({ code: 'notKept' })
    expect(server.kept).toEqual([])
  })
})
