import { readClipboard, writeClipboard } from './support/clipboard'
import { expect, test } from './support/extension'
import { pointInFirefox } from './support/firefox'
import { chooseServerIn } from './support/firefox-page'
import { expectNothingLeaked, keysOf, openAsRecipient, shares } from './support/journey'
import { chooseOurItem, pressOnDisplay, visibleWindows } from './support/native-menu'

test.describe('Firefox', { tag: '@headed' }, () => {
  test('shares from its popup, and the link on the clipboard opens to the exact text', async ({
    firefox,
    server,
  }) => {
    const { openPage, page } = await firefox()
    await chooseServerIn(await openPage('popup.html', page), server.origin)
    const popup = await openPage('popup.html')
    await popup.bringToFront()
    await writeClipboard('what was there before')
    await popup.waitForSelector('#secret:focus')
    await popup.keyboard.type('hunter2-Correct\n\tline two')
    await popup.keyboard.down('Control')
    await popup.keyboard.press('Enter')
    await popup.keyboard.up('Control')
    await popup.waitForSelector('#link')
    const link = await popup.$eval('#link', field => (field as HTMLInputElement).value)
    await expect.poll(readClipboard).toBe(link)
    expect(shares(server)).toHaveLength(1)
    expectNothingLeaked(server, ['hunter2-Correct', ...keysOf(link)])
    expect((await openAsRecipient(link, server)).text).toContain('hunter2-Correct\n')
  })

  test('opens its toolbar popup by the keyboard command', async ({ firefox }) => {
    const { browser } = await firefox()
    await (await browser.newPage()).bringToFront()
    const before = await visibleWindows()
    // Right after its start the window may not have the keyboard yet.
    await expect(async () => {
      await pressOnDisplay('alt+shift+k')
      await expect
        .poll(async () => (await visibleWindows()).length, { timeout: 3_000 })
        .toBeGreaterThan(before.length)
    }).toPass()
  })

  const fields = {
    pre: '<pre id="it">user:\tdeploy\n\thunter2-Correct</pre>',
    textarea: '<textarea id="it" rows="4">user:\tdeploy\n\thunter2-Correct</textarea>',
    password: '<input id="it" type="password" value="hunter2-Correct">',
  }
  for (const [name, body] of Object.entries(fields)) {
    test(`shares a selection in a ${name} from its native menu, to the letter`, async ({
      firefox,
      pages,
      server,
    }) => {
      pages.put({ '/': { html: `<meta charset="utf-8"><body style="font-size: 20px">${body}` } })
      const { openPage, page } = await firefox()
      await chooseServerIn(await openPage('popup.html', page), server.origin)
      await page.goto(pages.origin)
      const field = await page.$('#it')
      if (!field) throw new Error('nothing to select')
      await field.evaluate(node => {
        if (node instanceof HTMLTextAreaElement || node instanceof HTMLInputElement) {
          node.focus()
          node.select()
        } else getSelection()?.selectAllChildren(node)
      })
      await writeClipboard('what was there before')
      await chooseOurItem(await pointInFirefox(field), { browser: 'firefox' })
      await expect.poll(readClipboard).toContain('/secret/')
      const link = await readClipboard()
      const text = name === 'password' ? 'hunter2-Correct' : 'user:\tdeploy\n\thunter2-Correct'
      expectNothingLeaked(server, [text, ...keysOf(link)])
      expect(await openAsRecipient(link, server)).toEqual({ text })
    })
  }
})
