import { beforeEach, describe, expect, test } from 'vitest'
import { createAccountStore } from '../../../lib/adapters/account-store'
import { type BackupFile, readBackup, writeBackup } from '../../../lib/adapters/backup-file'
import { createSettingsStore, type Settings } from '../../../lib/adapters/settings-store'
import type { Policy } from '../../../lib/domain/policy'
import { planOf, type RestoreBackupWorld, restore } from '../../../lib/usecases/restore-backup'
import { memoryArea } from '../../support/area'
import { memoryVault } from '../../support/vault'

const own = 'https://secrets.example.com'
const eu = 'https://eu.onetimesecret.com'
const id = '2c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10'
const token = 'alices-secret-token'

/** A browser of its own, with nothing set up. */
function browser(policy: Policy = {}) {
  const area = memoryArea()
  const settings = createSettingsStore(area, () => 'Europe/Paris')
  const accounts = createAccountStore(area, memoryVault())
  const world: RestoreBackupWorld = { settings, accounts, policy: { read: async () => policy }, now: () => 7 }
  return { area, settings, accounts, world }
}

const chosen: Partial<Settings> = {
  sharing: { mode: 'standard', server: own, account: id, ttl: 3600, language: 'ar' },
  remember: 'fixed',
  servers: [own],
  limits: { [own]: { bytes: 50_000 } },
  opener: 'https://open.example/',
  message: 'Here: {link}',
  tokenDays: 30,
  retention: 90,
  keepPrivate: true,
  lock: { after: 60 },
}

let first: ReturnType<typeof browser>
let text: string
const saved = async () => writeBackup(await first.settings.read(), await first.accounts.all())
beforeEach(async () => {
  first = browser()
  await first.accounts.add({ name: 'Production', server: own, user: 'alice', token }, id, 1)
  await first.accounts.change(id, { shareDomain: 'links.example.com', disabled: true })
  await first.settings.change(() => chosen)
  text = await saved()
})

describe('a backup', () => {
  test('holds no token, no key and no history', async () => {
    await first.area.set({ 'entry:w:1': { label: 'Staging' }, vault: { wrapped: 'the-wrapped-key' } })
    text = await saved()
    for (const secret of [token, 'token"', 'Staging', 'wrapped']) expect(text).not.toContain(secret)
    const [, kept] = [...first.area.kept].find(([key]) => key === `account:${id}`) ?? []
    expect(text).not.toContain((kept as { token: string }).token)
  })
  test('sets up another browser alike, but for the tokens', async () => {
    const second = browser()
    await restore(second.world, text)
    expect(await second.settings.read()).toEqual({ ...(await first.settings.read()), notify: false })
    expect(await second.accounts.all()).toEqual([
      expect.objectContaining({
        ...{ id, name: 'Production', server: own, user: 'alice', shareDomain: 'links.example.com' },
        ...{ hasToken: false, disabled: true, preferred: true, since: 7 },
      }),
    ])
    expect(writeBackup(await second.settings.read(), await second.accounts.all())).toBe(text)
  })
  test('brings along that no opener is wanted', async () => {
    await first.settings.change(() => ({ opener: 'none' }))
    const second = browser()
    await restore(second.world, await saved())
    expect((await second.settings.read()).opener).toBe('none')
  })
  test('leaves no account half set up where the browser stops it', async () => {
    const second = browser()
    const { set } = second.area
    const accounts = () => [...second.area.kept.keys()].filter(key => key.startsWith('account:'))
    second.area.set = items => (accounts().length > 0 ? new Promise<void>(() => {}) : set(items))
    void restore(second.world, text)
    await expect.poll(accounts).toHaveLength(1)
    expect(await second.accounts.all()).toEqual([
      expect.objectContaining({ shareDomain: 'links.example.com', disabled: true, preferred: true }),
    ])
  })
  test('restored twice changes nothing the second time', async () => {
    await restore(first.world, text)
    const plan = planOf(
      readBackup(text),
      { settings: await first.settings.read(), accounts: await first.accounts.all() },
      {},
    )
    expect(plan).toEqual({ settings: {}, servers: [], accounts: [], leftOut: [] })
    expect(await first.accounts.all()).toMatchObject([{ hasToken: true }])
  })
  test('takes no server and no account away, and no token', async () => {
    const second = browser()
    const other = '3c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f11'
    await second.settings.change(() => ({ servers: ['https://mine.example'] }))
    await second.accounts.add({ name: 'Mine', server: own, user: 'alice', token: 'kept' }, other, 1)
    await restore(second.world, text)
    const { servers, sharing } = await second.settings.read()
    expect(servers).toEqual(['https://mine.example', own])
    expect((await second.accounts.all()).map(({ name }) => name)).toEqual(['Mine'])
    // The same person at the same server is the account that is there.
    expect(sharing.account).toBe(other)
    expect((await second.accounts.open(other, own)).token).toBe('kept')
  })
  test('stands by itself: servers that are only mentioned are listed', async () => {
    await first.settings.change(() => ({ servers: [] }))
    expect(readBackup(await saved()).settings.servers).toEqual([own])
  })
  test('brings in nothing that the organisation does not allow', async () => {
    const second = browser({ allowedServers: [eu] })
    await restore(second.world, text)
    const settings = await second.settings.read()
    expect(settings).toMatchObject({ servers: [], sharing: { server: eu, account: null }, retention: 90 })
    expect(await second.accounts.all()).toEqual([])
    const plan = planOf(readBackup(text), { settings, accounts: [] }, { allowedServers: [eu] })
    expect(plan.leftOut).toEqual([own])
  })
  test('is not taken where the rules cannot be read', async () => {
    const second = browser()
    const policy = {
      read: async () => {
        throw new Error('broken')
      },
    }
    await expect(restore({ ...second.world, policy }, text)).rejects.toThrow()
    expect(second.area.kept.size).toBe(0)
  })
})

