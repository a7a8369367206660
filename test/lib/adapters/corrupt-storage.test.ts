import { beforeEach, describe, expect, test } from 'vitest'
import { createAccountSecrets } from '../../../lib/adapters/account-secrets'
import { createAccountStore } from '../../../lib/adapters/account-store'
import { createStorageCheck, isKnownKey } from '../../../lib/adapters/corrupt-storage'
import { createHistoryStore } from '../../../lib/adapters/history-store'
import { createSettingsStore } from '../../../lib/adapters/settings-store'
import { createVault } from '../../../lib/adapters/vault'
import { memoryArea } from '../../support/area'
import { freshWith } from '../../support/entries'
import { fewIterations, memoryKeys } from '../../support/vault'
import first from '../../vectors/profile-0.1.0.json' with { type: 'json' }

let local: ReturnType<typeof memoryArea>
let session: ReturnType<typeof memoryArea>
const keys = memoryKeys()
const vaultNow = () => createVault({ local, session }, keys, () => 1_000_000, fewIterations)
const damageNow = () => createStorageCheck({ local, session, vault: vaultNow() })
const account = {
  name: 'Work',
  server: 'https://eu.onetimesecret.com',
  user: 'a@example.com',
  token: 't0ken',
}
const none = { settings: 0, history: 0, accounts: 0, keys: 0, rest: 0, newer: 0 }

/** Everything that is ever written there, by whoever writes it. */
async function fill(): Promise<void> {
  const vault = vaultNow()
  const history = createHistoryStore(local, vault)
  await createSettingsStore(local, () => 'UTC').change(() => ({ retention: 7 }))
  await history.add(freshWith({ label: 'waits' }))
  await history.add(freshWith({ label: 'ended', state: 'read' }))
  const id = crypto.randomUUID()
  const accounts = createAccountStore(local, vault)
  await accounts.add(account, id, 1)
  await createAccountSecrets(local, accounts, () => ({
    recent: async () => ({ receipts: [], leftOut: 0 }),
  })).ask({ ...account, id }, 1)
  await local.set({ policy: {}, deposits: first.local.deposits })
  await vault.setPassphrase('correct horse battery', null)
  await vault.removePassphrase('not this passphrase').catch(() => {})
}

const noTimes: Record<string, number> = { created: -1, expires: 8.9e15, since: 8.9e15, asked: 0.5, last: 0.5 }
/** As a hostile or careless hand leaves a value: of another type or shape, or half of it. */
const garbage: { name: string; of: (value: unknown) => unknown }[] = [
  { name: 'a number', of: () => 7 },
  { name: 'null', of: () => null },
  { name: 'a text', of: () => '\u0000garbage' },
  { name: 'a list', of: () => [{}] },
  { name: 'nothing in it', of: () => ({}) },
  {
    name: 'times that are none',
    of: value =>
      Object.fromEntries(
        Object.entries(value as object).map(([name, value]) => [name, noTimes[name] ?? value]),
      ),
  },
  {
    name: 'half of it',
    of: value => Object.fromEntries(Object.entries(value as object).slice(0, 1)),
  },
]
const filled = async () => {
  local = memoryArea()
  session = memoryArea()
  await fill()
  return { disk: Object.fromEntries(local.kept), memory: Object.fromEntries(session.kept) }
}
const full = await filled()
const sample = Object.keys(full.disk)

beforeEach(() => {
  local = memoryArea()
  session = memoryArea()
})

test('every key that is written is in the table, and all that is written can be read', async () => {
  await fill()
  for (const key of local.kept.keys()) expect(isKnownKey(key), key).toBe(true)
  expect(local.kept.size).toBeGreaterThan(9)
  expect(await damageNow().look()).toBeUndefined()
  expect(session.kept.has('damage')).toBe(false)
})

describe.each(sample.map(key => key.replace(/[0-9a-f-]{36}/, '*')))('%s', pattern => {
  test('replaced by any garbage: it is found, everything goes on, and it can be cleared', async () => {
    await fill()
    const original = structuredClone([...local.kept])
    const found = original.find(([key]) => key.replace(/[0-9a-f-]{36}/, '*') === pattern)
    if (!found) throw new Error('it is there')
    const [key, value] = found
    for (const { name, of } of garbage) {
      local.kept.clear()
      for (const [key, value] of original) local.kept.set(key, structuredClone(value))
      const wrong = of(value)
      if (key === 'accounts' && name === 'a list') continue
      if (JSON.stringify(wrong) === JSON.stringify(value) || (key === 'policy' && name === 'nothing in it'))
        continue
      local.kept.set(key, wrong)
      const damage = await damageNow().look()
      expect(damage, name).toBeDefined()
      expect(
        Object.values(damage ?? {}).reduce((sum, count) => sum + count),
        name,
      ).toBe(1)
      await worksStill(name)
      await damageNow().clear()
      expect(session.kept.has('damage'), name).toBe(false)
      await worksStill(name)
      const accounts = await createAccountStore(local, vaultNow()).all()
      expect(accounts.length, name).toBe(key.startsWith('account:') ? 0 : 1)
    }
  })
})

