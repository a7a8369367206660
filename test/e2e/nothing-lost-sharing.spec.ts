import { expect } from '@playwright/test'
import { type Misbehaviour, startServer } from '../server/server'
import { alice } from './support/accounts'
import { draftIsHere, type Ended, isInHistory, linkLeadsTo, noTraceOf, nothingWasSent } from './support/ends'
import { fill } from './support/fill'
import { hold, shares } from './support/journey'
import { type Row, table } from './support/nothing-lost'
import { servePages } from './support/pages'
import { shareFromPrivateTab, withPrivateWindows } from './support/private'
import {
  answeredBy,
  ask,
  begin,
  breakClipboard,
  clickMenu,
  linkOf,
  linksIn,
  share,
} from './support/sharing-person'
import { tabOf } from './support/tab'
import { pass } from './support/watching'

const both = ['Chromium', 'Firefox'] as const
const text = 'the text is here, to the letter'
/** The event page of Firefox is not to rest while its clipboard is a broken one. */
const like = { prefs: { 'extensions.background.idle.timeout': 600_000 } }
const written = 'hunter2-Correct\n\tline two \u{1F512}'

const told: Row[] = [
  {
    point: 'told, then copied',
    what: 'a link',
    when: 'the clipboard never answers',
    in: both,
    like,
    ends: text,
    async run(world) {
      const { person, server } = world
      await begin(world)
      await breakClipboard(world, 'never answers')
      const popup = await person.popup()
      await share(popup, written)
      return linkLeadsTo(await linkOf(popup), written, server)
    },
  },
  {
    point: 'told, then copied',
    what: 'a link',
    when: 'the worker stopped while it is copied, and the popup opened anew',
    in: both,
    like,
    ends: text,
    async run(world) {
      const { person, server } = world
      await begin(world)
      await breakClipboard(world, 'never answers')
      const popup = await person.popup()
      await share(popup, written)
      await answeredBy(server, 1)
      await popup.close()
      await person.stopWorker()
      const anew = await person.popup()
      const links = async () => (await linksIn(anew)).length
      await expect.poll(links, { message: 'a link', timeout: 6_000 }).toBeGreaterThan(0)
      return linkLeadsTo((await linksIn(anew))[0], written, server)
    },
  },
  {
    point: 'told, then copied',
    what: 'a link',
    when: 'the clipboard refuses',
    in: both,
    like,
    ends: text,
    async run(world) {
      const { person, server } = world
      await begin(world)
      await breakClipboard(world, 'refuses')
      const popup = await person.popup()
      await share(popup, written)
      await popup.says(/could not be copied|not on your clipboard/)
      return linkLeadsTo(await linkOf(popup), written, server)
    },
  },
]

/** A link that nobody has copied, and what comes after it. */
const beside = (when: string, browsers: Row['in'], next: Misbehaviour | undefined): Row => ({
  point: 'beside the next',
  what: 'a link that was not copied',
  when,
  in: browsers,
  like,
  ends: text,
  async run(world) {
    const { person, server } = world
    await begin(world)
    await breakClipboard(world, 'refuses')
    const popup = await person.open('popup.html')
    await share(popup, written)
    const link = await linkOf(popup)
    await popup.press(/^share another$/)
    if (next) server.misbehave(next, 1, /share/)
    await share(popup, 'the next one')
    if (next) await popup.says(/not|error|failed/i)
    else await expect.poll(() => popup.valueOf(/one-time link/)).not.toBe(link)
    await expect.poll(() => shares(server).length).toBe(2)
    const anew = await person.open('popup.html')
    await expect.poll(() => linksIn(anew), { message: 'the first link' }).toContain(link)
    return linkLeadsTo(link, written, server)
  },
})

