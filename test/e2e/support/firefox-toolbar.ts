import { expect } from '@playwright/test'
import type { Page } from 'puppeteer-core'
import { inBrowser } from './firefox-powers'
import { type Tab, tabOf } from './tab'

type Told = { told?: unknown; failed?: string }
type Messages = {
  loadFrameScript(address: string, later: boolean): void
  addMessageListener(name: string, hear: (message: { data: Told }) => void): void
  removeMessageListener(name: string, hear: (message: { data: Told }) => void): void
}
type PopupBrowser = HTMLElement & { messageManager: Messages }
type ImportedFromFirefox = { CustomizableUI: { addWidgetToArea(id: string, area: string): void } }

/** Puts our button into Firefox's toolbar, presses it there, and hands out the popup that opens under it. */
export async function openFromToolbar(page: Page): Promise<Tab> {
  await inBrowser(page, () => {
    const found: unknown = ChromeUtils.importESModule(
      'moz-src:///browser/components/customizableui/CustomizableUI.sys.mjs',
    )
    const { CustomizableUI } = found as ImportedFromFirefox
    CustomizableUI.addWidgetToArea('cachet_cachet_example-browser-action', 'nav-bar')
    const button = document.querySelector<HTMLElement>('#cachet_cachet_example-BAP')
    if (!button) throw new Error('no button in the toolbar')
    button.click()
  })
  const evaluate = (source: string) => inPopup(page, source)
  await expect
    .poll(() => evaluate('document.readyState').catch(String), {
      message: 'the popup opens',
      timeout: 12_000,
    })
    .toBe('complete')
  return tabOf({
    evaluate,
    // As a person's click: by one that a script makes, no permission may be asked for.
    click: selector =>
      beside(
        page,
        `const input = content.windowUtils.setHandlingUserInput(true)
         content.document.notifyUserGestureActivation()
         content.document.querySelector(${JSON.stringify(selector)}).click()
         input.destruct()`,
      ),
    // It is in front as long as it is there.
    bringToFront: async () => {},
    close: () =>
      inBrowser(page, () => {
        document.querySelector('.webextension-popup-browser')?.closest<XulPanel>('panel')?.hidePopup()
      }),
  })
}

/** The popup is no tab, so no driver reaches it: Firefox itself runs the expression in it, as the popup's own. */
const inPopup = (page: Page, source: string): Promise<unknown> =>
  beside(
    page,
    `const own = Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false })
     const told = await Cu.evalInSandbox(${JSON.stringify(`(async () => JSON.stringify([await (${source})]))()`)}, own)
     return JSON.parse(told)[0]`,
  )

/** Runs statements with Firefox's own powers in the popup's process, where the popup is `content`. */
const beside = (page: Page, statements: string): Promise<unknown> =>
  inBrowser(
    page,
    async statements => {
      const browser = document.querySelector<PopupBrowser>('panel .webextension-popup-browser')
      if (!browser) throw new Error('no popup is open')
      const { messageManager } = browser
      const name = `told:${Math.random()}`
      const script = `(async () => { ${statements} })().then(
        told => sendAsyncMessage('${name}', { told: told ?? null }),
        error => sendAsyncMessage('${name}', { failed: String(error) }),
      )`
      const { told, failed } = await new Promise<Told>((resolve, reject) => {
        const hear = ({ data }: { data: Told }) => {
          messageManager.removeMessageListener(name, hear)
          resolve(data)
        }
        messageManager.addMessageListener(name, hear)
        messageManager.loadFrameScript(
          `data:text/javascript;charset=utf-8,${encodeURIComponent(script)}`,
          false,
        )
        setTimeout(() => reject(new Error('the popup does not answer')), 5_000)
      })
      if (failed !== undefined) throw new Error(failed)
      return told
    },
    statements,
  )

type XulPanel = HTMLElement & { hidePopup(): void }
