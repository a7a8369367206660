import { join } from 'node:path'
import { joinSentences } from '../../components/format'
import { directionOf } from '../../components/translation'
import { makeOpenerLink } from '../../lib/domain/link'
import { translateIn } from '../support/words'
import { root } from '../tools/root'
import { accessibilityFaults } from './support/axe'
import { expect } from './support/extension'
import { test } from './support/opener'
import { sealOn } from './support/sealed'
import { inTwo } from './support/tiers'

/** `npm test` looks at the first, which goes from right to left, and at the last, which has no spaces. */
const languages = ['ar', 'de', 'en', 'es', 'fr', 'it', 'nl', 'pl', 'pt-BR', 'ja']
const narrow = { width: 320, height: 1000 }

for (const { part, rows, tier } of inTwo(languages, languages.length - 1))
  test(
    `the page speaks as is chosen on it, and fits a phone: ${part}`,
    tier,
    async ({ page, server, openerFile }) => {
      test.slow()
      const sealed = await sealOn(
        server,
        { text: 'hunter2-Correct ünïcødé 🔑', note: 'For the staging machine only.' },
        'p',
      )
      const stored = server.secrets()[0]?.value ?? ''
      await page.setViewportSize(narrow)
      for (const language of rows) {
        const t = await translateIn(language)
        const fits = async (name: string) => {
          const width = await page.evaluate(() => document.documentElement.scrollWidth)
          expect(width, `${language} ${name}`).toBeLessThanOrEqual(narrow.width)
          await page.screenshot({
            path: join(root, `test/results/screens/opener-${name}-320.${language}.png`),
            fullPage: true,
          })
        }
        await page.goto('about:blank')
        await page.goto(makeOpenerLink(openerFile, sealed))
        await page.locator('header select').selectOption(language)
        await expect(page).toHaveTitle(t('opener.title'))
        await expect(page.locator('html')).toHaveAttribute('lang', language)
        await expect(page.locator('html')).toHaveAttribute('dir', directionOf(language))
        await expect(page.locator('header select')).toHaveAccessibleName(t('opener.languages'))
        // The text begins on the side on which the language does.
        const { x, right } = await page
          .locator('.step')
          .first()
          .evaluate(step => ({
            x: step.getBoundingClientRect().x,
            right: step.getBoundingClientRect().right,
          }))
        const heading = await page
          .locator('.step h2')
          .first()
          .evaluate(h2 => ({ x: h2.getBoundingClientRect().x, right: h2.getBoundingClientRect().right }))
        expect(heading.x - x > right - heading.right).toBe(directionOf(language) === 'ltr')
        await fits('led')
        // What is under way goes on in the other language.
        await page.locator('#sealed').fill(stored)
        await page.getByLabel(t('opener.passphrase')).fill('x')
        await page.keyboard.press('Enter')
        await expect(page.getByRole('alert')).toHaveText(
          joinSentences(language, t('fault.wrongPassphrase').split(' | ')),
        )
        await fits('passphrase')
        expect(await accessibilityFaults(page), language).toEqual([])
        await page.getByLabel(t('opener.passphrase')).fill('p')
        await page.keyboard.press('Enter')
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('opener.opened'))
        await fits('open')
      }
    },
  )

test('the page speaks as the browser does, also in a neighbour’s form, and says so before it runs', async ({
  page,
  openerFile,
}) => {
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'languages', { get: () => ['nn', 'pt-PT', 'fr'] }),
  )
  await page.goto(openerFile)
  await expect(page.locator('html')).toHaveAttribute('lang', 'pt-BR')
  await expect(page.locator('header select')).toHaveValue('pt-BR')
  // A choice is remembered nowhere.
  await page.locator('header select').selectOption('de')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', 'pt-BR')
  // As a browser shows it that can’t run the script.
  await page.setViewportSize(narrow)
  await page.evaluate(() => document.querySelector('#app')?.replaceChildren())
  await expect(page.locator('#unable > p')).toHaveCount(languages.length + 1)
  await expect(page.getByText('Safari 16.4 · Chrome, Edge 103 · Firefox 113')).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(narrow.width)
  await page.screenshot({ path: join(root, 'test/results/screens/opener-unable-320.png'), fullPage: true })
})