/** As a newer version may write a value, from which its person has gone back to this one. */
const newer: { name: string; of: (value: object) => object; told: number }[] = [
  { name: 'another number', of: value => ({ ...value, version: 99 }), told: 0 },
  { name: 'things more', of: value => ({ ...value, constructor: 'x', more: { deep: [1] } }), told: 0 },
  { name: 'both', of: value => ({ ...value, version: 99, more: 1 }), told: 0 },
  { name: 'another shape', of: () => ({ version: 99, all: { new: 'here' } }), told: 1 },
]
/** A list has no place for more, and an administrator's rules are read anew. */
const records = sample.filter(key => key !== 'accounts' && key !== 'policy')

describe.each(records.map(key => key.replace(/[0-9a-f-]{36}/, '*')))('%s of a newer version', pattern => {
  test.each(newer)('with $name is no damage, and stays whatever is done', async ({ of, told }) => {
    local = memoryArea(full.disk)
    session = memoryArea(full.memory)
    const found = [...local.kept].find(([key]) => key.replace(/[0-9a-f-]{36}/, '*') === pattern)
    if (!found) throw new Error('it is there')
    const [key, value] = found
    const wrote = of(value as object)
    local.kept.set(key, wrote)
    const look = await damageNow().look()
    expect(look).toEqual(told === 0 ? undefined : { ...none, newer: 1 })
    await damageNow().clear()
    expect(local.kept.get(key)).toEqual(wrote)
    await everything()
    const ours = [...Object.keys(value as object), 'version']
    const theirs = Object.entries(wrote).filter(([name]) => !ours.includes(name))
    expect(local.kept.get(key)).toMatchObject(Object.fromEntries(theirs))
    if ('version' in wrote) expect(local.kept.get(key)).toMatchObject({ version: wrote.version })
    expect(local.kept.has('vault:lost')).toBe(false)
  })
})
test('a word that we do not know makes an entry unreadable, and is no damage', async () => {
  const { id } = await history()
  const key = `entry:w:${id}`
  const revoked = { ...(local.kept.get(key) as object), state: 'revoked', by: 'alice' }
  local.kept.set(key, revoked)
  expect(await createHistoryStore(local, vaultNow()).all()).toEqual([])
  expect(await damageNow().look()).toEqual({ ...none, newer: 1 })
  await damageNow().clear()
  await createHistoryStore(local, vaultNow()).change(id, entry => ({ ...entry, label: 'x' }))
  expect(local.kept.get(key)).toEqual(revoked)
})
test('a lock of another kind stays closed, and what it closes stays', async () => {
  const vault = vaultNow()
  await createAccountStore(local, vault).add(account, crypto.randomUUID(), 1)
  const passkey = { version: 1, by: 'passkey', dataKey: 'AAAA', credential: 'BBBB' }
  local.kept.set('vault', passkey)
  expect(await vaultNow().state()).toBe('locked')
  await expect(vaultNow().unlock('correct horse battery', null)).rejects.toMatchObject({
    code: 'keptByNewer',
  })
  await expect(vaultNow().encrypt('x', 'p')).rejects.toMatchObject({ code: 'locked' })
  expect(await damageNow().look()).toEqual({ ...none, newer: 1 })
  await damageNow().clear()
  expect(local.kept.get('vault')).toEqual(passkey)
})
test('what a newer version wrote beside the lock outlasts every change of it', async () => {
  local = memoryArea(full.disk)
  session = memoryArea(full.memory)
  for (const key of ['vault', 'deposits', 'lock-tries'])
    local.kept.set(key, { ...(local.kept.get(key) as object), version: 2, more: 1 })
  const vault = vaultNow()
  await vault.beginLocking()
  await vault.endLocking()
  await expect(vault.unlock('not this passphrase', null)).rejects.toMatchObject({ code: 'wrongPassphrase' })
  await vault.unlock('correct horse battery', null)
  await vault.changePassphrase('correct horse battery', 'another passphrase')
  for (const key of ['vault', 'deposits', 'lock-tries'])
    expect(local.kept.get(key), key).toMatchObject({ version: 2, more: 1 })
})
test('keys that are not ours stay, also where ours begin alike', async () => {
  await local.set({ 'entry:draft:1': { text: 'x' }, 'account-groups': [1] })
  expect(await damageNow().look()).toBeUndefined()
  await damageNow().clear()
  expect([...local.kept.keys()]).toEqual(['entry:draft:1', 'account-groups'])
})
test('of damaged settings what can be read stays as they are cleared, and so does what a newer version wrote', async () => {
  await createSettingsStore(local, () => 'UTC').change(() => ({ retention: 7, servers: [account.server] }))
  local.kept.set('settings', { ...(local.kept.get('settings') as object), tokenDays: 'many', theme: 'dark' })
  expect(await createSettingsStore(local, () => 'UTC').read()).toMatchObject({ retention: 7, tokenDays: 90 })
  expect(await damageNow().look()).toEqual({ ...none, settings: 1 })
  await damageNow().clear()
  expect(await damageNow().look()).toBeUndefined()
  expect(local.kept.get('settings')).toMatchObject({ retention: 7, servers: [account.server], theme: 'dark' })
})