const kept: Row[] = [
  beside('another one shared after it', both, undefined),
  beside('another one after it, which fails', both, { at: 'status', status: 500 }),
  {
    point: 'beside the next',
    what: 'a value that the server made up',
    when: 'another one shared after it',
    in: both,
    ends: text,
    async run(world) {
      const { person, server } = world
      await begin(world)
      const popup = await person.open('popup.html')
      await popup.press(/^generate$/)
      await popup.evaluate(async () => {
        const radio = () =>
          [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].find(({ labels }) =>
            /^server/i.test(labels?.[0]?.textContent?.trim() ?? ''),
          )
        while (!radio()) await new Promise(done => requestAnimationFrame(done))
        radio()?.click()
      })
      await popup.press(/^make and share it$/)
      const link = await linkOf(popup)
      const made = server.secrets()[0]?.value ?? ''
      expect(made).toMatch(/^\S{8,}$/)
      await popup.press(/^share another$/)
      await share(popup, 'the next one')
      await expect.poll(() => shares(server).length).toBe(1)
      await popup.says(/one-time|on your clipboard/i)
      const anew = await person.open('popup.html')
      const value = async () => {
        if ((await anew.words()).includes(made)) return made
        // It is covered, or behind a button that copies it.
        if ((await anew.buttons(/copy what the server made up/)) === 0) {
          if ((await anew.buttons(/^show$/)) > 0) await anew.press(/^show$/)
          return undefined
        }
        await anew.press(/copy what the server made up/)
        return anew.evaluate(() => navigator.clipboard.readText())
      }
      await expect.poll(value, { message: 'the value' }).toBe(made)
      return linkLeadsTo(link, made, server)
    },
  },
  {
    point: 'until its time',
    what: 'a link',
    when: 'an earlier one’s alarm ringing late',
    in: both,
    like,
    ends: text,
    async run(world) {
      const { person, server } = world
      await begin(world)
      await breakClipboard(world, 'refuses')
      const popup = await person.open('popup.html')
      await share(popup, 'the first')
      await linkOf(popup)
      await popup.press(/^share another$/)
      await share(popup, written)
      await answeredBy(server, 2)
      const link = await linkOf(popup)
      await person.evaluate(() => chrome.alarms.create('forget-link', { when: Date.now() }))
      const isOver = async () => {
        const alarm = await person.evaluate(async () => (await chrome.alarms.get('forget-link')) ?? null)
        return alarm === null || alarm.scheduledTime > Date.now() + 5_000
      }
      await expect.poll(isOver, { message: 'the alarm has rung' }).toBe(true)
      const anew = await person.open('popup.html')
      await expect.poll(() => linksIn(anew), { message: 'the link' }).toContain(link)
      return linkLeadsTo(link, written, server)
    },
  },
  ...[1, -1].map(
    (hours): Row => ({
      point: 'until its time',
      what: 'a link',
      when: `the clock set an hour ${hours > 0 ? 'forward' : 'back'}`,
      in: ['Chromium'],
      ends: text,
      async run(world) {
        const { person, server, chromium } = world
        await begin(world)
        await breakClipboard(world, 'refuses')
        const popup = await person.open('popup.html')
        await share(popup, written)
        const link = await linkOf(popup)
        await popup.close()
        const moved = `{ const real = Date.now.bind(Date); Date.now = () => real() + ${hours} * 3600000 }`
        await chromium.worker().evaluate(hours => {
          const real = Date.now.bind(Date)
          Date.now = () => real() + hours * 3_600_000
        }, hours)
        await chromium.inPages(moved)
        const anew = await person.open('popup.html')
        await expect.poll(() => linksIn(anew), { message: 'the link' }).toContain(link)
        return linkLeadsTo(link, written, server)
      },
    }),
  ),
  {
    point: 'until its time',
    what: 'a link',
    when: 'an update of Cachet offered by the browser: it waits',
    in: ['Chromium'],
    ends: text,
    async run(world) {
      const { person, server, chromium } = world
      await begin(world)
      await breakClipboard(world, 'refuses')
      const popup = await person.open('popup.html')
      await share(popup, written)
      const link = await linkOf(popup)
      const heard = await chromium.worker().evaluate(() => {
        const offered = chrome.runtime.onUpdateAvailable as unknown as {
          hasListeners(): boolean
          dispatch(details: { version: string }): void
        }
        if (!offered.hasListeners()) return false
        offered.dispatch({ version: '99.0.0' })
        return true
      })
      expect(heard, 'the offer is heard').toBe(true)
      await chromium.keepsAwake()
      const anew = await person.open('popup.html')
      await expect.poll(() => linksIn(anew), { message: 'the link' }).toContain(link)
      return linkLeadsTo(link, written, server)
    },
  },
  {
    point: 'until its time',
    what: 'a link',
    when: 'the disk full',
    in: ['Chromium'],
    ends: text,
    async run(world) {
      const { person, server } = world
      await begin(world)
      const popup = await person.open('popup.html')
      await fill(person, 'local')
      await share(popup, written)
      const link = await linkOf(popup)
      await person.stopWorker()
      const anew = await person.open('popup.html')
      await expect.poll(() => linksIn(anew), { message: 'the link' }).toContain(link)
      return linkLeadsTo(link, written, server)
    },
  },
]

