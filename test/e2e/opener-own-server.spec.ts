import { makeOpenerLink } from '../../lib/domain/link'
import type { Server } from '../server/server'
import { accessibilityFaults } from './support/axe'
import { expect } from './support/extension'
import { test } from './support/opener'
import {
  linkName,
  messageWith,
  playwrightTab,
  pressesLine,
  puppeteerTab,
  readOnOwnServer,
  readThroughServersPage,
} from './support/opener-journey'
import { keepScreen, looks, nameOf } from './support/screens'
import { readings, sealOn } from './support/sealed'
import { thorough } from './support/tiers'

const text = 'user:\tdeploy\n\tpass: hunter2-Correct — ünïcødé 🔑\n<b>not bold</b>'

/** What was asked of the server's API. */
const askedOf = (server: Server) =>
  server.log.flatMap(({ method, path }) => (/\/api\/v1\/(?!share)/.test(path) ? `${method} ${path}` : []))

test.describe('an opener page on the secret’s own server, in Chromium', () => {
  test('from the message to the secret in two presses; on any other in five', async ({
    page,
    context,
    server,
    pages,
    ownOpener,
    openerHtml,
    complaints,
  }) => {
    const otherOpener = `${pages.otherSite}/opener.html`
    pages.put({
      '/opener.html': { html: openerHtml },
      '/own': { html: messageWith(makeOpenerLink(ownOpener, await sealOn(server, { text }))) },
      '/other': { html: messageWith(makeOpenerLink(otherOpener, await sealOn(server, { text }))) },
    })
    const own = await readOnOwnServer(playwrightTab(page), { message: `${pages.origin}/own`, text })
    console.log(pressesLine('Chromium', 'an opener on the server itself', own))
    expect(own).toEqual({ opened: 2, read: 3 })
    expect(page.url()).toBe(ownOpener)
    expect(readings(server)).toMatchObject([{ method: 'POST', status: 200 }])
    const { headers } = readings(server)[0] ?? {}
    expect([headers?.cookie, headers?.referer, headers?.['content-type']]).toEqual([
      undefined,
      undefined,
      'application/x-www-form-urlencoded;charset=UTF-8',
    ])

    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const message = `${pages.origin}/other`
    const { host } = new URL(server.origin)
    const other = await readThroughServersPage(playwrightTab(page), { message, text, server: host })
    console.log(pressesLine('Chromium', 'an opener elsewhere', other))
    expect(other).toEqual({ opened: 5, read: 6 })
    expect(complaints.filter(line => line.includes('opener.html'))).toEqual([])
  })

  test('nothing is asked before a person’s press, and nothing of anybody else ever', async ({
    page,
    server,
    pages,
    ownOpener,
  }) => {
    await page.goto(makeOpenerLink(ownOpener, await sealOn(server, { text })))
    const read = page.getByRole('button', { name: 'Read the secret' })
    await expect(read).not.toHaveAttribute('aria-disabled', 'true')
    await expect(page.getByText(`talks to ${new URL(server.origin).host} only`)).toBeVisible()
    // As robots press, and previews look.
    await read.evaluate((button: HTMLElement) => {
      button.click()
      button.dispatchEvent(new MouseEvent('click', { bubbles: true }))
      button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    })
    await page.reload()
    expect(askedOf(server)).toEqual([])
    const refused = await page.evaluate(
      address =>
        fetch(address).then(
          () => 'answered',
          () => 'refused',
        ),
      `${pages.origin}/elsewhere`,
    )
    expect([refused, pages.asked]).toEqual(['refused', []])
    pages.put({ '/frame': { html: `<iframe src="${ownOpener}"></iframe>` } })
    await page.goto(`${pages.origin}/frame`)
    await expect(page.frameLocator('iframe').getByRole('heading', { level: 1 })).toHaveCount(0)
    expect(server.secrets()).toHaveLength(1)
  })

  test('what was fetched survives a reload and Back, and opens by its link or a passphrase, not asked for again', async ({
    page,
    server,
    ownOpener,
  }) => {
    const link = makeOpenerLink(ownOpener, await sealOn(server, { text }, 'correct horse'))
    await page.goto(link)
    await page.getByRole('button', { name: 'Read the secret' }).click()
    const field = page.getByLabel('Passphrase from the sender')
    await expect(field).toBeFocused()
    await field.fill('correct horsf')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toContainText('Wrong passphrase')
    await page.reload()
    await expect(page.getByText('The sealed text is here')).toBeVisible()
    const stored = await page.evaluate(() =>
      JSON.stringify(Object.entries({ ...sessionStorage, ...localStorage })),
    )
    expect(stored).toContain('eyJ')
    for (const part of new URL(link).hash.split('.').slice(-2)) expect(stored).not.toContain(part)
    await page.getByLabel('The link you were sent').fill(link.slice(0, -1))
    await expect(page.getByRole('alert')).toContainText('cut or changed')
    await page.getByLabel('The link you were sent').fill(link)
    await field.fill('correct horse')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'The secret is open' })).toBeFocused()
    await page.goto('about:blank')
    await page.goBack()
    await expect(page.getByText('The sealed text is here')).toBeVisible()
    expect(await page.content()).not.toContain('hunter2')
    await page.goto('about:blank')
    await page.goto(link)
    await field.fill('correct horse')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Show' }).click()
    expect(await page.locator('#text').inputValue()).toBe(text)
    await page.getByRole('button', { name: 'Forget' }).click()
    await expect(page.getByText('This is the only copy.')).toBeVisible()
    await page.getByRole('button', { name: 'Forget', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'The secret is forgotten' })).toBeFocused()
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
    expect(readings(server)).toHaveLength(1)
  })

  test('two tabs read once, and what one forgets is forgotten in both', async ({
    page,
    context,
    server,
    ownOpener,
  }) => {
    const link = makeOpenerLink(ownOpener, await sealOn(server, { text }))
    const tabs = [page, await context.newPage()]
    for (const tab of tabs) await tab.goto(link)
    let answer = () => {}
    const until = new Promise<void>(resolve => {
      answer = resolve
    })
    server.misbehave({ at: 'held', until }, 1, /\/secret\//)
    for (const tab of tabs) {
      await tab.bringToFront()
      await tab.getByRole('button', { name: 'Read the secret' }).click()
      await expect(tab.getByRole('button', { name: 'Fetching…' })).toBeVisible()
    }
    answer()
    for (const tab of tabs)
      await expect(tab.getByRole('heading', { level: 1 })).toHaveText('The secret is open')
    expect(readings(server)).toHaveLength(1)
    await page.getByRole('button', { name: 'Forget' }).click()
    await expect(page.getByText('This is the only copy.')).toBeVisible()
    await page.getByRole('button', { name: 'Forget', exact: true }).click()
    for (const tab of tabs)
      await expect(tab.getByRole('heading', { level: 1 })).toHaveText('The secret is forgotten')
  })

  test('a server that is away costs nothing, and its own page is offered', { tag: thorough }, async ({
    page,
    server,
    ownOpener,
  }) => {
    await page.goto(makeOpenerLink(ownOpener, await sealOn(server, { text })))
    server.misbehave({ at: 'reset', stored: false }, Number.POSITIVE_INFINITY, /\/api\//)
    await page.getByRole('button', { name: 'Read the secret' }).click()
    await expect(page.getByRole('alert')).toHaveText(
      'The server does not answer. The secret was not touched. Try again later.',
    )
    expect(readings(server)).toEqual([])
    await page.getByRole('button', { name: `Open ${new URL(server.origin).host}` }).click()
    await expect(page.locator('.step.now a.primary')).toBeVisible()
    server.misbehave(undefined)
  })

  test('an answer that cannot be read can be saved as it came', { tag: thorough }, async ({
    page,
    server,
    ownOpener,
  }) => {
    await page.goto(makeOpenerLink(ownOpener, await sealOn(server, { text })))
    server.misbehave({ at: 'answer', status: 200, body: '<p>half a sec' }, 1, /\/secret\//)
    await page.getByRole('button', { name: 'Read the secret' }).click()
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save a copy' }).click()
    const chunks: Buffer[] = []
    for await (const chunk of await (await saving).createReadStream()) chunks.push(chunk as Buffer)
    expect(Buffer.concat(chunks).toString()).toBe('<p>half a sec')
  })

  test('where the browser lets it keep nothing, it says so first', async ({ page, server, ownOpener }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'sessionStorage', {
        get() {
          throw new DOMException('refused', 'SecurityError')
        },
      })
    })
    await page.goto(makeOpenerLink(ownOpener, await sealOn(server, { text })))
    await expect(page.getByText('Once read, only this page has it')).toBeVisible()
    await page.getByRole('button', { name: 'Read the secret' }).click()
    await expect(page.getByRole('heading', { name: 'The secret is open' })).toBeVisible()
    await expect(page.getByText('Once read, only this page has it')).toBeVisible()
  })
})