async function history() {
  const fresh = freshWith()
  await createHistoryStore(local, vaultNow()).add(fresh)
  return fresh
}

/** What a person and the background do here, each as far as it can be done. */
async function everything(): Promise<void> {
  const vault = vaultNow()
  const settled = createHistoryStore(local, vault)
  const accounts = createAccountStore(local, vault)
  const accountSecrets = createAccountSecrets(local, accounts, () => ({
    recent: async () => ({ receipts: [], leftOut: 0 }),
  }))
  await createSettingsStore(local, () => 'UTC').change(() => ({ retention: 9, notify: true }))
  const ids = [...local.kept.keys()].flatMap(key => /^entry:[ws]:(.+)$/.exec(key)?.[1] ?? [])
  for (const id of ids) await settled.change(id, entry => ({ ...entry, label: 'renamed', news: false }))
  await settled.outlive(ids)
  const known = [...local.kept.keys()].flatMap(key => /^account:(.+)$/.exec(key)?.[1] ?? [])
  for (const id of known) {
    await accounts.add({ ...account, name: 'From a backup' }, id, 2).catch(() => {})
    await accounts.change(id, { name: 'Renamed' }).catch(() => {})
    await accounts.used(id, 3)
    await accountSecrets.ask({ ...account, id }, 5)
    await accountSecrets.lookedAt({ id }, []).catch(() => {})
  }
  await vault.encrypt('x', 'p').catch(() => {})
  await vault.beginLocking()
}

async function worksStill(name: string): Promise<void> {
  const vault = vaultNow()
  const history = createHistoryStore(local, vault)
  expect((await createSettingsStore(local, () => 'UTC').read()).version, name).toBe(1)
  const fresh = freshWith({ metadataKey: 'key-of-now' })
  await history.add(fresh)
  const entry = await history.find(fresh.id)
  expect(entry && (await history.metadataKey(entry)), name).toBe('key-of-now')
  await history.forget([fresh.id])
  await createAccountStore(local, vault).all()
}

test('garbage in place of the data key is told also after a new one has taken its place', async () => {
  await fill()
  session.kept.clear()
  local.kept.set('vault', { version: 99 })
  await vaultNow().encrypt('x', 'p')
  expect(await damageNow().look()).toEqual({ ...none, keys: 1 })
  await damageNow().clear()
  expect(await damageNow().look()).toBeUndefined()
})
test('a data key whose own key is gone is told, and left alone until the person says so', async () => {
  const vault = vaultNow()
  await vault.encrypt('x', 'p')
  const before = local.kept.get('vault')
  await keys.clear()
  expect(await damageNow().look()).toEqual({ ...none, keys: 1 })
  expect(local.kept.get('vault')).toEqual(before)
  await damageNow().clear()
  expect(await vaultNow().encrypt('x', 'p')).toBeTruthy()
  expect(await damageNow().look()).toBeUndefined()
})
test('a key store that cannot be read for a moment is no damage, and nothing is cleared for it', async () => {
  const box = await vaultNow().encrypt('token', 'p')
  const before = local.kept.get('vault')
  const load = () => Promise.reject(new Error('out of disk'))
  const unlucky = createVault({ local, session }, { ...keys, load }, () => 1_000_000)
  const damage = createStorageCheck({ local, session, vault: unlucky })
  expect(await damage.look()).toBeUndefined()
  await damage.clear()
  expect(local.kept.get('vault')).toEqual(before)
  expect(await vaultNow().decrypt(box, 'p')).toBe('token')
})
test('what is encrypted after clearing opens in the next worker, too', async () => {
  const vault = vaultNow()
  await vault.encrypt('x', 'p')
  await keys.clear()
  await createStorageCheck({ local, session, vault }).clear()
  const box = await vault.encrypt('token', 'p')
  expect(await vaultNow().decrypt(box, 'p')).toBe('token')
})
test('what is not ours is left alone', async () => {
  await local.set({ 'something-else': 7 })
  expect(await damageNow().look()).toBeUndefined()
  await damageNow().clear()
  expect(local.kept.get('something-else')).toBe(7)
})
