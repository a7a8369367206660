import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { breakages } from './support/accessibility/breakages'
import { type Check, cheap, checks, inWords, whole } from './support/accessibility/checks'
import { elementsIn } from './support/accessibility/elements'
import { openScreen } from './support/accessibility/open-screen'
import { goThrough, ways } from './support/accessibility/screens'
import { alice } from './support/accounts'
import { test as base, expect } from './support/extension'
import { chooseServer } from './support/journey'
import { builtExtension, type Language } from './support/launch'
import { noteOver, pressed, standing } from './support/note-over-page'
import { sealOn } from './support/sealed'
import { thorough } from './support/tiers'

/** Every screen of the extension against WCAG 2.2 AA. The screens are a table, and so are the checks. */
const test = base.extend<{ through: (way: string, check: Check) => Promise<string[]> }>({
  through: async ({ context, lang, pages, server, worker }, use) => {
    const html = await readFile(join(builtExtension('chrome', 'e2e'), 'opener.html'), 'utf8')
    pages.put({ '/opener.html': { html } })
    const place = { context, worker, server, opener: `${pages.origin}/opener.html`, language: lang }
    await use(async (way, check) => {
      const faults: string[] = []
      const seen = await goThrough(way, place, async (page, name) => {
        // The opener chooses among its own languages.
        const language = page.url().startsWith(place.opener)
          ? ((await page.evaluate(() => document.documentElement.lang)) as Language)
          : lang
        faults.push(...(await check(page, language)).map(fault => `${way}, ${name}: ${fault}`))
      })
      expect(seen).toEqual(ways[way]?.screens)
      return faults
    })
  },
})

test.use({ serverOptions: { accounts: [alice] } })

/** Two ways that between them have most kinds of controls are looked at in `npm test`, too. */
const short = ['composer', 'history']
for (const way of Object.keys(ways))
  test(`${way}: every screen has names, contrast and room`, {
    tag: short.includes(way) ? [] : [thorough],
  }, async ({ through }) => {
    expect(await through(way, cheap)).toEqual([])
  })

for (const way of Object.keys(ways))
  test(`${way}: every screen keeps to WCAG 2.2 AA`, { tag: thorough }, async ({ through }) => {
    test.slow()
    expect(await through(way, whole)).toEqual([])
  })

for (const lang of ['de', 'ar'] satisfies Language[])
  test.describe(lang, { tag: thorough }, () => {
    test.use({ lang })
    for (const way of Object.keys(ways))
      test(`${way}: every screen has names and room in ${lang}`, async ({ through }) => {
        expect(await through(way, inWords)).toEqual([])
      })
  })

