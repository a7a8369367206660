import { expect } from '@playwright/test'
import type { Draft } from '../../lib/domain/draft'
import { entry, idOf } from './support/entries'
import { goInBoth, type Journey } from './support/in-both-browsers'
import { chooseServer, openAsRecipient, shares } from './support/journey'
import type { PersonsBrowser } from './support/persons-browser'
import type { Written } from './support/policy'
import { ask, linkOf, share, written } from './support/sharing-person'
import type { Tab } from './support/tab'
import { ringUntil } from './support/watching'

const elsewhere = 'http://localhost:1'
const word = 'glue-noble'

/** Waits until the extension shows the rules: Chromium's first answer takes seconds. */
const untilShown = (tab: Tab, rules: Written | 'broken' | undefined) =>
  expect
    .poll(() => tab.evaluate(async () => (await chrome.storage.local.get('policy')).policy ?? null), {
      message: 'the rules are read',
    })
    .toEqual(rules ?? null)

/** Sends a draft to the background, as somebody does who has opened one of our own pages and its console. */
async function shareByHand(
  person: PersonsBrowser,
  draft: Partial<Draft> & { server: string },
  name = 'share',
): Promise<string> {
  const whole = {
    ...{ mode: 'sealed', account: null, ttl: 600, note: '', label: '' },
    ...{ text: name === 'share' ? 'hunter2' : '', passphrase: word },
    ...draft,
  }
  return JSON.stringify(await ask(person, name, name === 'share' ? whole : { draft: whole, length: 20 }))
}

/** What the list of servers in the popup holds, and which is chosen. */
const servers = (popup: Tab) =>
  popup.evaluate(() => {
    const list = document.querySelector<HTMLSelectElement>('#server')
    return { chosen: list?.value, all: [...(list?.options ?? [])].map(({ value }) => value) }
  })
const sent = (body: unknown) => new URLSearchParams(String(body))

