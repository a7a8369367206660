import type { Page } from '@playwright/test'
import { dispatchCommand, dispatchMenuClick, type MenuClick } from './support/chromium-events'
import { displayClipboard, linkOn, writeClipboard } from './support/clipboard'
import { expect, test } from './support/extension'
import { secret, textarea } from './support/fields'
import { expectNotice, noticeIn } from './support/in-page-notice'
import { chooseServer, openAsRecipient } from './support/journey'
import { chooseOurItem, pressOnDisplay } from './support/native-menu'
import { pageAt } from './support/page-at'
import { open, selectSecret, textIn } from './support/replacing'
import { pointIn, pointInSelection } from './support/screen-point'
import { thorough } from './support/tiers'
import type { ExtensionWorker } from './support/worker'

/** Writes down what Chromium tells of a command or of a click in its menu. */
async function hearTold(worker: ExtensionWorker) {
  await worker.evaluate(() => {
    const hear =
      (event: string) =>
      (told: unknown, tab?: { id?: number | undefined; url?: string | undefined; incognito: boolean }) =>
        Object.assign(globalThis, {
          told: { event, told, tab: { id: tab?.id, url: tab?.url, incognito: tab?.incognito } },
        })
    chrome.contextMenus.onClicked.addListener(hear('menu'))
    chrome.commands.onCommand.addListener(hear('command'))
  })
  /** The last of it, once there is one. */
  return async (): Promise<unknown> => {
    const take = () =>
      worker.evaluate(() => {
        const { told } = globalThis as { told?: unknown }
        Object.assign(globalThis, { told: undefined })
        return told ?? null
      })
    let told: unknown = null
    await expect.poll(async () => (told = await take())).not.toBeNull()
    return told
  }
}

// All else that is shared from a page is tested without a display, by events that are made. These are the browser's own.
test.describe('with real keys and the real menu', { tag: '@headed' }, () => {
  test.beforeEach(async ({ server, worker }) => {
    await chooseServer(worker, server.origin)
    await writeClipboard('what was there before')
  })

  test('Alt+Shift+L replaces; what Chromium tells of it is what is made elsewhere', async ({
    page,
    pages,
    server,
    worker,
  }) => {
    await open(page, pages, textarea)
    await selectSecret(page)
    const told = await hearTold(worker)
    await pressOnDisplay('alt+shift+l')
    const link = await linkOn(displayClipboard)
    await expect.poll(() => textIn(page)).toBe(textarea.holds.replace(secret, link))
    await expectNotice(worker, page.url(), 'Undo brings the text back')
    await pressOnDisplay('ctrl+z')
    await expect.poll(() => textIn(page)).toBe(textarea.holds)
    expect(await openAsRecipient(link, server)).toEqual({ text: secret })
    const real = await told()
    await dispatchCommand(worker, 'share-and-replace')
    expect(await told()).toEqual(real)
  })

  test('Alt+Shift+S shares', async ({ page, pages, server }) => {
    await open(page, pages, textarea)
    await selectSecret(page)
    await pressOnDisplay('alt+shift+s')
    expect(await openAsRecipient(await linkOn(displayClipboard), server)).toEqual({ text: secret })
  })

  test('the menu shares, and the page offers to replace', async ({ page, pages, server, worker }) => {
    await open(page, pages, textarea)
    await selectSecret(page)
    await chooseOurItem(await pointIn(page.locator('#field'), { x: 260, y: 60 }))
    const link = await linkOn(displayClipboard)
    expect(await openAsRecipient(link, server)).toEqual({ text: secret })
    await expectNotice(worker, page.url(), 'Replace the text with the link')
    expect(await textIn(page), 'not before it is asked for').toBe(textarea.holds)
    const { x, y } = (await noticeIn(worker, page.url()))?.button ?? { x: 0, y: 0 }
    await page.mouse.click(x, y)
    await expect.poll(() => textIn(page)).toBe(textarea.holds.replace(secret, link))
    await page.keyboard.press('Control+Z')
    await expect.poll(() => textIn(page)).toBe(textarea.holds)
  })

  /** What is selected, and what of a click there is not the same everywhere. */
  const clicks: { name: string; click: (page: Page) => Promise<Partial<MenuClick>> }[] = [
    {
      name: 'a paragraph',
      click: async page => {
        await page.locator('p').first().selectText()
        await chooseOurItem(await pointInSelection(page.mainFrame()))
        return { editable: false, selectionText: 'text of a page' }
      },
    },
    {
      name: 'a textarea, whose lines it flattens',
      click: async page => {
        await page.locator('textarea').selectText()
        await chooseOurItem(await pointIn(page.locator('textarea')))
        return { editable: true, selectionText: 'text of a textarea' }
      },
    },
    {
      name: 'a field for writing',
      click: async page => {
        await page.locator('[contenteditable]').selectText()
        await chooseOurItem(await pointIn(page.locator('[contenteditable]')))
        return { editable: true, selectionText: secret }
      },
    },
    {
      name: 'a password field, which it hides',
      click: async page => {
        await page.locator('[type=password]').selectText()
        await chooseOurItem(await pointIn(page.locator('[type=password]')))
        return { editable: true, selectionText: '•'.repeat('text of a password'.length) }
      },
    },
    {
      name: 'a link, to read its secret',
      click: async page => {
        await chooseOurItem(await pointIn(page.locator('a')))
        const linkUrl = await page.locator('a').evaluate((link: HTMLAnchorElement) => link.href)
        return { menuItemId: 'reveal', editable: false, linkUrl }
      },
    },
  ]
  test('what Chromium tells of a click in its menu is what is made elsewhere', { tag: thorough }, async ({
    context,
    page,
    pages,
    server,
    worker,
  }) => {
    const told = await hearTold(worker)
    pages.put({
      '/': {
        html: `<p>text of a page</p><textarea rows="3">text of\na textarea</textarea><div contenteditable>${secret}</div>
          <input type="password" value="text of a password"><p><a href="${server.origin}/secret/abc">a link</a>`,
      },
    })
    await page.goto(pages.origin)
    for (const { name, click } of clicks) {
      const differs = await click(page)
      const real = await told()
      if (differs.linkUrl !== undefined) await (await pageAt(context, '/reveal.html')).close()
      await page.bringToFront()
      await dispatchMenuClick(worker, {
        ...{ menuItemId: 'share', editable: false, pageUrl: page.url() },
        ...differs,
      })
      expect(await told(), name).toEqual(real)
    }
  })
})

test.describe('the popup by its key', { tag: '@headed' }, () => {
  test.use({ build: 'real' })
  test('Alt+Shift+K opens it, ready to type', async ({ context, page, worker }) => {
    await page.bringToFront()
    const id = worker.extensionId
    // Right after its start the window may not have the keyboard yet.
    const isThere = () => context.pages().some(one => one.url().endsWith('/popup.html'))
    await expect(async () => {
      if (!isThere()) await pressOnDisplay('alt+shift+k')
      await expect.poll(isThere, { timeout: 3_000 }).toBe(true)
    }).toPass()
    const popup = await pageAt(context, '/popup.html')
    await expect(popup).toHaveURL(`chrome-extension://${id}/popup.html`)
    await expect(popup.getByRole('textbox', { name: 'Your secret' })).toBeFocused()
  })
})
