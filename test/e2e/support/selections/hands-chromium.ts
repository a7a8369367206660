import type { BrowserContext, Page } from '@playwright/test'
import { pressCommand } from '../chromium-events'
import type { Clipboard } from '../clipboard'
import { expect } from '../extension'
import { chooseOurItem } from '../native-menu'
import { contentOrigin } from '../screen-point'
import type { ExtensionWorker } from '../worker'
import { composing, type Hands } from './hands'
import { isSaid } from './said'

type Driven = { context: BrowserContext; page: Page; worker: ExtensionWorker; clipboard: Clipboard }

/** By the menu it needs a display; by the keys it does without. */
export function chromiumHands({ context, page, worker, clipboard }: Driven): Hands {
  const popups = () => context.pages().filter(one => one.url().endsWith('/popup.html'))
  return {
    open: async address => void (await page.goto(address)),
    evaluate: (run, arg) => page.evaluate(`(${run})(${JSON.stringify(arg)})`) as Promise<never>,
    run: source => page.evaluate(source),
    async click({ x, y }, times) {
      await page.mouse.click(x, y, { clickCount: times })
    },
    async drag(from, to) {
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      await page.mouse.move(to.x, to.y, { steps: 4 })
      await page.mouse.up()
    },
    press: key => page.keyboard.press(key),
    async share(by, at) {
      if (by === 'keys') return pressCommand(page, worker, 'share-selection')
      const origin = await contentOrigin(page)
      await chooseOurItem({ x: Math.round(origin.x + at.x), y: Math.round(origin.y + at.y) })
    },
    clipboard,
    composed: () => worker.evaluate(composing.read),
    async toldAndClosed(composed) {
      await expect
        .poll(async () => popups().length > 0 || (await page.evaluate(isSaid)), {
          message: 'a popup or a notice says what happened',
          intervals: [30],
        })
        .toBe(true)
      for (const popup of popups()) {
        await expect(popup.locator('textarea').first()).toHaveValue(composed?.text ?? '')
        await popup.close()
      }
    },
    clear: () => worker.evaluate(composing.clear),
  }
}
