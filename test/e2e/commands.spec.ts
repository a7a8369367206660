import type { Page } from '@playwright/test'
import { readClipboard, writeClipboard } from './support/clipboard'
import { expect, test } from './support/extension'
import { chooseServer, expectNothingLeaked, keysOf, openAsRecipient, shares } from './support/journey'
import { pressOnDisplay } from './support/native-menu'
import { pageAt } from './support/page-at'

const lines = 'user:\tdeploy\n\tpassword:  hunter2-Correct\n\n# end of file'

/** Where the person's selection is, and how it came to be there. */
const places: { name: string; body: string; select: (page: Page) => Promise<void> }[] = [
  {
    name: 'the page itself',
    body: `<pre>${lines}</pre>`,
    select: page => page.locator('pre').selectText(),
  },
  {
    name: 'a textarea',
    body: `<textarea rows="5">${lines}</textarea>`,
    select: page => page.locator('textarea').selectText(),
  },
  {
    name: 'a frame of the same origin',
    body: '<p>outside</p><iframe src="/inner" width="600" height="300"></iframe>',
    select: async page => {
      const text = page.frameLocator('iframe').locator('pre')
      // A person's click takes the keyboard into the frame; a selection alone would not.
      await text.click()
      await text.selectText()
    },
  },
  {
    name: 'a textarea in a frame in a frame',
    body: '<p>outside</p><iframe src="/outer" width="700" height="400"></iframe>',
    select: page => page.frameLocator('iframe').frameLocator('iframe').locator('textarea').selectText(),
  },
]

const inner = {
  '/inner': { html: `<meta charset="utf-8"><pre>${lines}</pre>` },
  '/outer': { html: '<p>between</p><iframe src="/innermost" width="600" height="300"></iframe>' },
  '/innermost': { html: `<meta charset="utf-8"><textarea rows="5">${lines}</textarea>` },
}

test('all commands have their keys from the start', async ({ worker }) => {
  const commands = await worker.evaluate(() => chrome.commands.getAll())
  expect(Object.fromEntries(commands.map(({ name, shortcut }) => [name, shortcut]))).toEqual({
    _execute_action: 'Alt+Shift+K',
    'share-selection': 'Alt+Shift+S',
    'share-and-replace': 'Alt+Shift+L',
    lock: 'Alt+Shift+V',
  })
})

test.describe('a command by its keys', { tag: '@headed' }, () => {
  for (const build of ['e2e', 'real'] as const) {
    test.describe(`in the ${build} build`, () => {
      test.use({ build })
      test('Alt+Shift+K opens the popup, ready to type', async ({ context, page, worker }) => {
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
  }

  for (const { name, body, select } of places) {
    test(`Alt+Shift+S shares what is selected in ${name}, to the letter`, async ({
      page,
      pages,
      worker,
      server,
    }) => {
      await chooseServer(worker, server.origin)
      pages.put({ '/': { html: `<meta charset="utf-8">${body}` }, ...inner })
      await page.goto(pages.origin)
      await select(page)
      await writeClipboard('what was there before')
      await pressOnDisplay('alt+shift+s')
      await expect.poll(readClipboard).toContain('/secret/')
      const link = await readClipboard()
      await expect(page.locator('html > [popover]')).toBeVisible()
      expect(shares(server)).toHaveLength(1)
      expectNothingLeaked(server, [lines, ...keysOf(link)])
      expect(await openAsRecipient(link, server)).toEqual({ text: lines })
    })
  }

  /** The e2e build may look into loopback, so a frame that it may not look into stands on another site. */
  const foreign = '<iframe src="https://frame.example/inner" width="600" height="300"></iframe>'
  const around: { name: string; body: string }[] = [
    { name: 'a frame', body: foreign },
    {
      name: 'a frame in a shadow root',
      body: `<div><template shadowrootmode="open">${foreign}</template></div>`,
    },
  ]
  for (const { name, body } of around) {
    test.describe(`in ${name} where nobody may look`, () => {
      test.use({ hosts: async ({ pages }, use) => use({ 'frame.example': pages.securePort }) })

      test('Alt+Shift+S does not send what is still selected around it', async ({
        page,
        pages,
        worker,
        server,
      }) => {
        await chooseServer(worker, server.origin)
        pages.put({ '/': { html: `<p>hunter2-around</p>${body}` }, ...inner })
        await page.goto(pages.origin)
        await page.locator('p').selectText()
        const text = page.frameLocator('iframe').locator('pre')
        await text.click()
        await text.selectText()
        expect(await page.evaluate(() => getSelection()?.toString())).toBe('hunter2-around')
        await writeClipboard('what was there before')
        await pressOnDisplay('alt+shift+s')
        await expect(page.locator('html > [popover][role=alert]')).toBeVisible()
        expect(server.log).toEqual([])
        expect(await readClipboard()).toBe('what was there before')
      })
    })
  }

  test('Alt+Shift+S without a selection sends nothing, and says so', async ({
    page,
    pages,
    worker,
    server,
  }) => {
    await chooseServer(worker, server.origin)
    pages.put({ '/': { html: '<p>nothing is selected here</p>' } })
    await page.goto(pages.origin)
    await writeClipboard('what was there before')
    await pressOnDisplay('alt+shift+s')
    await expect(page.locator('html > [popover][role=alert]')).toBeVisible()
    expect(server.log).toEqual([])
    expect(await readClipboard()).toBe('what was there before')
  })
})
