import { expect } from '../extension'
import type { Firefox } from '../firefox'
import { backgroundIn } from '../firefox-page'
import { chooseOurItem, clickOnDisplay, pressOnDisplay, visibleWindows } from '../native-menu'
import type { Hands } from './hands'
import type { Point } from './points'
import { isSaid } from './said'

/** `powers`: a tab of the extension, in the background, for what it keeps. */
export async function firefoxHands(firefox: Firefox): Promise<Hands> {
  const { page } = firefox
  const powers = backgroundIn(await firefox.openPage('opener.html'))
  await page.bringToFront()
  let windows = await visibleWindows()

  const onDisplay = async ({ x, y }: Point): Promise<Point> => {
    const { left, top } = await page.evaluate(() => {
      const { mozInnerScreenX, mozInnerScreenY } = window as Window & {
        mozInnerScreenX?: number
        mozInnerScreenY?: number
      }
      return { left: mozInnerScreenX ?? 0, top: mozInnerScreenY ?? 0 }
    })
    return { x: Math.round(left + x), y: Math.round(top + y) }
  }
  const popupIsOpen = async () => (await visibleWindows()).some(window => !windows.includes(window))

  return {
    async open(address) {
      await page.goto(address)
      // Firefox leaves the keyboard in its address bar.
      if (await page.evaluate(() => document.hasFocus())) return
      // Something may be open that takes the keys: what another entry of a menu brought.
      await pressOnDisplay('Escape')
      await clickOnDisplay(await onDisplay({ x: 3, y: 3 }))
      await page.waitForFunction(() => document.hasFocus(), { timeout: 8_000 })
      windows = await visibleWindows()
    },
    evaluate: (run, arg) => page.evaluate(`(${run})(${JSON.stringify(arg)})`) as Promise<never>,
    run: source => page.evaluate(source),
    async click({ x, y }, times) {
      await page.mouse.click(x, y, { count: times })
    },
    async drag(from, to, held) {
      if (held) await page.keyboard.down(held)
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      await page.mouse.move(to.x, to.y, { steps: 4 })
      await page.mouse.up()
      if (held) await page.keyboard.up(held)
    },
    async share(by, at) {
      if (by === 'keys') return pressOnDisplay('alt+shift+y')
      await chooseOurItem(await onDisplay(at), { browser: 'firefox' })
    },
    composed: () =>
      powers.evaluate(async () => {
        const { composing } = await chrome.storage.session.get('composing')
        const kept = composing as { draft: { text: string }; flattened?: unknown } | undefined
        if (!kept?.draft.text) return undefined
        return { text: kept.draft.text, flattened: kept.flattened !== undefined }
      }),
    async toldAndClosed() {
      await expect
        .poll(async () => (await popupIsOpen()) || (await page.evaluate(isSaid)), {
          message: 'a popup or a notice says what happened',
          intervals: [30],
        })
        .toBe(true)
      await expect(async () => {
        if (await popupIsOpen()) await pressOnDisplay('Escape')
        await expect.poll(popupIsOpen, { timeout: 1_000, intervals: [30] }).toBe(false)
      }).toPass({ timeout: 10_000 })
    },
    clear: () => powers.evaluate(() => chrome.storage.session.remove(['composing', 'typing'])),
    close: () => firefox.close(),
  }
}
