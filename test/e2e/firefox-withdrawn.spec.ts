import { textIsHere } from './support/ends'
import { expect, test } from './support/extension'
import { give, press, putSecret } from './support/secrets'
import { tabOf } from './support/tab'
import { tier } from './support/tiers'
import { withdrawHost } from './support/withdrawn'

const loopback = ['http://127.0.0.1/*']
const barred = /may not talk to this server yet/

/**
 * In Firefox a person withdraws any host in about:addons, at any time, the manifest's own too. `permission.spec.ts` has
 * Chromium's, which are asked for.
 */
test.describe('Firefox: a host that is withdrawn while our page is open', () => {
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
