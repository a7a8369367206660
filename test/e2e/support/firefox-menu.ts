import { expect } from '@playwright/test'
import type { KeyInput, Page } from 'puppeteer-core'
import { inBrowser } from './firefox-powers'
import type { ScreenPoint } from './screen-point'

/**
 * A right click at a point of the page's window, and our entry of the menu that Firefox then opens, with or without a
 * display: the menu, what it says of the selection and the permission that the click gives are the browser's own.
 */
export async function chooseInFirefoxMenu(page: Page, { x, y }: ScreenPoint): Promise<void> {
  await page.mouse.click(x, y, { button: 'right' })
  // The menu opens when the page's process has told what is under the mouse.
  await inBrowser(page, async () => {
    const menu = document.querySelector<XulPopup>('#contentAreaContextMenu')
    if (!menu) throw new Error('no menu')
    if (menu.state !== 'open')
      await new Promise<void>((resolve, reject) => {
        menu.addEventListener('popupshown', () => resolve(), { once: true })
        setTimeout(() => reject(new Error('the context menu does not open')), 8_000)
      })
    const entry = menu.querySelector('[id$="-menuitem-_share"]')
    if (entry) return menu.activateItem(entry)
    menu.hidePopup()
    throw new Error('our entry is not in the menu')
  })
}

/** A command's key, as Firefox hears it: by the letter under which it lies, with Alt and Shift. */
export async function pressFirefoxCommand(page: Page, letter: 'Y' | 'L'): Promise<void> {
  await inBrowser(
    page,
    letter => {
      const key = document.querySelector<XulKey>(`keyset[id*=cachet] key[key=${letter}]`)
      if (!key) throw new Error('no such key')
      key.doCommand()
    },
    letter,
  )
}

/** Whether our toolbar popup is open. */
export const isFirefoxPopupOpen = (page: Page): Promise<boolean> =>
  inBrowser(page, () =>
    [...document.querySelectorAll<XulPopup>('panel')].some(
      panel => panel.state === 'open' && panel.querySelector('.webextension-popup-browser') !== null,
    ),
  )

export async function closeFirefoxPopup(page: Page): Promise<void> {
  await inBrowser(page, () => {
    for (const panel of document.querySelectorAll<XulPopup>('panel'))
      if (panel.querySelector('.webextension-popup-browser')) panel.hidePopup()
  })
  await expect
    .poll(() => isFirefoxPopupOpen(page), { message: 'the popup closes', intervals: [20] })
    .toBe(false)
}

/** The keyboard goes from the address bar, where Firefox leaves it, into the page. */
export async function focusFirefoxPage(page: Page): Promise<void> {
  await inBrowser(page, () => gBrowser.selectedBrowser.focus())
  await page.waitForFunction(() => document.hasFocus(), { timeout: 8_000 })
}

/** A key of the page, with what is held meanwhile, as Playwright names it: `Shift+ArrowRight`. */
export async function pressInFirefox(page: Page, key: string): Promise<void> {
  const held = key.split('+') as KeyInput[]
  const last = held.pop()
  for (const one of held) await page.keyboard.down(one)
  if (last) await page.keyboard.press(last)
  for (const one of held) await page.keyboard.up(one)
}

type XulPopup = HTMLElement & { state: string; hidePopup(): void; activateItem(item: Element): void }
type XulKey = Element & { doCommand(): void }
