import { expect } from '@playwright/test'
import { alice, billing } from './support/accounts'
import { linkLeadsTo, textIsHere } from './support/ends'
import { goInBoth, type Journey } from './support/in-both-browsers'
import { chooseServer, expectNothingLeaked, keysOf, openAsRecipient, shares } from './support/journey'
import type { Case } from './support/nothing-lost'
import { again, kinds, press, putSecret, read, ready } from './support/secrets'
import { begin, linkOf, share, written } from './support/sharing-person'
import type { Tab } from './support/tab'
import { badge, pass, ringUntil, stateOf } from './support/watching'

const lock = 'correct horse battery'
const minute = 60_000

/** All that is kept, and what the page holds, as text. */
const readable = (tab: Tab) =>
  tab.evaluate(async () => {
    const kept = [await chrome.storage.local.get(null), await chrome.storage.session.get(null)]
    return JSON.stringify(kept) + document.documentElement.outerHTML
  })
const inHistory = (tab: Tab) =>
  tab.evaluate(() =>
    [...document.querySelectorAll('.entry')].map(row => row.querySelector('.state')?.textContent),
  )
const clipboard = (tab: Tab) => tab.evaluate(() => navigator.clipboard.readText())

/** A popup whose secret was shared, left as it is. */
async function shared(world: Case, text = written): Promise<{ popup: Tab; link: string }> {
  const popup = await world.person.open('popup.html')
  await share(popup, text)
  return { popup, link: await linkOf(popup) }
}

/** Adds the account in the settings as a person does it, and chooses it for what is shared next. */
async function addAccount({ person, server }: Case): Promise<void> {
  await chooseServer(person, server.origin)
  const settings = await person.open('options.html#accounts')
  await settings.front()
  await settings.press(/^add an account/)
  await settings.fill(/^name/, billing)
  await settings.choose(/^server/, server.origin)
  await settings.fill(/^(user name|.*e-mail)/, alice.user)
  await settings.fill(/^(api )?token/, alice.token)
  await settings.press(/^save$/)
  await settings.says(/accepts this account/)
  expect(await readable(settings)).not.toContain(alice.token)
  await settings.close()
}

