import type { BrowserContext, Page } from '@playwright/test'
import { expect } from '../extension'
import { chooseOurItem, pressOnDisplay } from '../native-menu'
import { contentOrigin } from '../screen-point'
import type { ExtensionWorker } from '../worker'
import type { Hands } from './hands'
import { isSaid } from './said'

export function chromiumHands(context: BrowserContext, page: Page, worker: ExtensionWorker): Hands {
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
    async share(by, at) {
      if (by === 'keys') return pressOnDisplay('alt+shift+s')
      const origin = await contentOrigin(page)
      await chooseOurItem({ x: Math.round(origin.x + at.x), y: Math.round(origin.y + at.y) })
    },
    composed: () =>
      worker.evaluate(async () => {
        const { composing } = await chrome.storage.session.get('composing')
        const kept = composing as { draft: { text: string }; flattened?: unknown } | undefined
        if (!kept?.draft.text) return undefined
        return { text: kept.draft.text, flattened: kept.flattened !== undefined }
      }),
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
    clear: () => worker.evaluate(() => chrome.storage.session.remove(['composing', 'typing'])),
    close: () => context.close(),
  }
}
