import type { Page } from '@playwright/test'
import { composerIn } from './support/composer'
import { test as base, expect } from './support/extension'
import { chooseServer, openAsRecipient, shares } from './support/journey'
import { chooseOurItem } from './support/native-menu'
import { allowInPrompt, pressAndBeAsked, refuseInPrompt } from './support/permission-prompt'
import { popupOpening } from './support/popup'
import { pointIn } from './support/screen-point'
import { thorough } from './support/tiers'

const lines = 'user:\tdeploy\n\tpassword:  hunter2-Correct\n\n# end of file'
const loopback = 'http://127.0.0.1/*'

const test = base.extend({
  hosts: async ({ pages }, use) =>
    use({ 'page.example': pages.securePort, 'frame.example': pages.securePort }),
})
test.use({ build: 'real' })

/** A text is typed, and another server's address: the browser asks. */
async function wantAnother(popup: Page, origin: string): Promise<void> {
  await (await composerIn(popup)).write(lines)
  await popup.getByRole('combobox', { name: 'Server' }).selectOption({ label: 'Add a server…' })
  await popup.getByRole('textbox', { name: 'Server address' }).fill(origin)
  await pressAndBeAsked(popup, () => popup.getByRole('button', { name: 'Use it' }).click())
}

/** A text is shared at a server that is chosen but not permitted: the browser asks. */
async function wantToShare(popup: Page, origin: string): Promise<void> {
  const composer = await composerIn(popup)
  await composer.write(lines)
  await composer.share()
  await composer.expectFailure({ code: 'noPermission' })
  await pressAndBeAsked(popup, () => composer.allowButton(origin).click())
}

test.describe('a permission that the browser asks for', { tag: '@headed' }, () => {
  test.beforeEach(async ({ page }) => page.bringToFront())

  test('for another server: refused, the text and the address are kept; allowed, the popup is back and takes the server', async ({
    context,
    popup,
    worker,
    server,
  }) => {
    await wantAnother(await popup(), server.origin)
    expect(server.log, 'nothing is asked before the person has answered').toEqual([])
    await refuseInPrompt()

    const again = await popup()
    await expect(again.getByText('may not talk to this server yet')).toBeVisible()
    await expect(again.getByRole('textbox', { name: 'Server address' })).toHaveValue(server.origin)
    expect(await (await composerIn(again)).text()).toBe(lines)
    expect(server.log).toEqual([])

    await pressAndBeAsked(again, () => again.getByRole('button', { name: 'Use it' }).click())
    const opened = popupOpening(context)
    await allowInPrompt(worker, loopback)
    const back = await opened
    const composer = await composerIn(back)
    await expect(back.getByRole('combobox', { name: 'Server' })).toHaveValue(server.origin)
    expect(await composer.text()).toBe(lines)
    expect(shares(server)).toEqual([])
    await composer.share()
    await composer.expectShared()
    expect((await openAsRecipient(await composer.link(), server)).text).toBe(lines)
  })

  test('for the chosen server: refused, that is said and the text is kept; allowed, it is shared without another press', {
    tag: thorough,
  }, async ({ context, popup, worker, server }) => {
    await chooseServer(worker, server.origin)
    await wantToShare(await popup(), server.origin)
    await refuseInPrompt()

    const again = await popup()
    const refused = await composerIn(again)
    await refused.expectFailure({ code: 'noPermission' })
    expect(await refused.text()).toBe(lines)
    expect(server.log, 'nothing is sent').toEqual([])

    await pressAndBeAsked(again, () => refused.allowButton(server.origin).click())
    const opened = popupOpening(context)
    await allowInPrompt(worker, loopback)
    const composer = await composerIn(await opened)
    await composer.expectShared()
    expect(server.log, 'once').toHaveLength(1)
    expect((await openAsRecipient(await composer.link(), server)).text).toBe(lines)
  })

  test('for a frame of another origin: allowed, its text is there to the letter', async ({
    context,
    page,
    pages,
    worker,
    server,
  }) => {
    await chooseServer(worker, server.origin)
    pages.put({
      '/': { html: `<iframe src="https://frame.example/inner" width="600" height="300"></iframe>` },
      '/inner': { html: `<pre>${lines}</pre>` },
    })
    await page.goto('https://page.example/')
    const text = page.frameLocator('iframe').locator('pre')
    await text.selectText()
    const flattened = popupOpening(context)
    await chooseOurItem(await pointIn(text))
    const first = await flattened
    const exactly = first.getByRole('button', { name: 'Read the exact text' })
    await expect(exactly).toBeVisible()
    expect(await (await composerIn(first)).text(), 'flattened').not.toContain('\n')
    await pressAndBeAsked(first, () => exactly.click())

    const opened = popupOpening(context)
    await allowInPrompt(worker, 'https://frame.example/*')
    const again = await opened
    const composer = await composerIn(again)
    await expect.poll(composer.text).toBe(lines)
    await expect(again.getByRole('button', { name: 'Read the exact text' })).toHaveCount(0)
    expect(server.log, 'nothing was sent').toEqual([])
  })
})
