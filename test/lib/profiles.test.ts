import { decode } from 'jose/base64url'
import { beforeEach, describe, expect, test } from 'vitest'
import { createAccountSecrets } from '../../lib/adapters/account-secrets'
import { createAccountStore } from '../../lib/adapters/account-store'
import { writeBackup } from '../../lib/adapters/backup-file'
import { createStorageCheck } from '../../lib/adapters/corrupt-storage'
import { takeInDeposits } from '../../lib/adapters/deposits-v1'
import { createDraftStore } from '../../lib/adapters/draft-store'
import { createHistoryStore } from '../../lib/adapters/history-store'
import { createShownPolicy } from '../../lib/adapters/policy-store'
import { createShareStatusCell } from '../../lib/adapters/recent-links'
import { createSettingsStore } from '../../lib/adapters/settings-store'
import { createVault } from '../../lib/adapters/vault'
import { isWaiting, withEnd } from '../../lib/domain/history-entry'
import { importRecent } from '../../lib/usecases/import-account-secrets'
import { restore } from '../../lib/usecases/restore-backup'
import { applyRetention, forgetSettled, markSeen } from '../../lib/usecases/retention'
import { memoryArea } from '../support/area'
import {
  asNewer,
  importedAgain,
  metadataKeyOf,
  profileIds,
  revokedKey,
  strangeKey,
  tokenOf,
} from '../support/profile'
import { memoryAt, recorded, withoutDeposits } from '../support/recorded'
import { memoryKeys } from '../support/vault'
import first from '../vectors/profile-0.1.0.json' with { type: 'json' }

const day = 24 * 60 * 60 * 1000
const then = Date.parse('2026-11-12T00:00:00Z')
/** What their account made elsewhere, when the profile was saved. */
const listed = importedAgain(Date.parse('2026-11-09T13:00:00Z'))
const [own, work] = ['https://secrets.example.com', profileIds.account(1)]

/** This version, on that disk. */
function open(disk: Record<string, unknown>, keys = memoryKeys(), at = then) {
  const [local, session] = [memoryArea(disk), memoryArea()]
  const now = () => at
  const vault = createVault({ local, session }, keys, now)
  const accounts = createAccountStore(local, vault)
  const settings = createSettingsStore(local, () => 'America/New_York')
  const accountSecrets = createAccountSecrets(local, accounts, () => ({
    recent: async () => ({ receipts: listed, leftOut: 0 }),
  }))
  const damage = createStorageCheck({ local, session, vault })
  const history = createHistoryStore(local, vault)
  return { local, session, now, vault, accounts, settings, accountSecrets, damage, history }
}
type World = ReturnType<typeof open>

/** Takes up what an account's list tells. */
async function takeUp({ accounts, accountSecrets, history, now }: World, receipts = listed) {
  const account = await accounts.open(work, own)
  const world = { history, accountSecrets, accounts, now, newId: () => crypto.randomUUID() }
  const rest = { idle: async () => {}, untold: { among: async () => new Set<string>() } }
  await importRecent({ ...world, ...rest }, account, receipts)
}

/** Everything that a person set up and shared is there, and opens. */
async function expectAll(world: World): Promise<void> {
  const { vault, accounts, settings, history, local } = world
  await takeInDeposits(world)
  expect(await settings.read()).toMatchObject({
    sharing: { mode: 'sealed', server: own, account: work, ttl: 86_400 },
    servers: [own, 'http://127.0.0.1:3900'],
    limits: {
      [own]: { bytes: 50_000, account: 1_209_600 },
      'https://eu.onetimesecret.com': { anonymous: 604_800 },
    },
    opener: 'https://www.example.com/opener.html',
    message: 'For you, until {expiry}: {link}',
    ...{
      tokenDays: 30,
      retention: 3650,
      notify: false,
      keepPrivate: true,
      lock: { after: 60 },
    },
  })
  expect(await createShownPolicy(local).read()).toEqual({ historyRetention: 3650 })
  const known = await accounts.all()
  expect(known.map(({ name }) => name)).toEqual(['Maison', 'Old one', 'Production – billing'])
  expect(known.find(({ id }) => id === work)).toMatchObject({
    shareDomain: 'links.example.com',
    preferred: true,
  })
  for (const { id } of known) expect((await accounts.read(id)).token).toBe(tokenOf(id))
  const entries = await history.all()
  expect(entries).toHaveLength(202)
  expect(entries.filter(isWaiting)).toHaveLength(67)
  expect((await history.waiting()).length).toBe(67)
  for (const [key, entry] of await history.byKey(entries))
    expect(key).toBe(metadataKeyOf(Number(entry.id.slice(-12))))
  expect((await history.byKey(entries)).size).toBe(202)
  expect(await vault.state()).not.toBe('locked')
}

