import { translationsIn } from '../../components/translation'
import type { Entry, EntryState } from '../../lib/domain/history-entry'
import { translateIn } from '../support/words'
import { accessibilityFaults } from './support/axe'
import { entry, idOf, putEntries } from './support/entries'
import { expect, test } from './support/extension'
import type { Language } from './support/launch'
import { keepScreen } from './support/screens'
import { thorough } from './support/tiers'

const states: EntryState[] = ['read', 'waiting', 'read', 'burned', 'expired', 'read', 'gone']

/** Noon, so many days ago, of this computer's calendar. */
function noon(ago: number): number {
  const date = new Date()
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - ago, 12).getTime()
}
/** `count` secrets over 40 days, more on some than on others. */
const spread = (count: number): Entry[] =>
  Array.from({ length: count }, (_, number) =>
    entry({
      id: idOf(number),
      label: `Number ${number}`,
      created: noon(((number * number) % 41) + (number % 3)) - number,
      state: states[number % states.length] ?? 'read',
    }),
  )

for (const lang of ['en', 'de', 'ja', 'ar'] satisfies Language[]) {
  test.describe(`the time line, ${lang === 'en' ? lang : `${lang} ${thorough}`}`, () => {
    test.use({ lang })

    test('names each day of the last 30 and filters by it, by pointer and by keys', async ({
      page,
      worker,
      popup,
    }) => {
      const { t, format } = translationsIn(await translateIn(lang))
      await page.bringToFront()
      const opened = await popup()
      await opened.getByRole('tab', { name: t('history.title') }).click()
      await expect(opened.locator('.empty')).toBeVisible()
      await expect(opened.locator('.timeline')).toHaveCount(0)

      await putEntries(worker, [entry({ id: idOf(900), label: 'Old', created: noon(30) })])
      await expect(opened.locator('.entry')).toHaveCount(1)
      await expect(opened.locator('.timeline')).toHaveCount(0)
      await putEntries(worker, [
        entry({ id: idOf(901), label: 'Oldest of these', created: noon(29), state: 'read' }),
        entry({ id: idOf(902), label: 'Burned', created: noon(3), state: 'burned' }),
        entry({ id: idOf(903), label: 'Waits', created: noon(3) }),
      ])
      const days = opened.getByRole('slider', { name: t('history.lastDays') })
      const counted = (name: string, ...states: [EntryState, number][]) =>
        format.parts([name, ...states.map(([state, count]) => `${t(`history.is.${state}`)} (${count})`)])
      const dayName = (ago: number) => format.day(noon(ago), Date.now())
      const said = (text: string) => expect(days).toHaveAttribute('aria-valuetext', text)
      await expect(opened.getByText(`${t('history.lastDays')} (3)`, { exact: true })).toBeVisible()
      await said(counted(t('history.lastDays'), ['waiting', 1], ['read', 1], ['burned', 1]))
      await keepScreen(opened, 'timeline-few', { lang })

      await days.focus()
      const [earlier, later] = lang === 'ar' ? ['ArrowRight', 'ArrowLeft'] : ['ArrowLeft', 'ArrowRight']
      await opened.keyboard.press(earlier)
      await said(counted(dayName(3), ['waiting', 1], ['burned', 1]))
      await expect(opened.locator('.entry .name')).toHaveCount(2)
      await opened.keyboard.press(earlier)
      await said(counted(dayName(29), ['read', 1]))
      await expect(opened.locator('.entry .name')).toHaveText(['Oldest of these'])
      await keepScreen(opened, 'timeline-keys', { lang })
      await opened.keyboard.press(later)
      await opened.keyboard.press('End')
      await expect(opened.locator('.entry')).toHaveCount(4)

      const bars = opened.locator('.day')
      await expect(bars).toHaveCount(30)
      await bars.nth(0).hover()
      await expect(opened.getByText(`${dayName(29)} (1)`, { exact: true })).toBeVisible()
      await bars.nth(26).click()
      await said(counted(dayName(3), ['waiting', 1], ['burned', 1]))
      await expect(opened.locator('.entry')).toHaveCount(2)
      await opened.getByRole('button', { name: t('history.showAll') }).click()
      await expect(opened.locator('.entry')).toHaveCount(4)
      const [first, last] = [await bars.first().boundingBox(), await bars.last().boundingBox()]
      expect((first?.x ?? 0) < (last?.x ?? 0), 'time runs as the language is read').toBe(lang !== 'ar')

      await putEntries(worker, spread(200))
      await expect(opened.locator('.entry')).toHaveCount(50)
      for (const inlineSize of ['', '320px', '288px']) {
        await opened.evaluate(width => {
          document.body.style.inlineSize = width
        }, inlineSize)
        await keepScreen(opened, `timeline-many-${inlineSize || 'popup'}`, { lang })
        expect(await opened.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
      }
      expect(await accessibilityFaults(opened)).toEqual([])
      await opened.emulateMedia({ forcedColors: 'active' })
      await keepScreen(opened, 'timeline-forced', { lang })
      const looks = await opened.locator('.legend .piece').evaluateAll(pieces =>
        pieces.map(piece => {
          const { backgroundColor, backgroundImage, borderStyle } = getComputedStyle(piece)
          return `${backgroundColor} ${backgroundImage} ${borderStyle}`
        }),
      )
      expect(new Set(looks).size, 'no two states look alike without their colours').toBe(5)
    })
  })
}
