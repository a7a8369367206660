import { beforeEach, describe, expect, test } from 'vitest'
import { createAccounts } from '../../../lib/doors/accounts'
import { createDamage, isKnown } from '../../../lib/doors/damage'
import { createHistory } from '../../../lib/doors/history'
import { createRecents } from '../../../lib/doors/recents'
import { createSettings } from '../../../lib/doors/settings'
import { createVault } from '../../../lib/doors/vault'
import { memoryArea } from '../../support/area'
import { freshWith } from '../../support/entries'
import { memoryKeys } from '../../support/vault'

let local: ReturnType<typeof memoryArea>
let session: ReturnType<typeof memoryArea>
const keys = memoryKeys()
const vaultNow = () => createVault({ local, session }, keys, () => 1_000_000)
const damageNow = () => createDamage({ local, session, vault: vaultNow() })
const account = {
  name: 'Work',
  server: 'https://eu.onetimesecret.com',
  user: 'a@example.com',
  token: 't0ken',
}
const none = { settings: 0, history: 0, accounts: 0, keys: 0, rest: 0 }

/** Everything that is ever written there, by whoever writes it. */
async function fill(): Promise<void> {
  const vault = vaultNow()
  const history = createHistory(local, vault)
  await createSettings(local, () => 'UTC').change(() => ({ retention: 7 }))
  await history.add(freshWith({ label: 'waits' }))
  await history.add(freshWith({ label: 'ended', state: 'read' }))
  const id = crypto.randomUUID()
  const accounts = createAccounts(local, vault)
  await accounts.add(account, id, 1)
  await createRecents(local, accounts, () => ({ recent: async () => ({ receipts: [], leftOut: 0 }) })).ask({ ...account, id }, 1)
  await local.set({ policy: {} })
  await vault.setPassphrase('correct horse battery', null)
  await vault.removePassphrase('not this passphrase').catch(() => {})
}

/** As a hostile or careless hand leaves a value: of another type, shape or version, or half of it. */
const garbage: { name: string; of: (value: unknown) => unknown }[] = [
  { name: 'a number', of: () => 7 },
  { name: 'null', of: () => null },
  { name: 'a text', of: () => '\u0000garbage' },
  { name: 'a list', of: () => [{}] },
  { name: 'nothing in it', of: () => ({}) },
  {
    name: 'times that are none',
    of: value => ({
      ...(value as object),
      ...('created' in (value as object) ? { created: -1, expires: 8.9e15 } : { since: 8.9e15, newest: 0.5 }),
    }),
  },
  { name: 'a newer version', of: value => ({ ...(value as object), version: 99 }) },
  { name: 'one thing more', of: value => ({ ...(value as object), constructor: 'x', more: 1 }) },
  {
    name: 'half of it',
    of: value => Object.fromEntries(Object.entries(value as object).slice(0, 1)),
  },
]
const keysOnDisk = async () => {
  local = memoryArea()
  session = memoryArea()
  await fill()
  return [...local.kept.keys()]
}
const sample = await keysOnDisk()

beforeEach(() => {
  local = memoryArea()
  session = memoryArea()
})

test('every key that is written is in the table, and all that is written can be read', async () => {
  await fill()
  for (const key of local.kept.keys()) expect(isKnown(key), key).toBe(true)
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
      const accounts = await createAccounts(local, vaultNow()).all()
      expect(accounts.length, name).toBe(key.startsWith('account:') ? 0 : 1)
    }
  })
})

async function worksStill(name: string): Promise<void> {
  const vault = vaultNow()
  const history = createHistory(local, vault)
  expect((await createSettings(local, () => 'UTC').read()).version, name).toBe(1)
  const fresh = freshWith({ metadataKey: 'key-of-now' })
  await history.add(fresh)
  const entry = await history.find(fresh.id)
  expect(entry && (await history.metadataKey(entry)), name).toBe('key-of-now')
  await history.forget([fresh.id])
  await createAccounts(local, vault).all()
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
  const damage = createDamage({ local, session, vault: unlucky })
  expect(await damage.look()).toBeUndefined()
  await damage.clear()
  expect(local.kept.get('vault')).toEqual(before)
  expect(await vaultNow().decrypt(box, 'p')).toBe('token')
})
test('what is encrypted after clearing opens in the next worker, too', async () => {
  const vault = vaultNow()
  await vault.encrypt('x', 'p')
  await keys.clear()
  await createDamage({ local, session, vault }).clear()
  const box = await vault.encrypt('token', 'p')
  expect(await vaultNow().decrypt(box, 'p')).toBe('token')
})
test('what is not ours is left alone', async () => {
  await local.set({ 'something-else': 7 })
  expect(await damageNow().look()).toBeUndefined()
  await damageNow().clear()
  expect(local.kept.get('something-else')).toBe(7)
})
