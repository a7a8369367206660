import { firefoxClipboard } from '../clipboard'
import { expect } from '../extension'
import type { Firefox } from '../firefox'
import {
  chooseInFirefoxMenu,
  closeFirefoxPopup,
  focusFirefoxPage,
  isFirefoxPopupOpen,
  pressFirefoxCommand,
  pressInFirefox,
} from '../firefox-menu'
import { backgroundIn } from '../firefox-page'
import { composing, type Hands } from './hands'
import { isSaid } from './said'

/** `powers`: a tab of the extension, in the background, for what it keeps. */
export async function firefoxHands(firefox: Firefox): Promise<Hands> {
  const { page } = firefox
  const powers = backgroundIn(await firefox.openPage('opener.html'))
  await page.bringToFront()

  return {
    async open(address) {
      await page.goto(address)
      await focusFirefoxPage(page)
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
    press: key => pressInFirefox(page, key),
    share: (by, at) => (by === 'keys' ? pressFirefoxCommand(page, 'Y') : chooseInFirefoxMenu(page, at)),
    clipboard: firefoxClipboard(page),
    composed: () => powers.evaluate(composing.read),
    async toldAndClosed() {
      const isTold = async () => (await isFirefoxPopupOpen(page)) || (await page.evaluate(isSaid))
      await expect
        .poll(isTold, { message: 'a popup or a notice says what happened', intervals: [30] })
        .toBe(true)
      await closeFirefoxPopup(page)
    },
    clear: () => powers.evaluate(composing.clear),
  }
}
