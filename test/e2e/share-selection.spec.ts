import { readClipboard, writeClipboard } from './support/clipboard'
import { composerIn } from './support/composer'
import { expect, test } from './support/extension'
import { noticeIn } from './support/in-page-notice'
import { chooseServer, openAsRecipient, shares } from './support/journey'
import { chooseOurItem } from './support/native-menu'
import { pdfOf, selectInPdf } from './support/pdf'
import { popupOpening } from './support/popup'
import { test as selectingTest } from './support/replacing'
import { pointIn, type ScreenPoint } from './support/screen-point'

const lines = 'user:\tdeploy\n\tpassword:  hunter2-Correct\n\n# end of file'

/** Right click, our item, and the link that is then on the clipboard. */
async function shareByMenu(point: ScreenPoint): Promise<string> {
  await writeClipboard('what was there before')
  await chooseOurItem(point)
  await expect.poll(readClipboard).toContain('/secret/')
  return readClipboard()
}

// What is selected in a page, and arrives: `selections.spec.ts`. These need what only a click in the native menu gives:
// leave to look into any page, and what the browser says of a selection where we may not look.

test.describe('right-click, Share as secret', { tag: '@headed' }, () => {
  test('it works on https and on a page with a hostile policy, and the page never learns the link', async ({
    page,
    pages,
    worker,
    server,
  }) => {
    await chooseServer(worker, server.origin)
    pages.put({
      '/': {
        html: `<pre>${lines}</pre><script>document.addEventListener('copy', () => { document.title = 'copied' })</script>`,
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

  test('a word in a frame of another origin is shared, and stays there; what may have been flattened is shown first', async ({
    context,
    page,
    pages,
    worker,
    server,
  }) => {
    await chooseServer(worker, server.origin)
    // The e2e build may look into loopback, but not over TLS.
    pages.put({
      '/': { html: `<iframe src="${pages.secure}/inner" width="600" height="300"></iframe>` },
      '/inner': { html: `<textarea rows="2">hunter2-in-a-frame</textarea><pre>${lines}</pre>` },
    })
    await page.goto(pages.origin)
    const frame = page.frameLocator('iframe')
    const word = frame.locator('textarea')
    await word.selectText()
    const link = await shareByMenu(await pointIn(word))
    expect((await openAsRecipient(link, server)).text).toBe('hunter2-in-a-frame')
    await expect
      .poll(() => noticeIn(worker, page.url()))
      .toEqual({
        words: expect.stringContaining('Shared. The link is on your clipboard.'),
        // Nothing is offered that cannot be done.
        button: undefined,
      })
    await expect(word).toHaveValue('hunter2-in-a-frame')

    await frame.locator('pre').selectText()
    const opened = popupOpening(context)
    await chooseOurItem(await pointIn(frame.locator('pre')))
    const popup = await opened
    await expect(popup.getByText('in line breaks')).toBeVisible()
    await expect(popup.getByRole('button', { name: 'Read the exact text' })).toBeVisible()
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
    await expect(popup.getByText('in line breaks')).toBeVisible()
    expect(shares(server)).toHaveLength(0)
    await popup.getByRole('button', { name: 'Share as secret' }).click()
    await expect(popup.getByRole('heading', { name: 'Shared' })).toBeVisible()
    const link = await popup.getByRole('textbox', { name: 'One-time link' }).inputValue()
    expect((await openAsRecipient(link, server)).text).toBe('hunter2 of a file')
  })
})

selectingTest(
  'what could not be shared is put before the person, with what went wrong, and goes when they press',
  async ({ context, page, pages, selecting, server, worker }) => {
    await chooseServer(worker, server.origin)
    pages.put({ '/': { html: `<meta charset="utf-8"><pre>${lines}</pre>` } })
    await page.goto(pages.origin)
    server.misbehave({ at: 'html' })
    await page.locator('pre').selectText()
    const opened = popupOpening(context)
    await selecting.press('share-selection')
    const composer = await composerIn(await opened)
    await composer.expectFailure({ code: 'notAServer' })
    expect(await composer.text()).toBe(lines)
    expect(server.log).toHaveLength(1)
    server.misbehave(undefined)
    await composer.share()
    await composer.expectShared()
    expect((await openAsRecipient(await composer.link(), server)).text).toBe(lines)
  },
)
