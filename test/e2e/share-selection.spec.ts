import type { Locator, Page } from '@playwright/test'
import { readClipboard, writeClipboard } from './support/clipboard'
import { composerIn } from './support/composer'
import { test as base, expect } from './support/extension'
import { chooseServer, expectNothingLeaked, keysOf, openAsRecipient, shares } from './support/journey'
import { chooseOurItem } from './support/native-menu'
import { pdfOf, selectInPdf } from './support/pdf'
import { popupOpening } from './support/popup'
import { pointIn, pointInSelection, type ScreenPoint } from './support/screen-point'

const lines = 'user:\tdeploy\n\tpassword:  hunter2-Correct\n\n# end of file'
const html = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** What is on the page, how a person selects it, and what must arrive. */
type Case = {
  name: string
  body: string
  text: string
  select: (page: Page) => Promise<ScreenPoint>
}

const selectAll =
  (selector: string) =>
  async (page: Page): Promise<ScreenPoint> => {
    await page.locator(selector).selectText()
    return pointIn(page.locator(selector))
  }

const cases: Case[] = [
  {
    name: 'a <pre> with tabs and line breaks',
    body: `<pre>${html(lines)}</pre>`,
    text: lines,
    select: selectAll('pre'),
  },
  {
    name: 'a textarea',
    body: `<textarea rows="5">${html(lines)}</textarea>`,
    text: lines,
    select: selectAll('textarea'),
  },
  {
    name: 'an input',
    body: '<input value="hunter2  two blanks">',
    text: 'hunter2  two blanks',
    select: selectAll('input'),
  },
  {
    name: 'a password field',
    body: '<input type="password" value="s3cr3t-Password">',
    text: 's3cr3t-Password',
    select: selectAll('input'),
  },
  {
    name: 'a part of a textarea',
    body: '<textarea rows="3">before hunter2\nsecond\tline after</textarea>',
    text: 'hunter2\nsecond\tline',
    select: async page => {
      const field = page.locator('textarea')
      await field.evaluate((node: HTMLTextAreaElement) => {
        node.focus()
        node.setSelectionRange(7, 26)
      })
      return pointIn(field, { x: 90, y: 12 })
    },
  },
  {
    name: 'a contenteditable',
    body: '<div contenteditable style="white-space: pre-wrap"><div>first hunter2</div><div>second\tline</div></div>',
    text: 'first hunter2\nsecond\tline',
    select: selectAll('[contenteditable]'),
  },
  {
    name: 'right-to-left and emoji text',
    body: '<pre dir="rtl">סיסמה: \u{1F510}\u{1F469}\u{1F3FD}\u200d\u{1F4BB}\nكلمة السر ١٢٣٤</pre>',
    text: 'סיסמה: \u{1F510}\u{1F469}\u{1F3FD}\u200d\u{1F4BB}\nكلمة السر ١٢٣٤',
    select: async page => {
      await page.locator('pre').selectText()
      return pointInSelection(page.mainFrame())
    },
  },
  {
    name: 'a shadow root',
    body: '<div id="host"></div><script>host.attachShadow({ mode: "open" }).innerHTML = "<pre>shadow\\thunter2\\nsecond line</pre>"</script>',
    text: 'shadow\thunter2\nsecond line',
    select: async page => {
      const text = page.locator('#host pre')
      await dragOver(page, text)
      return pointIn(text)
    },
  },
  {
    name: 'a textarea in a shadow root',
    body: '<div id="host"></div><script>host.attachShadow({ mode: "open" }).innerHTML = "<textarea>shadow\\thunter2\\nsecond line</textarea>"</script>',
    text: 'shadow\thunter2\nsecond line',
    select: async page => {
      const field = page.locator('#host textarea')
      await field.focus()
      await page.keyboard.press('Control+A')
      return pointIn(field)
    },
  },
]

async function dragOver(page: Page, text: Locator): Promise<void> {
  const box = await text.boundingBox()
  if (!box) throw new Error('nothing to select')
  await page.mouse.move(box.x + 1, box.y + 3)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width - 1, box.y + box.height - 3, { steps: 4 })
  await page.mouse.up()
}

/** Right click, our item, and the link that is then on the clipboard. */
async function shareByMenu(point: ScreenPoint): Promise<string> {
  await writeClipboard('what was there before')
  await chooseOurItem(point)
  await expect.poll(readClipboard).toContain('/secret/')
  return readClipboard()
}

/** The e2e build may look into loopback, so foreign frames stand on a site that it may not look into. */
const test = base.extend({
  hosts: async ({ pages }, use) => use({ 'frame.example': pages.securePort }),
})