describe('what 0.1.0 kept', () => {
  test('opens with its passphrase, with nothing lost', async () => {
    const world = open(first.local)
    expect(await world.vault.state()).toBe('locked')
    expect(await world.damage.look()).toBeUndefined()
    await world.vault.unlock(first.passphrase, null)
    await world.vault.endUnlocking()
    await expectAll(world)
    expect((await world.settings.read()).generator).toMatchObject({ kind: 'words', length: 24, count: 7 })
  })
  test('opens without a lock, by the browser’s own key store', async () => {
    const keys = memoryKeys()
    const raw = new Uint8Array(decode(first.wrappingKey))
    await keys.save(await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']))
    const world = open({ ...first.local, vault: first.withoutLock }, keys)
    expect(await world.vault.state()).toBe('off')
    expect(await world.damage.look()).toBeUndefined()
    await expectAll(world)
  })
  test('is what it was once it was opened, looked through and cleared', async () => {
    const world = open(first.local)
    await world.vault.unlock(first.passphrase, null)
    await world.vault.endUnlocking()
    await expectAll(world)
    await applyRetention(world)
    await world.damage.clear()
    const { 'lock-tries': _, deposits: __, ...rest } = first.local
    const deposited = Object.entries(rest).filter(([, value]) => /^eyJ/.test(Object(value).handle))
    expect(deposited).toHaveLength(3)
    const now = Object.fromEntries(world.local.kept)
    for (const [key, value] of deposited)
      expect(now[key], key).toEqual({ ...Object(value), handle: expect.not.stringContaining('.') })
    expect({ ...now, ...Object.fromEntries(deposited) }).toEqual(rest)
  })
  test('tells what was looked at of an account’s list: what was forgotten there does not come back', async () => {
    const world = open(first.local)
    await world.vault.unlock(first.passphrase, null)
    await world.vault.endUnlocking()
    await world.history.forget([profileIds.entry(300), profileIds.entry(301)])
    await takeUp(world)
    expect(await world.history.all()).toHaveLength(200)
    const later = importedAgain(then).map(receipt => ({ ...receipt, metadataKey: `${receipt.metadataKey}0` }))
    await takeUp(world, later)
    expect(await world.history.all()).toHaveLength(202)
  })
})

describe('what a real 0.1.0 kept in a browser', () => {
  const keep = (disk: Record<string, unknown>, keys = memoryKeys()) => open(disk, keys, recorded.clock)

  async function expectKeys({ accounts, history }: World, keys: readonly string[]): Promise<void> {
    const entries = await history.all()
    expect(entries).toHaveLength(keys.length)
    expect([...(await history.byKey(entries)).keys()].toSorted()).toEqual(keys.toSorted())
    for (const [id, token] of Object.entries(recorded.tokens))
      expect((await accounts.read(id)).token).toBe(token)
  }

  test('opens with its passphrase: 200 secrets, each with its key, and every token', async () => {
    const world = keep(recorded.local)
    await world.vault.unlock(recorded.passphrase, null)
    await world.vault.endUnlocking()
    await takeInDeposits(world)
    await expectKeys(world, recorded.keys)
    expect(recorded.keys).toHaveLength(200)
    expect(await world.damage.look()).toBeUndefined()
  })
  test('opens without a lock, by the browser’s own key store', async () => {
    const keys = memoryKeys()
    const raw = new Uint8Array(decode(recorded.wrappingKey))
    await keys.save(await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']))
    const world = keep({ ...withoutDeposits(recorded.local), vault: recorded.withoutLock }, keys)
    await expectKeys(world, recorded.keys.slice(0, 197))
  })
  test('holds a draft and a link that are read as they were', async () => {
    const { composing, outcome } = memoryAt(recorded.clock)
    const session = memoryArea({ composing, outcome })
    expect((await createDraftStore(session).read())?.draft).toMatchObject(recorded.written)
    const { shared } = recorded.session.outcome
    expect(await createShareStatusCell(session).read()).toMatchObject({ at: 'shared', shared, copied: 'yes' })
    const failed = memoryArea({ outcome: { ...outcome, copied: false } })
    expect(await createShareStatusCell(failed).read()).toMatchObject({ copied: 'failed' })
  })
})

describe('what a newer version kept, whose person has gone back to this one', () => {
  let world: World
  let disk: Record<string, unknown>
  beforeEach(async () => {
    disk = asNewer(first)
    world = open(disk)
    await world.vault.unlock(first.passphrase, null)
    await world.vault.endUnlocking()
  })

  test('is shown as far as it can be read, and what cannot is told of', async () => {
    await expectAll(world)
    expect(await world.settings.read()).toMatchObject({ remember: 'last', generator: { kind: 'password' } })
    expect(await world.damage.look()).toMatchObject({
      newer: 3,
      settings: 0,
      history: 0,
      accounts: 0,
      keys: 0,
      rest: 0,
    })
  })
  test('outlasts everything that is done with this one', async () => {
    const { settings, history, accounts, accountSecrets, damage, vault, local } = world
    await settings.change(() => ({ tokenDays: 60, servers: [], limits: {} }))
    await settings.change(({ sharing }) => ({ sharing: { ...sharing, ttl: 300 } }))
    const entries = await history.all()
    for (const { id } of entries) {
      await history.change(id, entry => withEnd(entry, 'read', then, true))
      await history.change(id, entry => ({ ...entry, label: 'renamed' }))
    }
    await markSeen(world)
    await applyRetention({ ...world, now: () => then + 5000 * day })
    await damage.clear()
    await takeUp(world)
    const backup = writeBackup(await settings.read(), await accounts.all())
    const [renamed, clashing] = [
      backup.replace('Maison', 'House'),
      backup.replaceAll(work, strangeKey.slice(8)),
    ]
    const policy = { read: async () => ({}) }
    await restore({ ...world, policy }, renamed)
    await restore({ ...world, policy }, clashing.replaceAll('alice@example.com', 'carol@example.com'))
    await accounts.change(work, { name: 'Renamed', preferred: true })
    await accounts.heard(work, false)
    await accounts.replace(work, 'n3w', then)
    await accountSecrets.ask(await accounts.open(work, own), then)
    await accountSecrets.retry({ id: work })
    await accounts.add({ name: 'New', server: own, user: 'dave', token: 't' }, profileIds.account(7), then)
    await accounts.remove(profileIds.account(7))
    await vault.changePassphrase(first.passphrase, 'another passphrase')

    const after = await history.all()
    expect(after.map(({ id }) => id)).toEqual(entries.map(({ id }) => id))
    expect(after.every(({ label, news, state }) => label === 'renamed' && !news && state !== 'waiting')).toBe(
      true,
    )
    for (const [key, before] of Object.entries(disk)) {
      if (key === 'policy' || key === 'accounts') continue
      const after = local.kept.get(key.replace('entry:w:e', 'entry:s:e')) ?? local.kept.get(key)
      expect(after, key).toBeDefined()
      if (Array.isArray(before)) expect(after, key).toEqual(before)
      const { version, colour, tags } = before as Record<string, unknown>
      expect(after, key).toMatchObject(JSON.parse(JSON.stringify({ version, colour, tags })))
    }
    for (const key of [revokedKey, strangeKey, 'entry:draft:1', 'groups'])
      expect(local.kept.get(key), key).toEqual(disk[key])
    expect(local.kept.get('settings')).toMatchObject({
      ...{ version: 2, remember: 'by weekday', theme: { dark: true }, tokenDays: 60 },
      ...{ sharing: { through: 'a relay' }, lock: { hint: 'the usual' }, generator: { kind: 'syllables' } },
    })
    expect(local.kept.get(`account:${work}`)).toMatchObject({ name: 'Renamed', since: then, colour: 'blue' })
  })
  test('goes where the person themselves wants it gone', async () => {
    await forgetSettled(world)
    await world.history.forget((await world.history.waiting()).map(({ id }) => id))
    await world.accounts.remove(work)
    expect(await world.history.all()).toEqual([])
    expect(world.local.kept.has(`account:${work}`)).toBe(false)
    expect(world.local.kept.has(revokedKey)).toBe(true)
  })
})
