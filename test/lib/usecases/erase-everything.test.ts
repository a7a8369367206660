import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAccountSecrets } from '../../../lib/adapters/account-secrets'
import { type AccountStore, createAccountStore } from '../../../lib/adapters/account-store'
import { createAccountApi, createApi } from '../../../lib/adapters/api/api'
import { createHistoryStore, type HistoryStore } from '../../../lib/adapters/history-store'
import { createSettingsStore } from '../../../lib/adapters/settings-store'
import { createLastChecked, createStatusRound } from '../../../lib/adapters/status-round'
import type { Vault } from '../../../lib/adapters/vault'
import { removeAccount } from '../../../lib/usecases/edit-accounts'
import { eraseEverything } from '../../../lib/usecases/erase-everything'
import { importRecent } from '../../../lib/usecases/import-account-secrets'
import { type WatchSecretsWorld, watchSecrets } from '../../../lib/usecases/watch-secrets'
import { type Server, startServer } from '../../server/server'
import { memoryArea } from '../../support/area'
import { freshWith } from '../../support/entries'
import { nodeNetwork } from '../../support/network'
import { memoryPermissions } from '../../support/permissions'
import { memoryUntold } from '../../support/untold'
import { memoryKeys, memoryVault } from '../../support/vault'

const account = '7d0f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10'
const alice = { user: 'alice@example.com', token: 'alices-token' }
const outside = { network: nodeNetwork, allowed: async () => true, patience: 5_000 }

let server: Server
let local: ReturnType<typeof memoryArea>
let session: ReturnType<typeof memoryArea>
let keys: ReturnType<typeof memoryKeys>
let vault: Vault
let history: HistoryStore
let accounts: AccountStore
let browser: ReturnType<typeof memoryPermissions>
let world: WatchSecretsWorld
beforeEach(async () => {
  server = await startServer({ accounts: [alice] })
  local = memoryArea()
  session = memoryArea({ composing: { draft: 'x' }, outcome: 'link' })
  keys = memoryKeys()
  vault = memoryVault(local, keys, session)
  history = createHistoryStore(local, vault)
  accounts = createAccountStore(local, vault)
  browser = memoryPermissions({ origins: ['https://secrets.example.com/*'] })
  await settings().change(() => ({ retention: 7 }))
  await accounts.add({ name: 'Production', server: server.origin, ...alice }, account, 1)
  const accountSecrets = createAccountSecrets(local, accounts, account =>
    createAccountApi(outside, account, accepted => accounts.heard(account.id, accepted)),
  )
  const [now, newId] = [Date.now, () => crypto.randomUUID()]
  const rest = { idle: async () => {}, untold: memoryUntold(local, vault), now, newId }
  world = {
    ...{ history, accountSecrets, now },
    asked: createLastChecked(session),
    accounts: accounts.ready,
    inquiry: () => createStatusRound({ api: at => createApi(outside, at), metadataKey: history.metadataKey }),
    importFrom: (account, receipts) =>
      importRecent({ history, accountSecrets, accounts, ...rest }, account, receipts),
    wakeAt: async () => {},
    tell: async () => {},
  }
})
afterEach(() => server.close())
const settings = () => createSettingsStore(local, () => 'Europe/Paris')
const erase = () =>
  eraseEverything({ history, accounts, settings: settings(), vault, local, session, ...browser })
const recentKeys = () => [...local.kept.keys()].filter(key => key.startsWith('recent:'))

/** Made with the account on the web, so that its list has something to bring. */
const shareElsewhere = () =>
  fetch(`${server.origin}/api/v1/share`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${alice.user}:${alice.token}`)}` },
    body: new URLSearchParams({ secret: 'hunter2', ttl: '3600' }),
  })

/** A round whose account is still being asked for its list. */
async function underWay(): Promise<{ round: Promise<void> }> {
  await shareElsewhere()
  server.misbehave({ at: 'slow', ms: 200 })
  const before = server.log.length
  const round = watchSecrets(world, true)
  await expect.poll(() => server.log.length).toBeGreaterThan(before)
  return { round }
}

test('nothing is left, and what is shared afterwards can be opened again', async () => {
  await history.add(freshWith({ label: 'waits' }))
  await history.add(freshWith({ label: 'ended', state: 'read' }))
  await erase()
  expect(local.kept.size + session.kept.size).toBe(0)
  expect([...browser.held.origins]).toEqual(['https://eu.onetimesecret.com/*'])
  await history.add(freshWith({ label: 'new' }))
  const [entry] = await history.all()
  expect(entry && (await history.metadataKey(entry))).toBe('m3tadatakey0')
})
test('a round that is under way brings nothing back', async () => {
  const { round } = await underWay()
  await erase()
  await round
  expect([...local.kept.keys()]).toEqual([])
})
test('what an account’s list brings after the account was removed is not taken up', async () => {
  const { round } = await underWay()
  await removeAccount({ accounts, accountSecrets: world.accountSecrets }, account)
  await round
  expect(await history.all()).toEqual([])
  expect(recentKeys()).toEqual([])
})
test('who asks for a key meanwhile does not cost what is shared afterwards', async () => {
  await eraseEverything({
    ...{ accounts, settings: settings(), vault, local, session },
    history: { ...history, all: async () => vault.encrypt('x', 'y').then(() => history.all()) },
    permissions: browser.permissions,
  })
  await history.add(freshWith({ label: 'new' }))
  const restarted = createHistoryStore(local, memoryVault(local, keys, session))
  const [entry] = await restarted.all()
  expect(entry && (await restarted.metadataKey(entry))).toBe('m3tadatakey0')
})
test('a key store that cannot be opened stands in the way of nothing else', async () => {
  keys.clear = async () => Promise.reject(new Error('no IndexedDB'))
  await history.add(freshWith({ label: 'waits' }))
  await erase()
  expect(local.kept.size + session.kept.size).toBe(0)
})