const journeys: Journey[] = [
  {
    title:
      'a secret is shared from the popup: its link is on the clipboard, opens to the letter, and the server knows nothing',
    async run(world) {
      const { person, server } = world
      await begin(world)
      const { popup, link } = await shared(world)
      expect(await clipboard(popup)).toBe(link)
      expect(shares(server)).toHaveLength(1)
      expectNothingLeaked(server, [written, ...keysOf(link)])
      await linkLeadsTo(link, written, server)
      // A popup that opens later has it still.
      await popup.close()
      expect(await linkOf(await person.open('popup.html'))).toBe(link)
    },
  },
  {
    title: 'the history shows what waits and what was read, and its burn button burns after one question',
    async run(world) {
      const { person, server } = world
      await begin(world)
      const { popup: first, link } = await shared(world, 'hunter2-Correct')
      await first.press(/^share another$/)
      await share(first, 'hunter3-Correct')
      await expect.poll(() => shares(server).length).toBe(2)
      await first.press(/^share another$/)
      await first.press(/^history/)
      await expect.poll(() => inHistory(first)).toEqual(['Waiting', 'Waiting'])

      expect(await openAsRecipient(link, server)).toEqual({ text: 'hunter2-Correct' })
      await pass(person, server, 5 * minute)
      await ringUntil(person, async () => (await inHistory(first)).includes('Read'))
      expect(await inHistory(first)).toEqual(['Waiting', 'Read'])

      await first.pressOn('.entry')
      await first.press(/^burn…$/)
      expect(server.secrets().filter(({ state }) => state === 'burned')).toEqual([])
      await first.press(/^burn$/)
      await expect.poll(() => inHistory(first)).toEqual(['Burned', 'Read'])
      expect(server.log.filter(({ path }) => path.endsWith('/burn'))).toHaveLength(1)
    },
  },
  {
    title: 'who asked for it is told once that a secret was read, and the badge counts it until it is seen',
    short: 'Firefox',
    async run(world) {
      const { person, server } = world
      await begin(world)
      await person.evaluate(async () => {
        const { settings } = await chrome.storage.local.get('settings')
        await chrome.storage.local.set({ settings: { ...(settings as object), notify: true } })
      })
      const { popup, link } = await shared(world)
      await popup.press(/^share another$/)
      await popup.close()
      const notified = () =>
        person.evaluate(async () => Object.keys(await chrome.notifications.getAll()).length)
      expect(await notified()).toBe(0)
      await openAsRecipient(link, server)
      await pass(person, server, 5 * minute)
      await ringUntil(person, async () => (await stateOf(person)) === 'read')
      await expect.poll(notified).toBe(1)
      await expect.poll(() => badge(person)).toBe('1')
      const seen = await person.open('popup.html')
      await seen.press(/^history/)
      await expect.poll(() => badge(person)).toBe('')
    },
  },
  {
    title: 'an account is added in the settings, and shared in; its token is nowhere to be read',
    short: 'Firefox',
    async run(world) {
      const { server } = world
      await addAccount(world)
      const { link } = await shared(world)
      expect(server.secrets()).toMatchObject([{ custid: alice.user }])
      await linkLeadsTo(link, written, server)
    },
  },
  {
    title: 'the server mails a sealed link without its key, and the card says to send that another way',
    short: 'Chromium',
    async run(world) {
      const { person, server } = world
      await begin(world, true)
      const popup = await person.open('popup.html')
      await popup.fill(/your secret/, written)
      await popup.press(/^passphrase, note/)
      await popup.fill(/recipient.s e-mail/, 'carol@example.com')
      await popup.press(/share as secret/)
      await popup.says(/send the key another way/i)
      const body = String(shares(server)[0]?.body)
      expect(new URLSearchParams(body).get('recipient')).toBe('carol@example.com')
      for (const part of keysOf(await linkOf(popup))) expect(body).not.toContain(part)
    },
  },
  {
    title: 'a share that was never answered is found in the account’s list, and burned; the text stays',
    short: 'Chromium',
    async run(world) {
      const { person, server } = world
      await begin(world, true)
      server.misbehave({ at: 'cut', by: 'connection' }, 1, /share/)
      const popup = await person.open('popup.html')
      await share(popup, written)
      await popup.says(/your secret may have arrived/i)
      expect(await popup.valueOf(/your secret/)).toBe(written)
      await popup.press(/^burn…$/)
      await popup.press(/^burn$/)
      await popup.says(/nobody can read it/i)
      expect(server.secrets()).toMatchObject([{ state: 'burned' }])
    },
  },
  {
    title:
      'the lock hides everything, keeps a wrong passphrase out, and brings the draft back by the right one',
    short: 'Firefox',
    async run(world) {
      const { person } = world
      await begin(world)
      const popup = await person.open('popup.html')
      await popup.fill(/your secret/, 'hunter2-draft')
      const settings = await person.open('options.html#lock')
      await settings.press(/^set a passphrase/)
      await settings.fill(/^(new )?passphrase/, lock)
      await settings.fill(/again|repeat|confirm/, lock)
      await settings.press(/^save$/)
      await settings.press(/^lock now$/)
      await popup.says(/unlock/i)
      await expect.poll(() => readable(popup)).not.toMatch(/hunter2|"dataKey":"[^"]*","until"/)
      await popup.fill(/^lock passphrase/, 'not this passphrase')
      await popup.press(/^unlock$/)
      await popup.says(/passphrase is (wrong|not)|wrong passphrase|not the/i)
      expect(await readable(popup)).not.toContain('hunter2')
      await popup.fill(/^lock passphrase/, lock)
      await popup.press(/^unlock$/)
      await expect.poll(() => popup.valueOf(/your secret/)).toBe('hunter2-draft')
    },
  },
  {
    title: 'words that were made up take the field, and what was being written can be had back',
    short: 'Chromium',
    async run(world) {
      const { person, server } = world
      await begin(world)
      const popup = await person.open('popup.html')
      await popup.fill(/your secret/, 'hunter2-draft')
      await popup.press(/^generate$/)
      await popup.press(/^use (it|this)$/)
      const made = (await popup.valueOf(/your secret/)) ?? ''
      expect(made).toMatch(/^\S{12,}$/)
      await popup.press(/share as secret/)
      await linkLeadsTo(await linkOf(popup), made, server)
      await popup.press(/^share another$/)
      await popup.press(/^restore$/)
      await expect.poll(() => popup.valueOf(/your secret/)).toBe('hunter2-draft')
    },
  },
  {
    title: 'what the server made up is shown once to its sender, covered until they look',
    short: 'Firefox',
    async run(world) {
      const { person, server } = world
      await begin(world, true)
      const popup = await person.open('popup.html')
      await popup.press(/^generate$/)
      await popup.pressOn('.generator .segment:last-child')
      await popup.press(/^generate and share$/)
      await linkOf(popup)
      expect(server.log.filter(({ path }) => path === '/api/v1/generate')).toHaveLength(1)
      const [{ value } = { value: '' }] = server.secrets()
      expect(value).toMatch(/^\S{12,}$/)
      expect(await popup.evaluate(() => document.documentElement.outerHTML)).not.toContain(value)
      await popup.press(/^show$/)
      await expect.poll(() => popup.valueOf(/value|secret/)).toBe(value)
    },
  },
  ...kinds.map(
    (kind): Journey => ({
      title: `a ${kind} secret is read by one request, opened to the letter, and forgotten for good`,
      short: kind.endsWith('passphrase') ? 'Chromium' : 'Firefox',
      async run({ person, server }) {
        const secret = await putSecret(server, kind)
        const waiting = await ready(person, secret)
        expect(server.secrets()[0]?.state, 'not before the press').toBe('new')
        await press(waiting)
        await textIsHere(waiting, secret, server)
        // It is the only copy: the first press asks, the second one forgets.
        await waiting.press(/^forget$/)
        await waiting.says(/only copy/)
        await waiting.press(/^forget$/)
        await expect.poll(() => waiting.buttons(/^(forget|hide|show)$/)).toBe(0)
        expect(await readable(waiting)).not.toContain('hunter2')
        const other = await again(person, secret)
        await expect.poll(() => other.buttons(/^(show|open)$/)).toBe(0)
      },
    }),
  ),
  {
    title: 'what was fetched survives the worker’s end and a closed tab, and is listed in the popup',
    short: 'Firefox',
    async run({ person, server }) {
      const secret = await putSecret(server, 'sealed')
      const tab = await read(person, secret)
      await expect.poll(() => tab.buttons(/^forget$/)).toBe(1)
      await person.stopWorker()
      await tab.close()
      const popup = await person.popup()
      await popup.press(/^open$/)
      const [opened] = await person.tabsAt('reveal.html')
      if (!opened) throw new Error('no tab')
      await textIsHere(opened, secret, server)
    },
  },
  {
    title: 'a secret for three is three links, each read once, and all are burned together',
    short: 'Firefox',
    async run(world) {
      const { person, server } = world
      await begin(world)
      const popup = await person.open('popup.html')
      await popup.fill(/your secret/, written)
      await popup.press(/^passphrase, note/)
      await popup.choose(/how many people/, '3')
      await popup.press(/^make links.*3/)
      await popup.says(/links made/i)
      expect(await clipboard(popup), 'nothing is copied by itself').not.toContain('/secret/')
      const links: string[] = []
      for (const number of [1, 2, 3]) {
        await popup.press(new RegExp(`^copy the link ${number}$`))
        await expect.poll(() => clipboard(popup)).not.toBe(links.at(-1) ?? '')
        links.push(await clipboard(popup))
      }
      expect(new Set(links).size).toBe(3)
      await linkLeadsTo(links[0], written, server)
      await popup.press(/^history/)
      await expect.poll(() => inHistory(popup)).toEqual(['Waiting', 'Waiting', 'Waiting'])
      await popup.pressOn('.entry')
      await popup.press(/^burn these \d links/)
      await popup.press(/^burn$/)
      await expect.poll(() => server.secrets().filter(({ state }) => state === 'burned').length).toBe(2)
    },
  },
]

goInBoth('journeys', journeys, { server: { accounts: [alice] }, ended: true })
