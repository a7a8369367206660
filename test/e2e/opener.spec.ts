import type { BrowserContext, Page } from '@playwright/test'
import { makeOpenerLink } from '../../lib/domain/link'
import { accessibilityFaults } from './support/axe'
import { expect } from './support/extension'
import { countedPerson, test } from './support/opener'
import { keepScreen, looks, nameOf } from './support/screens'
import { readings, sealOn } from './support/sealed'
import { thorough } from './support/tiers'

const text = 'user:\tdeploy\n\tpass: hunter2-Correct — ünïcødé 🔑\n<b>not bold</b>'
const note = 'For the staging machine only.'

type Person = ReturnType<typeof countedPerson>

/** From the opener's first step to the sealed text on the clipboard and the opener in front again. */
async function fetchSealed(context: BrowserContext, page: Page, person: Person): Promise<void> {
  const opening = context.waitForEvent('page')
  await person.click(page.locator('.step.now a.primary'))
  const server = await opening
  await server.waitForLoadState()
  await person.click(server.getByRole('button', { name: 'Click to reveal' }))
  const shown = server.locator('textarea[id^="secret-content-"]')
  await person.click(shown)
  await person.press(server, 'Control+A')
  await person.press(server, 'Control+C')
  await server.close()
  await page.bringToFront()
}