test.describe('right-click, Share as secret', { tag: '@headed' }, () => {
  for (const { name, body, text, select } of cases) {
    test(`${name} arrives to the letter, and the server cannot read it`, async ({
      page,
      pages,
      worker,
      server,
    }) => {
      await chooseServer(worker, server.origin)
      pages.put({ '/': { html: `<meta charset="utf-8"><body style="font-size: 20px">${body}` } })
      await page.goto(pages.origin)
      const link = await shareByMenu(await select(page))
      expect(shares(server)).toHaveLength(1)
      expectNothingLeaked(server, [text, ...keysOf(link)])
      expect(await openAsRecipient(link, server)).toEqual({ text })
    })
  }

  test('it works on https and on a page with a hostile policy, and the page never learns the link', async ({
    page,
    pages,
    worker,
    server,
  }) => {
    await chooseServer(worker, server.origin)
    pages.put({
      '/': {
        html: `<pre>${html(lines)}</pre><script>document.addEventListener('copy', () => { document.title = 'copied' })</script>`,
        headers: {
          'content-security-policy':
            "default-src 'none'; script-src 'unsafe-inline'; sandbox allow-scripts; require-trusted-types-for 'script'; trusted-types 'none'",
          'permissions-policy': 'clipboard-read=(), clipboard-write=()',
          'x-frame-options': 'DENY',
        },
      },
    })
    await page.goto(pages.secure)
    await page.locator('pre').selectText()
    const link = await shareByMenu(await pointIn(page.locator('pre')))
    await expect(page.locator('html > [popover]')).toBeVisible()
    expect(await page.content()).not.toContain('/secret/')
    expect(await page.title()).toBe('')
    expect((await openAsRecipient(link, server)).text).toBe(lines)
  })

  test('a word in a frame of another origin is shared; what may have been flattened is shown first', async ({
    context,
    page,
    pages,
    worker,
    server,
  }) => {
    await chooseServer(worker, server.origin)
    pages.put({
      '/': { html: `<iframe src="https://frame.example/inner" width="600" height="300"></iframe>` },
      '/inner': { html: `<p id="word">hunter2-in-a-frame</p><pre>${html(lines)}</pre>` },
    })
    await page.goto(pages.origin)
    const frame = page.frameLocator('iframe')
    await frame.locator('#word').selectText()
    const link = await shareByMenu(await pointIn(frame.locator('#word')))
    expect((await openAsRecipient(link, server)).text).toBe('hunter2-in-a-frame')

    await frame.locator('pre').selectText()
    const opened = popupOpening(context)
    await chooseOurItem(await pointIn(frame.locator('pre')))
    const popup = await opened
    await expect(popup.getByText('hides its line breaks')).toBeVisible()
    await expect(popup.getByRole('button', { name: 'Read it exactly' })).toBeVisible()
    await expect(popup.getByRole('textbox', { name: 'Your secret' })).toHaveValue(/hunter2-Correct/)
    expect(shares(server), 'nothing was sent').toHaveLength(1)
  })

  test('from a PDF nothing is sent before the person has looked at it', async ({
    context,
    page,
    pages,
    worker,
    server,
  }) => {
    await chooseServer(worker, server.origin)
    pages.put({ '/a.pdf': pdfOf('hunter2 of a file') })
    const point = await selectInPdf(page, `${pages.origin}/a.pdf`)
    const opened = popupOpening(context)
    await chooseOurItem(point)
    const popup = await opened
    await expect(popup.getByRole('textbox', { name: 'Your secret' })).toHaveValue('hunter2 of a file')
    await expect(popup.getByText('line breaks and tabs')).toBeVisible()
    expect(shares(server)).toHaveLength(0)
    await popup.getByRole('button', { name: 'Share as secret' }).click()
    await expect(popup.getByRole('heading', { name: 'Shared' })).toBeVisible()
    const link = await popup.getByRole('textbox', { name: 'One-time link' }).inputValue()
    expect((await openAsRecipient(link, server)).text).toBe('hunter2 of a file')
  })

  test('what could not be shared is put before the person, with what went wrong, and goes when they press', async ({
    context,
    page,
    pages,
    worker,
    server,
  }) => {
    await chooseServer(worker, server.origin)
    pages.put({
      '/': { html: `<meta charset="utf-8"><body style="font-size: 20px"><pre>${html(lines)}</pre>` },
    })
    await page.goto(pages.origin)
    server.misbehave({ at: 'html' })
    await page.locator('pre').selectText()
    const opened = popupOpening(context)
    await chooseOurItem(await pointIn(page.locator('pre')))
    const composer = await composerIn(await opened)
    await composer.expectFailure({ code: 'notAServer' })
    expect(await composer.text()).toBe(lines)
    expect(server.log).toHaveLength(1)
    server.misbehave(undefined)
    await composer.share()
    await composer.expectShared()
    expect((await openAsRecipient(await composer.link(), server)).text).toBe(lines)
  })
})