/** Shares from a private window in an account's name, without an answer; then the account's list is asked for. */
async function privateShareLost(how: Misbehaviour) {
  const server = await startServer({ accounts: [alice] })
  const pages = await servePages({ '/': { html: 'hunter2' } })
  const seen: { end?: Ended } = {}
  try {
    await withPrivateWindows([], async (context, worker) => {
      const page = await context.newPage()
      await page.goto(`chrome-extension://${worker.extensionId}/opener.html`)
      const person = tabOf(page)
      await begin({ person, server }, true)
      server.misbehave(how, 1, /share/)
      await shareFromPrivateTab(worker, pages.origin)
      await expect.poll(() => server.secrets().length, { message: 'it has arrived' }).toBe(1)
      if (how.at === 'hang') await worker.stop()
      const isListed = async () => {
        await ask(person, 'check')
        return server.log.some(({ path, status }) => path.includes('/private/recent') && status === 200)
      }
      await expect.poll(isListed, { message: 'the account’s list is asked for' }).toBe(true)
      await ask(person, 'check')
      seen.end = await noTraceOf(person, [/"entry:/])
    })
  } finally {
    await Promise.all([server.close(), pages.close()])
  }
  if (!seen.end) throw new Error('Nobody looked')
  return seen.end
}

/** Whatever a server answers instead of a link, what was typed stays. */
const failures: { when: string; how: Misbehaviour; in: Row['in'] }[] = [
  { when: 'the answer cut', how: { at: 'cut', by: 'length' }, in: both },
  { when: 'the answer broken off', how: { at: 'cut', by: 'connection' }, in: both },
  { when: 'an answer without keys', how: { at: 'missing', fields: ['secret_key'] }, in: ['Chromium'] },
  { when: 'an answer under status 500', how: { at: 'status', status: 500 }, in: ['Chromium'] },
  { when: 'an answer of 50 MB', how: { at: 'huge' }, in: ['Chromium'] },
]

const drafts: Row[] = [
  ...failures.map(
    ({ when, how, in: browsers }): Row => ({
      point: 'the draft',
      what: 'a text on its way',
      when,
      in: browsers,
      shares: true,
      ends: text,
      async run(world) {
        const { person, server } = world
        await begin(world)
        server.misbehave(how, 1, /share/)
        const popup = await person.open('popup.html')
        await share(popup, written)
        await popup.says(/Share as secret/)
        const end = await draftIsHere(popup, written, server, 1)
        await popup.reload()
        await draftIsHere(popup, written, server, 1)
        await popup.fill(/your secret/, '')
        await ask(person, 'dismiss')
        return end
      },
    }),
  ),
  {
    point: 'the draft',
    what: 'a text on its way',
    when: 'the worker stopped before the answer',
    in: both,
    ends: text,
    async run(world) {
      const { person, server } = world
      await begin(world)
      server.misbehave({ at: 'hang', stored: true }, 1, /share/)
      const popup = await person.open('popup.html')
      await share(popup, written)
      await expect.poll(() => shares(server).length).toBe(1)
      await person.stopWorker()
      return draftIsHere(await person.open('popup.html'), written, server, 1)
    },
  },
  {
    point: 'the draft',
    what: 'a text from a page',
    when: 'brought while another is being typed, and the next key pressed',
    in: ['Chromium'],
    ends: text,
    async run(world) {
      const { person, server } = world
      await begin(world)
      const popup = await person.open('popup.html')
      await popup.fill(/your secret/, 'typed by hand')
      // What is brought may be written over at once, which is the loss: so it is listened for.
      await popup.evaluate(() =>
        chrome.storage.session.onChanged.addListener(changes => {
          if (JSON.stringify(changes).includes('brought from a page'))
            document.documentElement.setAttribute('data-brought', '')
        }),
      )
      await clickMenu(world, 'brought from a page')
      const isBrought = () => popup.evaluate(() => document.documentElement.hasAttribute('data-brought'))
      // Chromium may take many seconds for its first look at an organisation's rules.
      await expect.poll(isBrought, { message: 'it is brought', timeout: 45_000 }).toBe(true)
      await popup.fill(/your secret|words|text/, `${(await popup.valueOf(/your secret/)) ?? ''}!`)
      const anew = await person.open('popup.html')
      const texts = new Set([await anew.valueOf(/your secret/)])
      while ((await anew.buttons(/^bring it back$/)) > 0 && texts.size < 4) {
        const before = texts.size
        await anew.press(/^bring it back$/)
        await expect.poll(() => anew.valueOf(/your secret/)).not.toBe([...texts].at(-1))
        texts.add(await anew.valueOf(/your secret/))
        if (texts.size === before) break
      }
      const all = [...texts].map(one => one?.replace(/!$/, ''))
      expect(all).toContain('typed by hand')
      expect(all).toContain('brought from a page')
      // Both go round and round, whichever stands in the field now.
      return draftIsHere(anew, (await anew.valueOf(/your secret/)) ?? '', server, 0)
    },
  },
]

const room: Row[] = [
  {
    point: 'room first',
    what: 'a text',
    when: 'memory full as it is to leave',
    in: both,
    ends: 'nothing was asked',
    async run(world) {
      const { person, server } = world
      await begin(world)
      const popup = await person.open('popup.html')
      await popup.fill(/your secret/, written)
      await fill(person, 'session')
      await popup.press(/share as secret/)
      return nothingWasSent(popup, server, /memory|storage|full|room|not sent|nothing was sent/i)
    },
  },
  {
    point: 'room first',
    what: 'an inexact selection',
    when: 'memory full as it is shared from the menu: somebody says so',
    in: ['Chromium'],
    ends: 'nothing was asked',
    async run(world) {
      const { person, server, chromium } = world
      await begin(world)
      await fill(person, 'session')
      await clickMenu(world, 'brought from a page')
      const popup = () =>
        chromium
          .context()
          .pages()
          .find(page => page.url().endsWith('/popup.html'))
      const said = async () =>
        (await chromium.worker().evaluate(() => chrome.action.getBadgeText({}))) !== '' ||
        popup() !== undefined
      await expect.poll(said, { message: 'a badge or the popup', timeout: 45_000 }).toBe(true)
      return nothingWasSent(await person.open('popup.html'), server, /./)
    },
  },
]

const traces: Row[] = [
  {
    point: 'no trace',
    what: 'a share on its way',
    when: 'everything erased meanwhile',
    in: both,
    ends: 'no trace is left',
    async run(world) {
      const { person, server } = world
      await begin(world)
      const letGo = hold(server)
      const popup = await person.open('popup.html')
      await share(popup, written)
      await expect.poll(() => shares(server).length).toBe(1)
      const options = await person.open('options.html')
      await options.press(/^erase everything…/)
      await options.press(/^erase everything$/)
      letGo()
      await answeredBy(server, 1)
      await options.says(/everything is erased/i)
      const [made] = server.secrets()
      const busy = async () => {
        const { reply } = await ask(person, 'outcome')
        return /sealing|sending/.test(JSON.stringify(reply ?? ''))
      }
      await expect.poll(busy, { message: 'the share has ended' }).toBe(false)
      return noTraceOf(person, [new RegExp(made?.secretKey ?? '-'), /"entry:/, /"link":"http/])
    },
  },
]

const privately: Row[] = [
  { when: 'its answer broken off', how: { at: 'cut', by: 'connection' } as const },
  { when: 'the worker stopped before its answer', how: { at: 'hang', stored: true } as const },
].map(({ when, how }) => ({
  point: 'no trace',
  what: 'a text from a private window, in an account’s name',
  when: `${when}, and the account’s list asked for`,
  in: ['Chromium'],
  ends: 'no trace is left',
  run: () => privateShareLost(how),
}))

const account: Row[] = [
  {
    point: 'in the history',
    what: 'a text sent in an account’s name',
    when: 'the browser killed before the answer, and started again',
    in: both,
    own: true,
    ends: 'it is in the history',
    async run({ person }) {
      const server = await startServer({ accounts: [alice] })
      try {
        await begin({ person, server }, true)
        server.misbehave({ at: 'hang', stored: true }, 1, /share/)
        const popup = await person.open('popup.html')
        await share(popup, written)
        await expect.poll(() => server.secrets().length).toBe(1)
        await person.killAndStart()
        // An account's list that was just looked at is not asked for again.
        await pass(person, server, 10 * 60_000)
        return await isInHistory(person, server)
      } finally {
        await server.close()
      }
    },
  },
  {
    point: 'not busy',
    what: 'a text',
    when: 'an account still being asked about a lost one',
    in: both,
    ends: text,
    async run({ person }) {
      const server = await startServer({ accounts: [alice] })
      try {
        await begin({ person, server }, true)
        server.misbehave({ at: 'hang', stored: true }, 20, /private\/recent/)
        server.misbehave({ at: 'cut', by: 'connection' }, 1, /share/)
        const popup = await person.open('popup.html')
        await share(popup, 'the lost one')
        await expect
          .poll(() => server.log.some(({ path }) => path.includes('/private/recent')), {
            message: 'the account is asked',
          })
          .toBe(true)
        await share(await person.open('popup.html'), written)
        await answeredBy(server, 2)
        const anew = await person.open('popup.html')
        return await linkLeadsTo(await linkOf(anew), written, server)
      } finally {
        await server.close()
      }
    },
  },
]

table([...told, ...kept, ...drafts, ...room, ...traces, ...privately, ...account])