test.describe('without the extension, in Chromium', () => {
  test('from the chat message to the text: five clicks, and the page itself asks for nothing', async ({
    context,
    page,
    server,
    pages,
    openerHtml,
    asked,
    complaints,
  }) => {
    const opener = `${pages.otherSite}/opener.html`
    const sealed = await sealOn(server, { text, note })
    const link = makeOpenerLink(opener, sealed)
    pages.put({
      '/opener.html': { html: openerHtml },
      '/chat': { html: `<p>Ana: here you go: <a target="_blank" href="${link}">${link}</a>` },
    })
    await page.goto(`${pages.origin}/chat`)
    const person = countedPerson()
    const opening = context.waitForEvent('page')
    await person.click(page.getByRole('link'))
    const tab = await opening
    await expect(tab.getByRole('heading', { level: 1 })).toHaveText('A secret is waiting for you')
    expect(tab.url()).toBe(opener)
    expect(readings(server)).toEqual([])

    await fetchSealed(context, tab, person)
    await person.press(tab, 'Control+V')
    await expect(tab.getByRole('heading', { level: 1 })).toHaveText('The secret is open')
    await expect(tab.locator('#text')).not.toHaveValue(/hunter2/)
    await expect(tab.getByText(note)).toBeVisible()
    await person.click(tab.getByRole('button', { name: 'Show' }))
    expect(await tab.locator('#text').inputValue()).toBe(text)
    expect(await tab.locator('main b').count()).toBe(0)
    expect(person.count).toEqual({ clicks: 5, keys: 3 })

    // The key stood in no request, and the opener's page made none.
    const own = asked.filter(url => !url.startsWith(server.origin) && !url.startsWith('data:'))
    expect(own).toEqual([`${pages.origin}/chat`, opener])
    for (const part of new URL(sealed).hash.split('.').slice(1))
      expect(server.log.map(({ path, headers }) => path + JSON.stringify(headers)).join()).not.toContain(part)
    expect(complaints.filter(line => line.includes('opener.html'))).toEqual([])
  })

  test('works as a file, with a passphrase that is tried as often as needed', async ({
    context,
    page,
    server,
    openerFile,
    asked,
    complaints,
  }) => {
    const person = countedPerson()
    await page.goto(makeOpenerLink(openerFile, await sealOn(server, { text }, 'correct horse')))
    await expect(page.getByText('A passphrase is needed')).toBeVisible()
    await fetchSealed(context, page, person)
    await person.press(page, 'Control+V')
    const field = page.getByLabel('Passphrase from the sender')
    await expect(field).toBeFocused()
    for (const wrong of ['correct horsf', ' correct horse', 'x']) {
      await field.fill(wrong)
      await person.press(page, 'Enter')
      await expect(page.getByRole('alert')).toContainText('Wrong passphrase')
      await expect(field).toBeFocused()
    }
    await page.keyboard.type('correct horse')
    await person.press(page, 'Enter')
    await expect(page.getByRole('heading', { name: 'The secret is open' })).toBeFocused()
    await person.click(page.getByRole('button', { name: 'Show' }))
    expect(await page.locator('#text').inputValue()).toBe(text)
    expect(person.count.clicks).toBe(4)
    expect(readings(server)).toHaveLength(1)
    expect(asked.filter(url => !url.startsWith(server.origin) && !url.startsWith('data:'))).toEqual([
      openerFile,
    ])
    expect(complaints.filter(line => line.includes('opener.html'))).toEqual([])
  })

  test('a damaged link is noticed before anybody goes to the server', async ({
    page,
    server,
    openerFile,
  }) => {
    const link = makeOpenerLink(openerFile, await sealOn(server, { text }))
    for (const cut of [link.slice(0, -1), link.slice(0, -30), link.replace('#c1.', '#c1p.'), `${link}x`]) {
      await page.goto('about:blank')
      await page.goto(cut)
      await expect(page.getByRole('alert')).toContainText('cut or changed')
      await expect(page.getByRole('link')).toHaveCount(0)
    }
    // What stands after it in a message is not part of it.
    await page.goto('about:blank')
    await page.goto(`${link}%22).`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('A secret is waiting for you')
    expect(readings(server)).toEqual([])
  })

  test('another link in the same tab takes the place of the first, and leaves no key in the address', async ({
    page,
    server,
    openerFile,
  }) => {
    const [one, two] = [await sealOn(server, { text }), await sealOn(server, { text }, 'p')]
    await page.goto(makeOpenerLink(openerFile, one))
    await expect(page.getByLabel('Passphrase from the sender')).toHaveCount(0)
    await page.evaluate(
      link => {
        location.href = link
      },
      makeOpenerLink(openerFile, two),
    )
    await expect(page.getByLabel('Passphrase from the sender')).toBeVisible()
    expect(page.url()).toBe(openerFile)
    await expect(page.getByRole('link')).toHaveAttribute('href', new URL(two).origin + new URL(two).pathname)
  })

  test('pasted by hand, in any order, and each says at once what is wrong', { tag: thorough }, async ({
    page,
    server,
    openerFile,
  }) => {
    const sealed = await sealOn(server, { text }, 'correct horse')
    const stored = server.secrets()[0]?.value ?? ''
    await page.goto(openerFile)
    const [link, shown] = [
      page.getByLabel('The link you were sent'),
      page.getByLabel('What the server showed'),
    ]
    await shown.fill('<img src=x onerror=alert(1)><h1>Hello</h1>')
    await expect(page.getByText('There is no sealed secret in this')).toBeVisible()
    await expect(page.locator('main img, main h1 + h1')).toHaveCount(0)
    await shown.fill(stored.slice(0, 200))
    await expect(page.getByText('Part of it is missing or altered')).toBeVisible()
    await shown.fill(stored)
    await expect(page.getByText('The sealed text is here')).toBeVisible()
    await expect(page.getByLabel('Passphrase from the sender')).toBeVisible()
    await link.fill(sealed.slice(0, -1))
    await expect(page.getByRole('alert')).toContainText('cut or changed')
    await link.fill(sealed.split('#')[0] ?? '')
    await page.getByLabel('Key from the sender').fill(`${sealed.split('#')[1]}`)
    await page.getByLabel('Passphrase from the sender').fill('correct horse')
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'The secret is open' })).toBeFocused()
    await page.getByRole('button', { name: 'Show' }).click()
    expect(await page.locator('#text').inputValue()).toBe(text)
  })

  test('copies, hides when the tab is left, forgets, and holds nothing afterwards', async ({
    context,
    page,
    server,
    openerFile,
  }) => {
    const sealed = await sealOn(server, { text })
    await page.goto(openerFile)
    await page.getByLabel('What the server showed').fill(server.secrets()[0]?.value ?? '')
    await page.getByLabel('The link you were sent').fill(`See <${sealed}>.`)
    await page.getByRole('button', { name: 'Copy' }).click()
    await expect(page.getByText('clear your clipboard')).toBeVisible()
    await page.getByRole('button', { name: 'Show' }).click()
    await expect(page.locator('#text')).toHaveValue(text)
    // Headless, a tab is never hidden; the event is what the browser would send.
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await expect(page.locator('#text')).not.toHaveValue(/hunter2/)
    await page.getByRole('button', { name: 'Forget' }).click()
    await expect(page.getByRole('heading', { name: 'The secret is forgotten' })).toBeFocused()
    expect(await page.content()).not.toContain('hunter2')
    await page.getByRole('button', { name: 'Open another secret' }).click()
    const link = page.getByLabel('The link you were sent')
    await link.click()
    await page.keyboard.press('Control+V')
    await expect(link).toHaveValue(text)
    expect(await context.storageState()).toEqual({ cookies: [], origins: [] })
  })

  test('the keyboard alone is enough', async ({ context, page, server, openerFile }) => {
    await page.goto(makeOpenerLink(openerFile, await sealOn(server, { text })))
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
    await page.keyboard.press('Tab')
    const opening = context.waitForEvent('page')
    await page.keyboard.press('Enter')
    const shown = await opening
    await shown.waitForLoadState()
    await shown.keyboard.press('Tab')
    await shown.keyboard.press('Enter')
    await shown.locator('textarea').waitFor()
    await shown.keyboard.press('Tab')
    await shown.keyboard.press('Control+A')
    await shown.keyboard.press('Control+C')
    await shown.close()
    await page.bringToFront()
    await page.keyboard.press('Control+V')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The secret is open')
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.locator('#text')).toHaveValue(text)
  })
})