for (const look of looks) {
  test.describe(nameOf(look), () => {
    test.use(look)
    const widths = look.lang === 'en' ? [320] : [900, 380, 320]
    test('every screen on one’s own server is within everybody’s reach', { tag: thorough }, async ({
      page,
      server,
      ownOpener,
    }) => {
      test.slow()
      const both = async (name: string, part: string) => {
        for (const width of widths) {
          await page.setViewportSize({ width, height: 1000 })
          await page.locator(part).first().waitFor()
          if (width === 320) expect(await accessibilityFaults(page), `${name} ${width}`).toEqual([])
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
          await keepScreen(page, `opener-own-${name}-${width}`, look)
        }
      }
      const link = makeOpenerLink(ownOpener, await sealOn(server, { text, note: 'For staging.' }, 'p'))
      await page.goto(link)
      const read = page.locator('main .primary:not([aria-disabled=true])')
      await both('ready', 'main .primary:not([aria-disabled=true])')
      server.misbehave({ at: 'status', status: 500 }, 1)
      await read.click()
      await both('failed', '[role=alert]')
      server.misbehave({ at: 'answer', status: 200, body: '<p>half a sec' }, 1, /\/secret\//)
      await read.click()
      await both('unread', '.forget')
      await page.getByRole('button').last().click()
      await both('forget', '.ask')
      await page.reload()
      await page.goto('about:blank')
      await page.goto(link)
      await page.locator('main .button:not(.primary)').first().click()
      await page.locator('#passphrase').waitFor()
      await page.locator('#passphrase').fill('x')
      await page.keyboard.press('Enter')
      await both('passphrase', '#passphrase[aria-invalid=true]')
      await page.reload()
      await both('needs-link', '#link')
      await page.locator('#link').fill(link)
      await page.locator('#passphrase').fill('p')
      await page.keyboard.press('Enter')
      await both('open', '#text')
      await page.getByRole('button').last().click()
      await page.locator('.ask .fire').click()
      await page.goto('about:blank')
      await page.goto(link)
      await read.click()
      await both('gone', '[role=alert]')
    })
  })
}

test.describe('an opener page on the secret’s own server, in Firefox', () => {
  test('two presses, a passphrase as often as needed, a reload, and a second tab', { tag: thorough }, async ({
    firefox,
    nothing,
    server,
    pages,
    ownOpener,
  }) => {
    const { browser, page } = await firefox({ extension: nothing })
    const complaints: string[] = []
    page.on('console', message => complaints.push(message.text()))
    pages.put({
      '/plain': { html: messageWith(makeOpenerLink(ownOpener, await sealOn(server, { text }))) },
      '/locked': {
        html: messageWith(makeOpenerLink(ownOpener, await sealOn(server, { text }, 'correct horse'))),
      },
    })
    const tab = puppeteerTab(browser, page)
    const own = await readOnOwnServer(tab, { message: `${pages.origin}/plain`, text })
    console.log(pressesLine('Firefox', 'an opener on the server itself', own))
    expect(own).toEqual({ opened: 2, read: 3 })
    await tab.reload()
    await tab.says('The sealed text is here')

    const other = await tab.newTab()
    await other.goto(`${pages.origin}/plain`)
    await other.click('link', linkName)
    await other.heading('The secret is open')
    expect(readings(server)).toHaveLength(1)

    const passphrase = 'correct horse'
    expect(await readOnOwnServer(tab, { message: `${pages.origin}/locked`, passphrase, text })).toEqual({
      opened: 3,
      read: 4,
    })
    expect(readings(server)).toHaveLength(2)
    expect(complaints).toEqual([])
  })
})
