import { expect } from '@playwright/test'
import type { Misbehaviour } from '../server/server'
import { linkLeadsTo } from './support/ends'
import { fill } from './support/fill'
import { shares } from './support/journey'
import { both, type Row, table, text } from './support/nothing-lost'
import { offerUpdate } from './support/offer-update'
import {
  answeredBy,
  begin,
  breakClipboard,
  linkIsKept,
  linkOf,
  linksIn,
  share,
  shareUncopied,
  written,
} from './support/sharing-person'

/** The event page of Firefox is not to rest while its clipboard is a broken one. */
const like = { prefs: { 'extensions.background.idle.timeout': 600_000 } }

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
    short: 'nowhere',
    in: both,
    like,
    ends: text,
    async run(world) {
      const { person, server } = world
      await begin(world)
      await breakClipboard(world, 'never answers')
      const popup = await person.popup()
      await share(popup, written)
      // Told: what is killed before that is a row of what is in flight.
      await linkOf(popup)
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
    short: 'nowhere',
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
  short: next ? 'nowhere' : 'Chromium',
  like,
  ends: text,
  async run(world) {
    const { server } = world
    const { popup, link } = await shareUncopied(world)
    await popup.press(/^share another$/)
    if (next) server.misbehave(next, 1, /share/)
    await share(popup, 'the next one')
    if (next) await popup.says(/not|error|failed/i)
    else await expect.poll(() => popup.valueOf(/one-time link/)).not.toBe(link)
    await expect.poll(() => shares(server).length).toBe(2)
    return linkIsKept(world, link)
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
    short: 'nowhere',
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
      await popup.press(/^generate and share$/)
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
        if ((await anew.buttons(/copy the generated secret/)) === 0) {
          if ((await anew.buttons(/^show$/)) > 0) await anew.press(/^show$/)
          return undefined
        }
        await anew.press(/copy the generated secret/)
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
    short: 'nowhere',
    like,
    ends: text,
    async run(world) {
      const { person, server } = world
      const { popup } = await shareUncopied(world, 'the first')
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
      return linkIsKept(world, link)
    },
  },
  ...[1, -1].map(
    (hours): Row => ({
      point: 'until its time',
      what: 'a link',
      when: `the clock set an hour ${hours > 0 ? 'forward' : 'back'}`,
      in: ['Chromium'],
      short: hours > 0 ? 'Chromium' : 'nowhere',
      ends: text,
      async run(world) {
        const { chromium } = world
        const { popup, link } = await shareUncopied(world)
        await popup.close()
        const moved = `{ const real = Date.now.bind(Date); Date.now = () => real() + ${hours} * 3600000 }`
        await chromium.worker().evaluate(hours => {
          const real = Date.now.bind(Date)
          Date.now = () => real() + hours * 3_600_000
        }, hours)
        await chromium.inPages(moved)
        return linkIsKept(world, link)
      },
    }),
  ),
  {
    point: 'until its time',
    what: 'a link',
    when: 'an update of Cachet offered by the browser: it waits',
    in: ['Chromium'],
    short: 'nowhere',
    ends: text,
    async run(world) {
      const { chromium } = world
      const { link } = await shareUncopied(world)
      await offerUpdate(chromium)
      return linkIsKept(world, link)
    },
  },
  {
    point: 'until its time',
    what: 'a link',
    when: 'the disk full',
    in: ['Chromium'],
    short: 'nowhere',
    ends: text,
    async run(world) {
      const { person } = world
      await begin(world)
      const popup = await person.open('popup.html')
      await fill(person, 'local')
      await share(popup, written)
      const link = await linkOf(popup)
      await person.stopWorker()
      return linkIsKept(world, link)
    },
  },
]

table([...told, ...kept])
