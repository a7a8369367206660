import { expect } from '@playwright/test'
import type { Server } from '../server/server'
import { asked, nothingWasRead, nothingWasSent, textIsHere } from './support/ends'
import { fill } from './support/fill'
import { both, type Row, table, text } from './support/nothing-lost'
import { pressAndHold } from './support/press-and-hold'
import { give, type Kind, press, putSecret, ready, type Secret } from './support/secrets'
import { begin, clickMenu, written } from './support/sharing-person'
import type { Tab } from './support/tab'

/** Shown at once, or not asked for at all; and then also after a reload. */
async function keptOrNotAsked(tab: Tab, secret: Secret, server: Server) {
  const done = async () =>
    asked(server, secret).length > 0 || /memory|storage|full|room|space/i.test(await tab.words())
  await expect.poll(done, { message: 'asked, or told why not', timeout: 12_000 }).toBe(true)
  if (asked(server, secret).length === 0)
    return nothingWasRead(tab, secret, server, /memory|storage|full|room|space/i)
  await textIsHere(tab, secret, server)
  await tab.reload()
  if ((await tab.valueOf(/link to a secret/)) !== undefined) await give(tab, secret)
  return textIsHere(tab, secret, server)
}

const full = (
  kind: Kind,
  areas: readonly ('session' | 'local')[],
  when: string,
  browsers: Row['in'],
  short: NonNullable<Row['short']>,
  leave = 0,
): Row => ({
  point: 'room first',
  what: `a ${kind} secret`,
  when,
  in: browsers,
  short,
  ends: [text, 'it was not fetched'],
  async run({ person, server }) {
    const secret = await putSecret(server, kind)
    const tab = await ready(person, secret)
    for (const area of areas) await fill(person, area, leave)
    await press(tab)
    return keptOrNotAsked(tab, secret, server)
  },
})

const filledInFlight: Row = {
  point: 'room first',
  what: 'a sealed secret',
  when: 'memory full by the time of its answer',
  in: both,
  ends: text,
  async run({ person, server }) {
    const secret = await putSecret(server, 'sealed')
    const tab = await ready(person, secret)
    const letGo = await pressAndHold(tab, secret, server)
    await fill(person, 'session')
    letGo()
    await textIsHere(tab, secret, server)
    await tab.reload()
    if ((await tab.valueOf(/link to a secret/)) !== undefined) await give(tab, secret)
    return textIsHere(tab, secret, server)
  },
}

const sharing: Row[] = [
  {
    point: 'room first',
    what: 'a text',
    when: 'memory full as it is to leave',
    in: both,
    short: 'Chromium',
    ends: 'it was not fetched',
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
    ends: 'it was not fetched',
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

table([
  full('sealed', ['session'], 'memory full before the press', both, 'nowhere'),
  full('standard', ['session'], 'memory full before the press', both, 'nowhere'),
  full('sealed', ['session'], 'memory full but for 16 bytes', ['Chromium'], 'nowhere', 16),
  full('sealed', ['local'], 'the disk full', ['Chromium'], 'Chromium'),
  full('sealed', ['session', 'local'], 'memory and disk full', ['Chromium'], 'nowhere'),
  filledInFlight,
  ...sharing,
])