/** As a person does it who sees where they are: Tab, until the focus is there. */
async function tabTo(page: Page, what: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(what).toBeVisible()
  for (let presses = 0; presses < 40; presses++) {
    if (await what.evaluate(element => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  throw new Error(`40 presses of ${key} do not lead to ${what}`)
}

test('sharing from the popup and burning from its history need no mouse', async ({
  page,
  popup,
  server,
  worker,
}) => {
  await page.bringToFront()
  await chooseServer(worker, server.origin)
  const opened = await popup()
  await expect(opened.locator('#secret')).toBeFocused()
  await opened.keyboard.type('hunter2')
  await tabTo(opened, opened.locator('.share .button.primary'))
  await opened.keyboard.press('Enter')
  await expect(opened.locator('.shared h1')).toBeFocused()
  await tabTo(opened, opened.locator('.shared .button.primary'))
  await opened.keyboard.press('Space')
  await tabTo(opened, opened.locator('#tab-share'), 'Shift+Tab')
  await opened.keyboard.press('ArrowRight')
  await expect(opened.locator('#tab-history')).toBeFocused()
  await tabTo(opened, opened.locator('.entry'))
  await opened.keyboard.press('Enter')
  await tabTo(opened, opened.locator('.actions .answers .button').first())
  await opened.keyboard.press('Enter')
  await expect(opened.locator('#burn-question')).toBeFocused()
  await tabTo(opened, opened.locator('.ask .fire'))
  await opened.keyboard.press('Enter')
  await expect(opened.locator('.secret.burned')).toHaveCount(1)
  await expect(opened.locator('.secret').locator(':focus'), 'the place is not lost').toHaveCount(1)
  await opened.keyboard.press('Escape')
  await expect(opened.locator('.actions')).toHaveCount(0)
  await expect(opened.locator('.entry')).toBeFocused()
})

test('reading a secret and forgetting it need no mouse', async ({ openPage, server }) => {
  const link = await sealOn(server, { text: 'hunter2' }, 'glue-noble')
  const page = await openPage('reveal.html')
  await tabTo(page, page.locator('#given'))
  await page.keyboard.insertText(link)
  await page.keyboard.press('Enter')
  await expect(page.locator('.facts')).toBeVisible()
  await expect(page.locator('h1')).toBeFocused()
  const primary = page.locator('.button.primary[aria-disabled=false]')
  await tabTo(page, primary)
  await page.keyboard.press('Enter')
  await tabTo(page, page.locator('#passphrase'))
  await page.keyboard.type('wrong')
  await page.keyboard.press('Enter')
  await expect(page.locator('#passphrase[aria-invalid=true]')).toBeFocused()
  await page.keyboard.type('glue-noble')
  await page.keyboard.press('Enter')
  await expect(page.locator('h1')).toBeFocused()
  await tabTo(page, page.locator('.row .quiet'))
  await page.keyboard.press('Space')
  await expect(page.locator('#text')).toHaveValue('hunter2')
  await tabTo(page, page.locator('.forget .button'))
  await page.keyboard.press('Enter')
  await expect(page.locator('#forget-question')).toBeFocused()
  await tabTo(page, page.locator('.ask .button').last())
  await page.keyboard.press('Enter')
  await expect(page.locator('.forget')).toBeFocused()
})

test('a note over a page is named, large enough, legible and pressed by a key', { tag: thorough }, async ({
  context,
  pages,
  worker,
}) => {
  pages.put({ '/': { html: '<!doctype html><html lang="en"><title>a page</title><body>a page' } })
  const page = await context.newPage()
  await page.goto(`${pages.origin}/`)
  await noteOver(worker, page.url())
  const cdp = await context.newCDPSession(page)
  const { nodes } = await cdp.send('Accessibility.getFullAXTree')
  const said = nodes.filter(({ ignored }) => !ignored).map(({ role, name }) => [role?.value, name?.value])
  expect(said).toContainEqual(['button', 'Press me'])
  expect(said.map(([role]) => role)).toContain('status')
  await cdp.send('DOM.enable')
  const { nodes: all } = await cdp.send('DOM.getFlattenedDocument', { depth: -1, pierce: true })
  const button = all.find(({ nodeName }) => nodeName === 'BUTTON')
  await expect.poll(async () => (await standing(worker, page.url()))?.ready).toBe(true)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { object } = await cdp.send('DOM.resolveNode', { backendNodeId: button?.backendNodeId ?? 0 })
    const { result } = await cdp.send('Runtime.callFunctionOn', {
      objectId: object.objectId ?? '',
      returnByValue: true,
      functionDeclaration: `function () {
        const { behind, boxOf, colour, contrast } = (${elementsIn})(this.getRootNode())
        const { width, height } = boxOf(this)
        const of = element => contrast(behind(element), colour(getComputedStyle(element).color))
        return { size: Math.min(width, height), least: Math.min(of(this), of(this.parentElement)) }
      }`,
    })
    const { size, least } = result.value as { size: number; least: number }
    expect(size).toBeGreaterThanOrEqual(24)
    expect(least).toBeGreaterThanOrEqual(4.5)
  }
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => pressed(worker, page.url())).toBe(1)
})

test('each check finds what is broken on purpose', { tag: thorough }, async ({ context, server, worker }) => {
  test.slow()
  await chooseServer(worker, server.origin)
  const page = await openScreen({ context, worker }, 'popup.html')
  for (const [criterion, check, breakIt] of breakages) {
    await test.step(`${criterion}: ${breakIt}`, async () => {
      await page.reload()
      await page.locator('#secret').waitFor()
      await page.locator('.extras summary').click()
      await page.evaluate(
        `((style, put) => { ${breakIt} })(rules => {
          const sheet = new CSSStyleSheet()
          sheet.replaceSync(rules)
          document.adoptedStyleSheets = [sheet]
        }, (name, properties) =>
          document.querySelector('.composer > .row').after(Object.assign(document.createElement(name), properties)))`,
      )
      const found = await checks[check](page, 'en')
      expect.soft(found.join('\n'), `${criterion} by ${check}: ${breakIt}`).toContain(criterion)
    })
  }
})
