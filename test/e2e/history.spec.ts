import type { Page } from '@playwright/test'
import { type Translate, wordsIn } from '../../components/words'
import { translateIn } from '../support/words'
import { accessibilityFaults } from './support/axe'
import { composerIn } from './support/composer'
import { assorted, entry, idOf, putEntries } from './support/entries'
import { expect, test } from './support/extension'
import { chooseServer } from './support/journey'
import { keepScreen, looks, nameOf } from './support/screens'

async function isUncut(popup: Page): Promise<void> {
  const wide = await popup.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(wide, 'nothing sticks out').toBe(0)
}

const openHistory = async (popup: Page, t: Translate) =>
  popup.getByRole('tab', { name: t('history.tab.history') }).click()

for (const look of looks) {
  test.describe(`the history, ${nameOf(look)}`, () => {
    test.use(look)

    test('teaches while it is empty, and shows many kinds, with nothing for axe to find', async ({
      page,
      worker,
      popup,
    }) => {
      const t = await translateIn(look.lang)
      await page.bringToFront()
      const opened = await popup()
      await openHistory(opened, t)
      await expect(opened.getByRole('heading', { name: t('history.empty') })).toBeVisible()
      await keepScreen(opened, 'history-empty', look)
      expect(await accessibilityFaults(opened)).toEqual([])
      await isUncut(opened)

      await putEntries(worker, [entry({ id: idOf(99), label: 'Staging, deploy user' })])
      await expect(opened.locator('.entry')).toHaveCount(1)
      await keepScreen(opened, 'history-one', look)

      await putEntries(worker, assorted(Date.now()))
      await expect(opened.locator('.entry')).toHaveCount(7)
      await keepScreen(opened, 'history-some', look)
      expect(await accessibilityFaults(opened)).toEqual([])
      await isUncut(opened)

      await opened.locator('.entry', { hasText: 'Donau' }).click()
      await opened.getByRole('button', { name: t('history.forget'), exact: true }).scrollIntoViewIfNeeded()
      await keepScreen(opened, 'history-open', look)
      expect(await accessibilityFaults(opened)).toEqual([])
      await opened.getByRole('button', { name: t('history.burn'), exact: true }).click()
      await keepScreen(opened, 'history-burn', look)
      expect(await accessibilityFaults(opened)).toEqual([])
      await isUncut(opened)

      await opened.keyboard.press('Escape')
      await expect(opened.locator('.actions')).toHaveCount(0)
      await putEntries(
        worker,
        Array.from({ length: 60 }, (_, number) =>
          entry({
            id: idOf(number + 100),
            label: `Number ${number}`,
            created: Date.now() - number * 7_200_000 - 1,
          }),
        ),
      )
      await expect(opened.locator('.entry')).toHaveCount(50)
      await opened.keyboard.press('Home')
      await keepScreen(opened, 'history-many', look)
    })

    test('the card hands its link on in every way', async ({ page, worker, server, popup }) => {
      const { t } = wordsIn(await translateIn(look.lang))
      await page.bringToFront()
      await chooseServer(worker, server.origin)
      const opened = await popup()
      const composer = await composerIn(opened, look.lang)
      await composer.write('hunter2')
      await composer.share()
      await composer.expectShared()
      await keepScreen(opened, 'card', look)
      for (const way of ['message', 'code', 'apart'] as const) {
        await opened.getByRole('button', { name: t(`shared.way.${way}`) }).click()
        await expect(opened.locator('.way > *').first()).toBeVisible()
        await keepScreen(opened, `card-${way}`, look)
        expect(await accessibilityFaults(opened)).toEqual([])
        await isUncut(opened)
      }
      await opened.getByRole('button', { name: t('history.burn'), exact: true }).click()
      await keepScreen(opened, 'card-burn', look)
      expect(await accessibilityFaults(opened)).toEqual([])
    })
  })
}
