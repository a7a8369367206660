/**
 * Prints what this version keeps on a person's disk, as a profile for `test/vectors`: made once a version, by its own
 * doors, and never again, so that every later version is held to open it.
 *
 *     npx tsx test/tools/save-profile.ts > test/vectors/profile-VERSION.json
 */
import { readFileSync } from 'node:fs'
import { encode } from 'jose/base64url'
import { createAccountSecrets } from '../../lib/adapters/account-secrets'
import { createAccountStore } from '../../lib/adapters/account-store'
import { createHistoryStore, type NewEntry } from '../../lib/adapters/history-store'
import { createPolicyStore } from '../../lib/adapters/policy-store'
import { createSettingsStore } from '../../lib/adapters/settings-store'
import { createVault } from '../../lib/adapters/vault'
import { withEnd } from '../../lib/domain/history-entry'
import { importRecent } from '../../lib/usecases/import-account-secrets'
import { memoryArea } from '../support/area'
import { importedAgain, metadataKeyOf, profileIds, tokenOf } from '../support/profile'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}
const minute = 60_000
const day = 24 * 60 * minute
const start = Date.parse('2026-11-01T09:00:00Z')
const passphrase = 'correct horse battery staple'
const [eu, own] = ['https://eu.onetimesecret.com', 'https://secrets.example.com']
const [work, home, spare] = [1, 2, 3].map(at => profileIds.account(at)) as [string, string, string]

const [local, session] = [memoryArea(), memoryArea()]
const wrapping = crypto.getRandomValues(new Uint8Array(32))
const usages: KeyUsage[] = ['encrypt', 'decrypt']
let wrappingKey: CryptoKey | undefined = await crypto.subtle.importKey(
  'raw',
  wrapping,
  'AES-GCM',
  false,
  usages,
)
const keys = {
  load: async () => wrappingKey,
  save: async (key: CryptoKey) => {
    wrappingKey = key
  },
  clear: async () => {
    wrappingKey = undefined
  },
}
let time = start
const now = () => time
const vault = createVault({ local, session }, keys, now)
const settings = createSettingsStore(local, () => 'Europe/Paris')
const accounts = createAccountStore(local, vault)
const history = createHistoryStore(local, vault)

await settings.change(() => ({
  sharing: { mode: 'sealed', server: own, account: work, ttl: 86_400 },
  remember: 'fixed',
  servers: [own, 'http://127.0.0.1:3900'],
  limits: { [own]: { bytes: 50_000, account: 1_209_600 }, [eu]: { anonymous: 604_800 } },
  opener: 'https://www.example.com/opener.html',
  message: 'For you, until {expiry}: {link}',
  tokenDays: 30,
  retention: 3650,
  keepPrivate: true,
  generator: {
    kind: 'words',
    length: 24,
    classes: ['lower', 'digits'],
    lookAlikes: true,
    count: 7,
    separator: '.',
    digits: 8,
  },
  lock: { after: 60 },
}))
const added = [
  [work, { name: 'Production – billing', server: own, user: 'alice@example.com' }],
  [home, { name: 'Maison', server: eu, user: 'alice@example.org' }],
  [spare, { name: 'Old one', server: own, user: 'bob@example.com' }],
] as const
for (const [id, account] of added) await accounts.add({ ...account, token: tokenOf(id) }, id, start)
await accounts.change(work, { shareDomain: 'links.example.com' })
await accounts.change(spare, { disabled: true })
await accounts.used(work, start + day)
await accounts.heard(home, false)

const labels = ['Staging, deploy user', 'WiFi der Gäste', 'كلمة السر للخادم', '', 'VPN of Claire', '=1+1']
async function share(at: number): Promise<void> {
  time = start + at * 60 * minute
  const fresh: NewEntry = {
    id: profileIds.entry(at),
    server: at % 3 === 0 ? eu : own,
    account: at % 4 === 0 ? (at % 3 === 0 ? home : work) : null,
    created: time,
    expires: time + [7 * day, day, 60 * minute][at % 3]!,
    state: 'waiting',
    sealed: at % 5 !== 0,
    passphrase: at % 7 === 0,
    label: labels[at % labels.length]!,
    metadataKey: metadataKeyOf(at),
    ...(at % 12 === 0 ? { recipient: 'ca***@e***.com' } : {}),
  }
  await history.add(fresh)
  if (at % 3 === 2) return
  const end = (['read', 'burned', 'expired', 'gone'] as const)[at % 4]!
  await history.change(fresh.id, entry => withEnd(entry, end, time + 5 * minute, at > 190))
}
for (let at = 0; at < 197; at++) await share(at)
await history.change(profileIds.entry(2), entry => ({ ...entry, checked: time, failures: 3 }))
await history.change(profileIds.entry(5), entry => ({ ...entry, checked: time, burning: time }))

await createPolicyStore({ get: async () => ({ historyRetention: 3650 }) }, local).read()
const withoutLock = local.kept.get('vault')
await vault.setPassphrase(passphrase, null)

// What the account made elsewhere, and what came while the lock was closed.
const account = await accounts.open(work, own)
const accountSecrets = createAccountSecrets(local, accounts, () => ({
  recent: async () => ({ receipts: [], leftOut: 0 }),
}))
await accountSecrets.ask(account, now())
let made = 0
await importRecent(
  {
    ...{ history, accountSecrets, accounts, now, newId: () => profileIds.entry(300 + made++) },
    idle: async () => {},
    untold: { among: async () => new Set<string>() },
  },
  account,
  importedAgain(time),
)
await vault.beginLocking()
await vault.endLocking()
for (let at = 197; at < 200; at++) await share(at)
await vault.unlock('not this passphrase', null).catch(() => {})

const note =
  `What Cachet ${version} keeps on a disk, made by its own doors with test/tools/save-profile.ts and frozen since: ` +
  'local is the storage; passphrase opens its lock; withoutLock is its vault before there was a lock, whose ' +
  'wrappingKey (base64url, AES-256-GCM) lies in the key store.'
const line = ([key, value]: [string, unknown]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`
const about = { note, version, passphrase, wrappingKey: encode(wrapping), withoutLock }
const head = Object.entries(about).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`)
const items = [...local.kept].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(line)
process.stdout.write(`{\n${head.join(',\n')},\n  "local": {\n${items.join(',\n')}\n  }\n}\n`)