for (const look of looks) {
  test.describe(nameOf(look), () => {
    test.use(look)
    test('every screen is within everybody’s reach, wide and narrow', { tag: thorough }, async ({
      context,
      page,
      server,
      openerFile,
    }) => {
      test.slow()
      const sealed = await sealOn(server, { text: `${text}\n${'word '.repeat(200)}`, note }, 'p')
      const both = async (name: string, locator = 'h1') => {
        for (const [size, width] of [
          ['wide', 900],
          ['narrow', 360],
        ] as const) {
          await page.setViewportSize({ width, height: 1150 })
          await page.locator(locator).first().waitFor()
          if (size === 'narrow') expect(await accessibilityFaults(page), name).toEqual([])
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
          await keepScreen(page, `opener-${name}-${size}`, look)
        }
      }
      await page.goto(openerFile)
      await both('start')
      await page.locator('#link').fill(sealed.slice(0, -2))
      await page.locator('#sealed').fill('nothing of ours')
      await both('wrong', '[aria-invalid="true"]')
      await page.goto('about:blank')
      await page.goto(`${makeOpenerLink(openerFile, sealed)}`)
      await both('led')
      const opening = context.waitForEvent('page')
      await page.locator('a.primary').click()
      await (await opening).close()
      await both('back', '.step.done')
      await page.locator('#sealed').fill(server.secrets()[0]?.value ?? '')
      await page.locator('#passphrase').fill('wrong')
      await page.keyboard.press('Enter')
      await both('passphrase', '#passphrase[aria-invalid="true"]')
      await page.locator('#passphrase').fill('p')
      await page.keyboard.press('Enter')
      await both('open', '#text')
      await page.locator('.row .quiet').click()
      await both('shown', '#text')
      await page.locator('main button').last().click()
      await both('forgotten')
    })
  })
}

test.describe('without the extension, in Firefox', () => {
  test('works as a file, to the letter', { tag: thorough }, async ({
    firefox,
    nothing,
    server,
    openerFile,
  }) => {
    const { browser, page } = await firefox({ extension: nothing })
    const person = countedPerson()
    const complaints: string[] = []
    const asked: string[] = []
    page.on('console', message => complaints.push(message.text()))
    page.on('request', request => asked.push(request.url()))
    const link = makeOpenerLink(openerFile, await sealOn(server, { text, note }, 'correct horse'))
    await page.goto(link)
    await page.waitForFunction(
      () => document.querySelector('h1')?.textContent === 'A secret is waiting for you',
    )
    expect(page.url()).toBe(openerFile)
    const opening = browser.waitForTarget(target => target.url().startsWith(server.origin))
    const go = await page.waitForSelector('a.primary')
    if (!go) throw new Error('no way to the server')
    await person.click(go)
    const shown = await (await opening).page()
    const reveal = await shown?.waitForSelector('button')
    if (!shown || !reveal) throw new Error('no page of the server')
    await person.click(reveal)
    const area = await shown.waitForSelector('textarea')
    if (!area) throw new Error('nothing shown')
    await person.click(area)
    await person.control(shown, 'a')
    await person.control(shown, 'c')
    await shown.close()
    await page.bringToFront()
    await person.control(page, 'v')
    // Headless, no window of Firefox has the focus, so nothing is `:focus`.
    await page.waitForFunction(() => document.activeElement?.id === 'passphrase')
    await page.keyboard.type('wrong')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#passphrase[aria-invalid="true"]')
    await page.keyboard.type('correct horse')
    await page.keyboard.press('Enter')
    const show = await page.waitForSelector('.row .quiet')
    if (!show) throw new Error('not opened')
    await person.click(show)
    await page.waitForFunction(
      () => !document.querySelector<HTMLTextAreaElement>('#text')?.value.startsWith('•'),
    )
    expect(await page.$eval('#text', field => 'value' in field && field.value)).toBe(text)
    expect(person.count).toEqual({ clicks: 4, keys: 3 })
    expect(complaints).toEqual([])
    expect(asked.filter(url => url !== openerFile && !url.startsWith('data:'))).toEqual([])
    const copy = await page.waitForSelector('.button.primary')
    await copy?.click()
    await page.waitForFunction(() => document.querySelector('[role=status]')?.textContent?.includes('Copied'))
  })
})