describe('a file that is none of ours changes nothing', () => {
  const altered = (alter: (backup: BackupFile) => unknown) => JSON.stringify(alter(readBackup(text)))
  const settingsWith = (patch: object) => (backup: BackupFile) => ({
    ...backup,
    settings: { ...backup.settings, ...patch },
  })
  const accountWith = (patch: object) => (backup: BackupFile) => ({
    ...backup,
    accounts: backup.accounts.map(account => ({ ...account, ...patch })),
  })
  const files: [string, () => string][] = [
    ['nothing', () => ''],
    ['no JSON', () => text.slice(0, -20)],
    ['another list', () => '[]'],
    ['a picture', () => '\u0089PNG\r\n\0\0'],
    ['something huge', () => `${text}${' '.repeat(1_000_000)}`],
    ['no sign of ours', () => altered(({ cachet: _, ...rest }) => rest)],
    ['a field that we do not know', () => altered(backup => ({ ...backup, extra: 1 }))],
    ['a token', () => altered(accountWith({ token: 'planted' }))],
    ['a setting that we do not know', () => altered(settingsWith({ extra: 1 }))],
    ['a server in the clear', () => altered(settingsWith({ servers: [own, 'http://evil.example'] }))],
    ['a server with a path', () => altered(settingsWith({ servers: [own, 'https://evil.example/x'] }))],
    ['a server that is a script', () => altered(settingsWith({ servers: [own, 'javascript:alert(1)'] }))],
    ['limits of no server', () => altered(settingsWith({ limits: { 'ftp://x': {} } }))],
    ['an opener that is a script', () => altered(settingsWith({ opener: 'javascript:alert(1)' }))],
    [
      'a server that is not listed',
      () => altered(settingsWith({ sharing: { ...chosen.sharing, server: 'https://evil.example' } })),
    ],
    [
      'an account that is not there',
      () =>
        altered(
          settingsWith({ sharing: { ...chosen.sharing, account: '3c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f11' } }),
        ),
    ],
    ['an account elsewhere', () => altered(accountWith({ server: 'https://evil.example' }))],
    ['an account with a strange domain', () => altered(accountWith({ shareDomain: 'evil' }))],
    [
      'an account twice',
      () => altered(backup => ({ ...backup, accounts: [...backup.accounts, ...backup.accounts] })),
    ],
    ['a life of no length', () => altered(settingsWith({ sharing: { ...chosen.sharing, ttl: 0 } }))],
    ['a retention without end', () => altered(settingsWith({ retention: 1e9 }))],
  ]
  test.each(files)('%s', async (_, file) => {
    const second = browser()
    await expect(restore(second.world, file())).rejects.toMatchObject({ code: 'backupBad' })
    expect(second.area.kept.size).toBe(0)
  })
  test('and one of a newer Cachet says so', async () => {
    const second = browser()
    const newer = altered(backup => ({ ...backup, version: 3, whatever: true }))
    await expect(restore(second.world, newer)).rejects.toMatchObject({ code: 'backupNewer' })
    expect(second.area.kept.size).toBe(0)
  })
})

test('a file of the first version is taken, without what the lock let through then', async () => {
  const { settings, ...rest } = readBackup(text)
  const old = { ...rest, version: 1, settings: { ...settings, lock: { after: 60, sharing: true } } }
  expect(readBackup(JSON.stringify(old))).toEqual(readBackup(text))
  const stranger = { ...old, settings: { ...old.settings, lock: { ...old.settings.lock, extra: 1 } } }
  expect(() => readBackup(JSON.stringify(stranger))).toThrow()
})
test('a prototype in a file is nothing', async () => {
  const second = browser()
  await restore(second.world, text.replace('"limits": {', '"limits": { "__proto__": {"bytes": 5000},'))
  expect((await second.settings.read()).limits).toEqual(chosen.limits)
  expect(Object.keys({})).toEqual([])
  expect(({} as { bytes?: number }).bytes).toBeUndefined()
})
test('what is not a choice of theirs is as it was', async () => {
  const second = browser()
  await second.settings.change(() => ({ notify: true }))
  await restore(second.world, text)
  expect((await second.settings.read()).notify).toBe(true)
})
