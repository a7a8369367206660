import { test as base, expect } from '@playwright/test'
import { decode } from 'jose/base64url'
import { asNewer } from '../support/profile'
import { diskAt, memoryAt, recorded, settledDisk, withoutDeposits } from '../support/recorded'
import type { PersonsBrowser } from './support/persons-browser'
import { personsChromium } from './support/persons-chromium'
import { personsFirefox } from './support/persons-firefox'
import { tier } from './support/tiers'

type Name = PersonsBrowser['name']
/** A browser with a stand-in for an earlier version, which `update` replaces by this one. */
const test = base.extend<{ earlier: (name: Name) => Promise<PersonsBrowser> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  earlier: async ({}, use) => {
    const started: PersonsBrowser[] = []
    await use(async name => {
      const person = await (name === 'Chromium'
        ? personsChromium({ from: 'earlier' })
        : personsFirefox({ from: 'earlier' }))
      started.push(person)
      return person
    })
    for (const person of started) await person.close()
  },
})

const disk = (person: PersonsBrowser) =>
  person.evaluate((): Promise<Record<string, unknown>> => chrome.storage.local.get(null))
const keep = (person: PersonsBrowser, area: 'local' | 'session', items: object) =>
  person.evaluate(
    async ({ area, items }) => {
      await chrome.storage[area].clear()
      await chrome.storage[area].set(items)
    },
    { area, items },
  )

/** Puts into the key store, as 0.1.0 did, the key that no browser gives out. */
const keepKey = (person: PersonsBrowser) =>
  person.evaluate(
    async raw => {
      const usages: KeyUsage[] = ['encrypt', 'decrypt']
      const key = await crypto.subtle.importKey('raw', new Uint8Array(raw), 'AES-GCM', false, usages)
      await new Promise<void>((done, failed) => {
        const opening = indexedDB.open('cachet')
        opening.onupgradeneeded = () => void opening.result.createObjectStore('keys')
        opening.onerror = failed
        opening.onsuccess = () => {
          const writing = opening.result.transaction('keys', 'readwrite')
          writing.objectStore('keys').put(key, 'wrapping-key')
          writing.oncomplete = () => {
            opening.result.close()
            done()
          }
        }
      })
    },
    [...decode(recorded.wrappingKey)],
  )

/** Every metadata key and every token comes out as its server gave it: the server is told of a token. */
async function expectOpen(
  person: PersonsBrowser,
  local: Record<string, unknown>,
  expected: readonly string[] = recorded.keys,
): Promise<void> {
  const ids = Object.keys(local).flatMap(key => /^entry:.:(.+)$/.exec(key)?.[1] ?? [])
  const accounts = Object.keys(recorded.tokens)
  const { pages, tests } = await person.evaluate(
    async ({ ids, accounts }) => {
      const ask = (name: string, id: string) =>
        chrome.runtime.sendMessage({ to: 'background', name, ask: { id } })
      const all = (name: string, ids: string[]) => Promise.all(ids.map(id => ask(name, id)))
      return { pages: await all('metadataPage', ids), tests: await all('testAccount', accounts) }
    },
    { ids, accounts },
  )
  const keys = pages.map(({ reply }) => String(reply?.address).split('/').at(-1))
  expect(keys.toSorted()).toEqual(expected.toSorted())
  // No server answers there; a token that was lost would be told before.
  expect(tests.map(({ failure }) => failure.code)).toEqual(accounts.map(() => 'unreachable'))
}

/** Settings, accounts and history, as a person sees them. */
async function expectShown(person: PersonsBrowser): Promise<void> {
  const settings = await person.open('options.html')
  await settings.says(/For you, until \{expiry\}: \{link\}/)
  await settings.press(/^accounts/)
  for (const name of [/Production – billing/, /Maison/, /Old one/]) await settings.says(name)
  await settings.close()
  const popup = await person.open('popup.html')
  await popup.press(/^history/)
  await popup.says(/VPN of Claire/)
  await popup.close()
}

const isEntry = (key: string) => key.startsWith('entry:')
const names = ['Chromium', 'Firefox'] as const
for (const name of names) {
  test(
    `what a real 0.1.0 kept outlasts the update, under its lock (${name})`,
    tier(false),
    async ({ earlier }) => {
      const person = await earlier(name)
      const before = diskAt(Date.now())
      await keep(person, 'local', before)
      await person.update()
      expect(settledDisk(await disk(person)), 'closed').toEqual(settledDisk(before))
      const popup = await person.open('popup.html')
      await popup.fill(/lock passphrase/, 'not this passphrase')
      await popup.press(/^unlock$/)
      await popup.says(/Wrong passphrase/)
      await popup.fill(/lock passphrase/, recorded.passphrase)
      await popup.press(/^unlock$/)
      await popup.says(/Your secret/)
      await popup.close()
      await expect
        .poll(() => disk(person), 'what came under the lock is taken in')
        .not.toHaveProperty('deposits')
      expect(settledDisk(await disk(person)), 'open').toEqual(settledDisk(before))
      await expectOpen(person, before)
      await expectShown(person)
    },
  )

  test(
    `what a real 0.1.0 kept outlasts the update, with its drafts and its link (${name})`,
    tier(name === 'Chromium'),
    async ({ earlier }) => {
      const person = await earlier(name)
      const before = { ...withoutDeposits(diskAt(Date.now())), vault: recorded.withoutLock }
      await keepKey(person)
      await keep(person, 'local', before)
      await person.update()
      expect(settledDisk(await disk(person))).toEqual(settledDisk(before))
      // No browser keeps memory over an update: this is what one that did would hand over.
      await keep(person, 'session', memoryAt(Date.now()))
      const popup = await person.open('popup.html')
      const { link } = recorded.session.outcome.shared
      await expect.poll(() => popup.words()).toContain(link)
      await popup.press(/^share another$/)
      await expect.poll(() => popup.valueOf(/your secret/)).toBe(recorded.written.text)
      expect(await popup.valueOf(/note/)).toBe(recorded.written.note)
      expect(await popup.valueOf(/label/)).toBe(recorded.written.label)
      await popup.close()
      await expectOpen(person, before, recorded.keys.slice(0, Object.keys(before).filter(isEntry).length))
      await expectShown(person)
    },
  )

  test(
    `a lock that only a newer version knows is said to be one, and nothing is changed (${name})`,
    tier(name === 'Firefox'),
    async ({ earlier }) => {
      const person = await earlier(name)
      const vault = { version: 2, by: 'passkey', credential: 'AAAA', boxes: [recorded.withoutLock.dataKey] }
      const newer = { ...asNewer({ ...recorded, local: diskAt(Date.now()) }), vault }
      await keep(person, 'local', newer)
      await person.update()
      const popup = await person.open('popup.html')
      await popup.fill(/lock passphrase/, recorded.passphrase)
      await popup.press(/^unlock$/)
      await popup.says(/A newer version of Cachet wrote this\. Nothing was sent or changed\. Update Cachet/)
      await popup.close()
      // It asks after what waits all the same, and notes when; of what it was given nothing is otherwise.
      const after = await disk(person)
      for (const [key, value] of Object.entries(newer))
        if (!isEntry(key)) expect(after[key], key).toEqual(value)
      expect(settledDisk(after)).toEqual(settledDisk(newer))
    },
  )
}
