import { makeOpenerLink } from '../../../../lib/domain/link'
import { accountsIn, alice, billing } from '../accounts'
import { keepOn, sealOn } from '../sealed'
import { answer, letter, openScreen, pressPrimary, type Way } from './open-screen'

/** Every screen of the extension's pages, and of the opener. */
export const pageWays: Record<string, Way> = {
  settings: {
    screens: ['whole', 'opened', 'account refused', 'narrow'],
    async go(place, look) {
      const page = await openScreen(place, 'options.html')
      await page.locator('.server').first().waitFor({ state: 'attached' })
      await look(page, 'whole')
      const closed = page.locator('details:not([open]) > summary:visible')
      while ((await closed.count()) > 0) await closed.first().click()
      await page.locator('#erase .button').last().click()
      await answer(page)
      await look(page, 'opened')
      await page.locator('#erase .ask .button').last().click()
      const accounts = await accountsIn(page, place.language)
      await accounts.begin({ name: billing, server: place.server.origin, ...alice, token: 'wrong' })
      await accounts.save()
      await accounts.part.getByRole('alert').waitFor()
      await look(page, 'account refused')
      await page.setViewportSize({ width: 380, height: 740 })
      await look(page, 'narrow')
    },
  },
  reveal: {
    screens: [
      'asking',
      'damaged',
      'ready',
      'passphrase',
      'wrong',
      'hidden',
      'shown',
      'question',
      'forgotten',
      'gone',
      'unknown',
    ],
    async go(place, look) {
      const { server } = place
      const page = await openScreen(place, 'reveal.html')
      const link = await sealOn(server, letter, 'glue-noble')
      await look(page, 'asking')
      await page.locator('#given').fill(link.slice(0, -3))
      await pressPrimary(page)
      await page.getByRole('alert').waitFor()
      await look(page, 'damaged')
      await page.locator('#given').fill(link)
      await pressPrimary(page)
      await page.locator('.facts').waitFor()
      await look(page, 'ready')
      await pressPrimary(page)
      await page.locator('#passphrase').fill('wrong')
      await look(page, 'passphrase')
      await pressPrimary(page)
      await page.locator('#passphrase[aria-invalid=true]').waitFor()
      await look(page, 'wrong')
      await page.locator('#passphrase').fill('glue-noble')
      await pressPrimary(page)
      await page.locator('#text').waitFor()
      await look(page, 'hidden')
      await page.locator('.row .quiet').click()
      await look(page, 'shown')
      await page.locator('.forget .button').click()
      await answer(page)
      await look(page, 'question')
      await page.locator('.ask .fire').click()
      await page.locator('.forget').waitFor({ state: 'detached' })
      await look(page, 'forgotten')
      await page.close()
      const other = await openScreen(place, 'reveal.html')
      await other.locator('#given').fill(link)
      await pressPrimary(other)
      await other.locator('.facts').waitFor()
      await pressPrimary(other)
      await other.getByRole('alert').waitFor()
      await look(other, 'gone')
      await other.close()
      const third = await openScreen(place, 'reveal.html')
      await third
        .locator('#given')
        .fill(`${server.origin}/secret/${await keepOn(server, { secret: 'plain' })}`)
      await pressPrimary(third)
      await third.locator('#key').waitFor()
      await look(third, 'unknown')
    },
  },
  opener: {
    screens: ['start', 'wrong', 'led', 'passphrase', 'opened', 'shown', 'forgotten'],
    async go(place, look) {
      const sealed = await sealOn(place.server, letter, 'p')
      const page = await openScreen(place, place.opener)
      await look(page, 'start')
      await page.locator('#link').fill(sealed.slice(0, -2))
      await page.locator('#sealed').fill('nothing of ours')
      await page.locator('[aria-invalid=true]').first().waitFor()
      await look(page, 'wrong')
      await page.goto('about:blank')
      await page.goto(makeOpenerLink(place.opener, sealed))
      await page.locator('a.primary').waitFor()
      await look(page, 'led')
      await page.locator('#sealed').fill(place.server.secrets().at(-1)?.value ?? '')
      await page.locator('#passphrase').fill('wrong')
      await page.locator('#passphrase').press('Enter')
      await page.locator('#passphrase[aria-invalid=true]').waitFor()
      await look(page, 'passphrase')
      await page.locator('#passphrase').fill('p')
      await page.locator('#passphrase').press('Enter')
      await page.locator('#text').waitFor()
      await look(page, 'opened')
      await page.locator('.row .quiet').click()
      await look(page, 'shown')
      await page.locator('main button').last().click()
      await page.locator('#text').waitFor({ state: 'detached' })
      await look(page, 'forgotten')
    },
  },
}
