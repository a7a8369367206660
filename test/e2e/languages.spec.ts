import type { Page } from '@playwright/test'
import { languages, translateIn } from '../support/words'
import { entry, idOf, putEntries } from './support/entries'
import { expect, test } from './support/extension'
import { chooseServer } from './support/journey'
import type { Language } from './support/launch'
import { keepScreen } from './support/screens'
import { tier } from './support/tiers'

/** From right to left: the others are gone through by night. */
const short = 'ar'
/** These are looked at in all of their screens. */
const inLooks = ['en', 'fr']

for (const lang of languages as Language[]) {
  if (inLooks.includes(lang)) continue
  test.describe(`in ${lang}`, () => {
    test.use({ lang })

    test(
      'every text has its place, at 380 and 320 px',
      tier(lang === short),
      async ({ openPage, server, worker }) => {
        const t = await translateIn(lang)
        await chooseServer(worker, server.origin)
        await putEntries(worker, [
          entry({ id: idOf(1), label: 'Billing' }),
          entry({ id: idOf(2), label: 'Staging', state: 'read' }),
        ])
        const look = { lang }
        const looked = async (page: Page, name: string) => {
          for (const width of [380, 320]) {
            await page.setViewportSize({ width, height: 800 })
            expect(await stickingOut(page), `${name} at ${width}`).toEqual([])
            await keepScreen(page, `language-${name}-${width}`, look, true)
          }
        }

        const popup = await openPage('popup.html')
        expect(await popup.evaluate(() => [document.documentElement.lang, document.dir])).toEqual([
          lang,
          lang === 'ar' ? 'rtl' : 'ltr',
        ])
        await openAll(popup)
        await looked(popup, 'composer')
        await popup.getByRole('button', { name: t('generator.open'), exact: true }).click()
        await expect(popup.locator('.generator')).toBeVisible()
        await looked(popup, 'generator')
        await popup.getByRole('tab').last().click()
        await expect(popup.getByText('Billing')).toBeVisible()
        await looked(popup, 'history')

        const settings = await openPage('options.html')
        await expect(settings.locator('.server')).not.toHaveCount(0)
        await openAll(settings)
        await looked(settings, 'settings')

        await looked(await openPage('reveal.html'), 'reveal')
      },
    )
  })
}

const openAll = (page: Page) =>
  page.evaluate(() => {
    for (const part of document.querySelectorAll('details')) part.open = true
  })

/** What reaches out of the window, or is cut in its own place: its words. */
const stickingOut = (page: Page) =>
  page.evaluate(() => {
    const { clientWidth } = document.documentElement
    const cut = (node: Element) =>
      node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== 'inline'
    const out = (node: Element) => {
      const { left, right, width } = node.getBoundingClientRect()
      return width > 1 && (left < -1 || right > clientWidth + 1)
    }
    return [...document.querySelectorAll('body *')]
      .filter(node => !node.closest('.unseen, textarea, input, select, pre'))
      .filter(
        node => out(node) || (node.matches('button, a, label, h1, h2, p, summary, legend') && cut(node)),
      )
      .map(node => `${node.tagName.toLowerCase()}: ${node.textContent?.slice(0, 60)}`)
  })
