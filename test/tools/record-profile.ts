/**
 * Prints what a build of this extension keeps, as a profile for `test/vectors`: the build is driven in a real Chromium
 * against a server of its own, once a version, so that every later version is held to open what it left.
 *
 *     npx tsx test/tools/record-profile.ts FOLDER_OF_AN_E2E_BUILD COMMIT > test/vectors/recorded-VERSION.json
 *
 * It speaks the messages and presses the fields of 0.1.0; for another version it is written anew.
 */
import { encode } from 'jose/base64url'
import { launchChromium } from '../e2e/support/launch'
import { extensionWorker } from '../e2e/support/worker'
import { startServer } from '../server/server'

const [, , extension = '', commit = ''] = process.argv
const passphrase = 'correct horse battery staple'
/** How far the clock is put forward before the ends of secrets are asked for, in milliseconds. */
const ahead = 40 * 60_000
const labels = ['Staging, deploy user', 'WiFi der Gäste', 'كلمة السر للخادم', '', 'VPN of Claire', '=1+1']
const written = {
  text: '  hunter2\n\tétage 3 – כניסה 🔑\n\n',
  note: 'For the printer.\nAsk Ana.',
  label: 'Printer',
}
const people = [
  ['Production – billing', 'alice@example.com', 'token-of-alice-0123456789'],
  ['Maison', 'bob@example.com', 'token-of-bob-0123456789'],
  ['Old one', 'carol@example.com', 'token-of-carol-0123456789'],
] as const

// No system gives this port out by itself: whoever opens the profile later finds no server there.
const server = await startServer({
  port: 3999,
  accounts: people.map(([, user, token]) => ({ user, token })),
})
const context = await launchChromium({ extension })
const worker = await extensionWorker(context)
const page = await context.newPage()
const show = (path: string) => page.goto(`chrome-extension://${worker.extensionId}/${path}`)
const ask = async <Reply = undefined>(name: string, given?: object): Promise<Reply> => {
  const answer = await page.evaluate(question => chrome.runtime.sendMessage(question) as Promise<object>, {
    to: 'background',
    name,
    ask: given,
  })
  if ('failure' in answer) throw new Error(`${name}: ${JSON.stringify(answer)}`)
  return (answer as { reply: Reply }).reply
}
const keptIn = (area: 'local' | 'session') =>
  worker.evaluate(
    async (area): Promise<Record<string, unknown>> => chrome.storage[area as 'local'].get(null),
    area,
  )
const settled = (ms = 500) => new Promise(resolve => setTimeout(resolve, ms))

// The one key that a browser never gives out is put in from outside, before the build makes its own.
const wrapping = crypto.getRandomValues(new Uint8Array(32))
await show('opener.html')
await page.evaluate(
  async raw => {
    const usages: KeyUsage[] = ['encrypt', 'decrypt']
    const key = await crypto.subtle.importKey('raw', new Uint8Array(raw), 'AES-GCM', false, usages)
    await new Promise((done, failed) => {
      const opening = indexedDB.open('cachet')
      opening.onupgradeneeded = () => opening.result.createObjectStore('keys')
      opening.onerror = failed
      opening.onsuccess = () => {
        const writing = opening.result.transaction('keys', 'readwrite')
        writing.objectStore('keys').put(key, 'wrapping-key')
        writing.oncomplete = done
      }
    })
  },
  [...wrapping],
)

await show('options.html')
await ask('addServer', { origin: server.origin })
const accounts: string[] = []
for (const [name, user, token] of people)
  accounts.push((await ask<{ id: string }>('addAccount', { name, server: server.origin, user, token })).id)
await ask('changeAccount', { id: accounts[1], preferred: true })
await ask('changeAccount', { id: accounts[2], disabled: true })
await page.reload()
await page.locator('#message').fill('For you, until {expiry}: {link}')
await page.locator('#message').blur()
await page.locator('#opener').fill('https://www.example.com/opener.html')
await page.locator('#opener').press('Enter')
await page.locator('#token-days').selectOption({ index: 1 })
await page.locator('#retention').selectOption('365')
await settled()

