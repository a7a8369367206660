import { expect } from '@playwright/test'
import { startServer } from '../server/server'
import { told } from './support/hostile'
import { goInBoth, type Journey } from './support/in-both-browsers'
import { chooseServer } from './support/journey'
import type { Case } from './support/nothing-lost'
import { servePages } from './support/pages'
import type { PersonsBrowser } from './support/persons-browser'
import { expectUnread, sendSealed } from './support/recipient'
import { eu, expectKeyUnseen, expectLeft, expectTaken, inEu } from './support/taken-over'

const linkTo = (link: string, more = '') => `<a id="it" href="${link}" ${more}>your password</a>`
const doing = (script: string) =>
  `<button id="it">go</button><script>it.onclick = () => { ${script} }</script>`

/** Every way in which people come to a link: what the page holds, and whether another tab opens. */
const ways: Record<string, { html: (link: string) => string; opens: boolean }> = {
  'clicked in a page': { html: link => linkTo(link), opens: false },
  'opened in a tab of its own': { html: link => linkTo(link, 'target="_blank"'), opens: true },
  'opened by another window': { html: link => doing(`open(${JSON.stringify(link)})`), opens: true },
  'put in the address by a script': {
    html: link => doing(`location.href = ${JSON.stringify(link)}`),
    opens: false,
  },
  'reached by a redirect': { html: () => linkTo(`${eu}/go`), opens: false },
}

/** A server that never gets to its answer, or one that is quicker than we are. */
async function meet({ person, server }: Case, where: 'on its way' | 'in its page'): Promise<void> {
  if (where === 'on its way') server.misbehave({ at: 'hang', stored: false }, 1, /^\/secret\//)
  else await person.loseTheRace()
}

const typed = (['on its way', 'in its page'] as const).map(
  (where): Journey => ({
    title: `a sealed link that is typed, met ${where}, is opened on our page and read there, and the site never sees its key`,
    short: where === 'on its way' ? 'Chromium' : 'Firefox',
    async run(world) {
      const { person, server } = world
      const sent = await sendSealed(server, eu)
      await meet(world, where)
      const tab = await person.visit(sent.link)
      await expectTaken(tab, { given: sent.link })
      await expectKeyUnseen(tab, server, sent)
      const pages = server.log.filter(({ path, status }) => sent.plain.endsWith(path) && status === 200)
      expect(pages, 'the site’s page').toHaveLength(where === 'on its way' ? 0 : 1)
      await tab.press(/^read the secret$/)
      await tab.press(/^show$/)
      await expect.poll(() => tab.valueOf(/^secret/)).toBe('hunter2-Correct')
      expect(server.log.filter(({ path }) => path.startsWith('/api/v1/secret/'))).toHaveLength(1)
    },
  }),
)

const met = Object.entries(ways).flatMap(([way, { html, opens }], index) =>
  (['on its way', 'in its page'] as const).map((where): Journey => {
    // Either race once for every way of coming, and now one browser, now the other.
    const first = where === (/tab|redirect/.test(way) ? 'on its way' : 'in its page')
    return {
      title: `a sealed link that is ${way}, met ${where}, never shows its key to the site`,
      short: first ? (index % 2 === 0 ? 'Chromium' : 'Firefox') : 'nowhere',
      async run(world) {
        const { person, server } = world
        const sent = await sendSealed(server, eu)
        const pages = await servePages({ '/': { html: html(sent.link) } })
        await meet(world, where)
        if (way === 'reached by a redirect') {
          const headers = { location: sent.link }
          server.misbehave({ at: 'answer', status: 302, headers }, 1, /^\/go/)
        }
        const page = await person.visit(pages.origin)
        await page.pressOn('#it')
        const [ours] = await person.tabsAt('reveal.html')
        if (!ours) throw new Error('no tab')
        await expectTaken(ours, { given: sent.link })
        expect(told(server)).toEqual([])
        if (!opens) await expectKeyUnseen(page, server, sent)
        expectUnread(server, sent)
        await pages.close()
      },
    }
  }),
)

goInBoth(
  'takeover',
  [
    ...typed,
    ...met,
    {
      title: 'a worker that sleeps is woken by a link',
      short: 'Chromium',
      async run({ person, server }) {
        const sent = await sendSealed(server, eu)
        const tab = await person.visit('about:blank')
        await person.stopWorker()
        await tab.goTo(sent.link)
        await expectTaken(tab, { given: sent.link })
        expect(told(server)).toEqual([])
      },
    },
  ],
  inEu,
)

const matches = (person: PersonsBrowser) =>
  person.evaluate(async () =>
    (await chrome.scripting.getRegisteredContentScripts()).flatMap(({ matches = [] }) => matches),
  )
const settings = { hostileScript: "fetch('/spy', { method: 'POST', body: location.href })" }

goInBoth(
  'takeover on a server of one’s own',
  [
    {
      title: 'begins when it is added, and ends when it is removed: then its links are left alone',
      short: 'Chromium',
      async run({ person, server }) {
        expect(await matches(person)).toEqual([])
        await chooseServer(person, server.origin)
        await expect.poll(() => matches(person)).toHaveLength(1)
        const sent = await sendSealed(server)
        await person.loseTheRace()
        const tab = await person.visit(sent.link)
        await expectTaken(tab, { given: sent.link })
        await expectKeyUnseen(tab, server, sent)
        await tab.close()

        await person.evaluate(() => chrome.storage.local.remove('settings'))
        await expect.poll(() => matches(person)).toEqual([])
        await person.evaluate(() => chrome.storage.session.clear())
        const other = await sendSealed(server)
        await expectLeft(person, await person.visit(other.link), other.link)
        expect(told(server)).toEqual([other.link])
      },
    },
    {
      title: 'is for that server: another one, at another port of the same host, is left alone',
      short: 'Firefox',
      async run({ person, server }) {
        const neighbour = await startServer({ settings })
        await chooseServer(person, server.origin)
        await expect.poll(() => matches(person)).toHaveLength(1)
        const sent = await sendSealed(neighbour)
        await expectLeft(person, await person.visit(sent.link), sent.link)
        await expect
          .poll(() => told(neighbour), 'its own script runs, and sees all of it')
          .toEqual([sent.link])
        expectUnread(neighbour, sent)
        await neighbour.close()
      },
    },
  ],
  { server: { settings } },
)
