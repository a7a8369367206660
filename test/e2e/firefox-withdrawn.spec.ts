import type { Page } from 'puppeteer-core'
import { textIsHere } from './support/ends'
import { expect, test } from './support/extension'
import { chooseServerIn } from './support/firefox-page'
import { openAsRecipient, shares } from './support/journey'
import { give, press, putSecret } from './support/secrets'
import { linkOf, share, written } from './support/sharing-person'
import { tabOf } from './support/tab'
import { tier } from './support/tiers'
import { giveHost, withdrawHost } from './support/withdrawn'

const loopback = ['http://127.0.0.1/*']
const barred = /may not talk to this server yet/

/**
 * In Firefox a person withdraws any host in about:addons, at any time, the manifest's own too. `permission.spec.ts` has
 * Chromium's, which are asked for.
 */
test.describe('Firefox: a host that is withdrawn while our page is open', () => {
  /** A popup that was opened before its server was chosen keeps the one it had. */
  const begin = async (open: (path: string) => Promise<Page>, origin: string) => {
    await chooseServerIn(await open('opener.html'), origin)
    return tabOf(await open('popup.html'))
  }

  test(
    'sharing says so, sends nothing and keeps the text; one press asks again, and shares once',
    tier(true),
    async ({ firefox, server }) => {
      const { openPage, page } = await firefox()
      const popup = await begin(openPage, server.origin)
      await popup.fill(/your secret/, written)
      await withdrawHost(page, loopback)
      await popup.press(/share as secret/)
      await popup.says(barred)
      expect(await popup.valueOf(/your secret/)).toBe(written)
      expect(server.log).toEqual([])
      await popup.press(/^allow /)
      const link = await linkOf(popup)
      expect(shares(server)).toHaveLength(1)
      expect(await openAsRecipient(link, server)).toEqual({ text: written })
    },
  )

  test(
    'the history says so at once, and says no more once it is given back; burning asks again',
    tier(false),
    async ({ firefox, server }) => {
      const { openPage, page } = await firefox()
      const popup = await begin(openPage, server.origin)
      await share(popup, written)
      await linkOf(popup)
      await popup.press(/^history/)
      await popup.pressOn('.entry')
      await popup.press(/^burn…$/)
      const asked = server.log.length
      await withdrawHost(page, loopback)
      await popup.says(barred)
      await giveHost(page, loopback)
      await expect.poll(() => popup.words()).not.toMatch(barred)

      await withdrawHost(page, loopback)
      await popup.says(barred)
      await popup.press(/^burn$/)
      await popup.says(/nothing was burned|was not burned|not burned/i)
      expect(server.log, 'nothing is sent').toHaveLength(asked)
      // Beside the sentence, under the one of the whole list.
      await popup.press(/^allow /, 1)
      await expect.poll(() => popup.buttons(/^allow /)).toBe(1)
      await popup.press(/^burn$/)
      await expect.poll(() => server.secrets().map(({ state }) => state)).toEqual(['burned'])
      await expect.poll(() => popup.buttons(/^allow /)).toBe(0)
    },
  )

  test(
    'reading says so and asks the server nothing; one press asks again, and reads it once',
    tier(false),
    async ({ firefox, server }) => {
      const { openPage, page } = await firefox()
      const secret = await putSecret(server, 'sealed')
      const tab = tabOf(await openPage('reveal.html'))
      await give(tab, secret)
      await withdrawHost(page, loopback)
      const before = server.log.length
      await press(tab)
      await tab.says(barred)
      expect(server.log).toHaveLength(before)
      expect(server.secrets().map(({ state }) => state)).toEqual(['new'])
      await tab.press(/^allow /)
      await textIsHere(tab, secret, server)
    },
  )
})