const drafted = {
  ...{ mode: 'sealed', server: server.origin, account: null, ttl: 604_800 },
  ...{ text: 'one of many', note: '', label: '', passphrase: '', recipient: '' },
}
const ids: string[] = []
async function share(at: number, account = at % 4 === 0 ? accounts[(at / 4) % 2] : null): Promise<void> {
  const given = {
    mode: at % 5 === 0 ? 'standard' : 'sealed',
    account,
    ttl: [604_800, 86_400, 3_600][at % 3],
    label: labels[at % labels.length],
    passphrase: at % 7 === 0 ? 'open sesame' : '',
  }
  const outcome = await ask<{ at: string; shared: { id: string } }>('share', { ...drafted, ...given })
  if (outcome.at !== 'shared') throw new Error(JSON.stringify(outcome))
  ids.push(outcome.shared.id)
}
for (let at = 0; at < 197; at++) await share(at)
await ask('changeAccount', { id: accounts[0], shareDomain: 'links.example.com' })
// Some are read by their recipients, some burned, and the rest wait.
for (const [at, { secretKey }] of server.secrets().entries()) {
  if (at % 3 === 0)
    await fetch(`${server.origin}/api/v1/secret/${secretKey}`, {
      method: 'POST',
      body: new URLSearchParams({ passphrase: 'open sesame' }),
    })
  if (at % 3 === 1 && at % 2 === 0)
    await ask('burn', { id: ids[at], passphrase: 'open sesame' }).catch(error =>
      process.stderr.write(`${at} ${error}\n`),
    )
}
await worker.evaluate(ahead => {
  const now = Date.now.bind(Date)
  Date.now = () => now() + ahead
}, ahead)
await ask('check')
await settled(3_000)
await worker.stop()

// The link that was made last, and what is being written beside it.
await show('popup.html')
await settled()
const outcome = await ask<{ shared: { link: string } }>('outcome')
process.stderr.write(`${JSON.stringify(outcome)}\n`)
const link = (await keptIn('session')).outcome
await ask('dismiss')
await page.reload()
await page.locator('#secret').fill(written.text)
await page.locator('details.extras summary').click()
await page.locator('#note').fill(written.note)
await page.locator('#label').fill(written.label)
await settled()
const composing = (await keptIn('session')).composing

const withoutLock = (await keptIn('local')).vault
await show('options.html')
await ask('setLock', { passphrase })
await page.reload()
await page.locator('#lock input[type=checkbox]').check()
await settled()
// A page that stays as it is when the lock closes.
await show('opener.html')
await ask('lockNow')
// It lets sharing go on meanwhile.
for (let at = 197; at < 200; at++) await share(at, null)
const local = await keptIn('local')
await context.close()
await server.close()

const note =
  `What ${extension ? 'a build of Cachet' : ''} 0.1.0 (commit ${commit}) kept in a real Chromium, recorded with ` +
  'test/tools/record-profile.ts and frozen since: local is the storage, with the lock that passphrase opens; ' +
  'withoutLock is its vault before there was a lock, whose wrappingKey (base64url, AES-256-GCM) lay in the key store; ' +
  'session is what lay in memory before that; keys are the metadata keys as the server gave them out.'
const keys = server.secrets().map(({ metadataKey }) => metadataKey)
const about = {
  ...{
    note,
    version: '0.1.0',
    commit,
    clock: Date.now() + ahead,
    passphrase,
    wrappingKey: encode(wrapping),
    withoutLock,
  },
  ...{ keys, tokens: Object.fromEntries(people.map(([, , token], at) => [accounts[at], token])), written },
  session: { composing, outcome: link },
}
const line = ([key, value]: [string, unknown]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`
const head = Object.entries(about).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`)
const items = Object.entries(local)
  .toSorted(([one], [other]) => (one < other ? -1 : 1))
  .map(line)
process.stdout.write(`{\n${head.join(',\n')},\n  "local": {\n${items.join(',\n')}\n  }\n}\n`)