const journeys: Journey[] = [
  {
    title: 'what is ruled is set in the popup: one server, sealed, with a passphrase, for an hour at most',
    short: 'Firefox',
    rules: ({ origin }) => ({
      ...{ allowedServers: [origin], defaultServer: origin },
      ...{ sealedRequired: true, passphraseRequired: true, longestLifetime: 3600 },
    }),
    async run({ person, server }) {
      const settings = await person.open('options.html')
      for (const rule of [/every secret to be sealed/, /a passphrase for every secret/, /1 hour at most/])
        await settings.says(rule, 20_000)
      const popup = await person.open('popup.html')
      await popup.says(/set by your organisation/i)
      await expect.poll(() => servers(popup)).toEqual({ chosen: server.origin, all: [server.origin] })
      await share(popup, written)
      await popup.says(/requires a passphrase/i)
      expect(shares(server), 'not without one').toEqual([])
      await popup.fill(/^passphrase/, word)
      await popup.press(/share as secret/)
      expect((await openAsRecipient(await linkOf(popup), server, word)).text).toBe(written)
      expect(Number(sent(shares(server)[0]?.body).get('ttl'))).toBeLessThanOrEqual(3600)
    },
  },
  {
    title: 'rules are got round neither by a message made by hand, nor by what is stored',
    short: 'Chromium',
    rules: ({ origin }) => ({
      ...{ allowedServers: [origin], sealedRequired: true },
      ...{ passphraseRequired: true, longestLifetime: 3600 },
    }),
    async run({ person, server }) {
      const { origin } = server
      await chooseServer(person, elsewhere, { mode: 'standard', ttl: 604_800 })
      await person.evaluate(() => chrome.storage.local.set({ policy: {} }))
      expect(await shareByHand(person, { server: elsewhere })).toContain('serverNotAllowed')
      expect(await shareByHand(person, { server: origin, mode: 'standard' })).toContain('mustBeSealed')
      expect(await shareByHand(person, { server: origin, passphrase: '' })).toContain('needsPassphrase')
      expect(await shareByHand(person, { server: origin, ttl: 3601 })).toContain('"livesTooLong","by":3600')
      expect(JSON.stringify(await ask(person, 'addServer', { origin: elsewhere }))).toContain(
        'serverNotAllowed',
      )
      expect(await shareByHand(person, { server: origin }, 'generate')).toContain('mustBeSealed')
      expect(server.log).toEqual([])
      expect(await shareByHand(person, { server: origin })).toContain('"at":"shared"')
      expect(shares(server)).toHaveLength(1)
      // By now what is shown is what is true again.
      const page = await person.open('options.html')
      await page.says(/every secret to be sealed/)
    },
  },
  {
    title: 'rules that cannot be read forbid everything, and the person hears why; the text stays',
    short: 'Firefox',
    rules: ({ origin }) => ({ allowedServers: [origin], longestLifetime: 0 }),
    async run({ person, server }) {
      await chooseServer(person, server.origin)
      const settings = await person.open('options.html')
      await untilShown(settings, 'broken')
      await settings.says(/rules cannot be read/)
      expect(await shareByHand(person, { server: server.origin })).toContain('policyBroken')
      const popup = await person.open('popup.html')
      await share(popup, written)
      await popup.says(/rules cannot be read/)
      await expect.poll(() => popup.buttons(/share as secret/)).toBe(1)
      expect(await popup.valueOf(/your secret/)).toBe(written)
      expect(server.log).toEqual([])
    },
  },
  ...[{ sealedRequired: 'yes' }, { sealedRequierd: true }].map(
    (wrong): Journey => ({
      title: `${JSON.stringify(wrong)} is not taken for no rule where the browser hands it on: Chromium drops it before`,
      short: 'nowhere',
      rules: () => ({ ...wrong, passphraseRequired: true }),
      async run({ person, server }) {
        const drops = person.name === 'Chromium'
        await untilShown(await person.open('options.html'), drops ? { passphraseRequired: true } : 'broken')
        const said = await shareByHand(person, { server: server.origin, passphrase: '' })
        expect(said).toContain(drops ? 'needsPassphrase' : 'policyBroken')
        expect(server.log).toEqual([])
      },
    }),
  ),
  {
    title: 'rules hold for a draft of before they were made',
    short: 'nowhere',
    rules: () => ({ longestLifetime: 3600, sealedRequired: true }),
    async run({ person, server }) {
      await chooseServer(person, server.origin)
      await untilShown(await person.open('options.html'), { longestLifetime: 3600, sealedRequired: true })
      await person.evaluate(
        origin =>
          chrome.storage.session.set({
            composing: {
              draft: {
                ...{ mode: 'standard', server: origin, account: null, ttl: 604_800, text: 'hunter2' },
                ...{ note: '', label: '', passphrase: '', recipient: '' },
              },
              aside: [],
            },
          }),
        server.origin,
      )
      const popup = await person.open('popup.html')
      await popup.press(/share as secret/)
      expect((await openAsRecipient(await linkOf(popup), server)).text).toBe('hunter2')
      expect(sent(shares(server)[0]?.body).get('ttl')).toBe('3600')
    },
  },
  {
    title: 'a server that is no longer allowed is said, and another one chosen by hand',
    short: 'nowhere',
    rules: ({ origin }) => ({ allowedServers: [origin] }),
    async run({ person, server }) {
      await chooseServer(person, elsewhere)
      const popup = await person.open('popup.html')
      await popup.says(/not allowed by your organisation/i)
      await share(popup, written)
      await popup.says(/does not allow this server/)
      await popup.choose(/^server/, server.origin)
      await popup.press(/share as secret/)
      expect((await openAsRecipient(await linkOf(popup), server)).text).toBe(written)
    },
  },
  {
    title:
      'other rules hold once the browser has read them: Chromium as it runs, Firefox from its next start',
    short: 'nowhere',
    rules: () => ({ accountRequired: true }),
    async run({ person, server }) {
      await chooseServer(person, server.origin)
      const before = await person.open('popup.html')
      await untilShown(before, { accountRequired: true })
      await share(before, written)
      await before.says(/requires an account/i)
      expect(shares(server)).toEqual([])
      await person.rule({ sealedRequired: true })
      const after = await person.open('popup.html')
      await untilShown(after, { sealedRequired: true })
      await share(after, written)
      expect((await openAsRecipient(await linkOf(after), server)).text).toBe(written)
    },
  },
  {
    title:
      'what the organisation sets is where links lead, and how long the history keeps, whatever the person chose',
    short: 'nowhere',
    rules: () => ({ opener: 'https://open.example/opener.html', historyRetention: 7 }),
    async run({ person, server }) {
      await untilShown(await person.open('options.html'), {
        opener: 'https://open.example/opener.html',
        historyRetention: 7,
      })
      const day = 86_400_000
      const ended = (id: number, days: number) =>
        entry({ id: idOf(id), state: 'read', settled: Date.now() - days * day, label: `${days} days` })
      await chooseServer(person, server.origin)
      await person.evaluate(
        async entries => {
          const { settings } = await chrome.storage.local.get('settings')
          await chrome.storage.local.set({
            settings: { ...(settings as object), retention: 365, opener: 'https://mine.example/' },
            ...Object.fromEntries(entries.map(entry => [`entry:s:${entry.id}`, entry])),
          })
        },
        [ended(1, 8), ended(2, 6)],
      )
      const page = await person.open('options.html#opener-page')
      const kept = () =>
        page.evaluate(async () =>
          Object.keys(await chrome.storage.local.get(null)).filter(key => key.startsWith('entry:s:')),
        )
      await ringUntil(person, async () => {
        // As six hours after the last time: so seldom it looks.
        await page.evaluate(() => chrome.storage.session.remove('house'))
        return (await kept()).length < 2
      })
      expect(await kept()).toEqual([`entry:s:${idOf(2)}`])
      const answer = await shareByHand(person, { server: server.origin })
      expect(answer).toContain('https://open.example/opener.html#c1p.')
      expect(server.secrets()[0]?.value).toContain('https://open.example/opener.html')
      expect(server.secrets()[0]?.value).not.toContain('mine.example')
    },
  },
]

goInBoth('journeys under rules', journeys)
