import type { Page } from '@playwright/test'
import { chooseServer, expectNothingLeaked, keysOf, shares } from '../e2e/support/journey'
import { launchChromium } from '../e2e/support/launch'
import { type ExtensionWorker, extensionWorker } from '../e2e/support/worker'
import type { Server } from '../server/server'
import { chromiumForTests } from './browsers'
import { chooseMenuClick } from './menu-click'
import type { Place } from './place'
import { step } from './step'
import { indented, requestLine, seconds, storedLines } from './words'

/** The main journey from end to end without a person: select, share, link, opened once. Tells every step. */
export async function runJourney({ extension, server, sample, lang, tidying }: Place): Promise<void> {
  await chromiumForTests()
  const began = performance.now()
  const click = await chooseMenuClick(tidying)
  const context = await step('open the browser', () =>
    launchChromium({
      extension,
      headed: click.headed,
      ...(lang === undefined ? {} : { args: [`--lang=${lang}`] }),
    }),
  )
  tidying.later(() => context.close())
  const page = context.pages()[0] ?? (await context.newPage())
  const worker = await step('load the extension', () => extensionWorker(context))
  await step('choose the embedded server', () => chooseServer(worker, server.origin))
  await step('open the sample page', () => page.goto(sample.origin))
  await page.bringToFront()
  console.log(
    `1. Opened ${sample.origin} in Chromium ${context.browser()?.version() ?? ''}, the extension loaded.`,
  )

  const text = await step('select the text', () => select(page, '#env'))
  console.log(`2. Selected:\n${indented(text.split('\n'))}`)

  await step('choose Share as secret', () => click.share(page, worker))
  console.log(`3. Chose "Share as secret": ${click.how}.`)

  await step('share the text', () => shared(page, worker, server))
  console.log(`4. The server received ${shares(server).map(requestLine).join(' and ')}.`)
  const stored = server.secrets().at(-1)
  if (!stored) throw new Error('The server stored nothing.')
  console.log(`   It keeps ${Buffer.byteLength(stored.value ?? '')} bytes:\n${indented(storedLines(stored))}`)

  const link = await step('paste the link', () => paste(page))
  console.log(`5. The link, from the clipboard:\n${indented([link])}`)
  await step('keep the text and the key from the server', async () =>
    expectNothingLeaked(server, [text, ...keysOf(link)]),
  )
  console.log('   Nothing that reached the server holds a word of the text or the key.')

  const arrived = await step('open the link', () => read(page, link))
  if (arrived !== text) throw new Error(`What arrived is not what was selected: ${JSON.stringify(arrived)}`)
  console.log("6. Opened the link on the extension's own page: the same text, to the letter.")

  console.log(`7. Opened it again: ${await step('be refused a second reading', () => refusal(link, server))}`)
  console.log(`\nAll of it works; it took ${seconds(began)}.`)
}

/** Selects an element's text and answers what that is. */
async function select(page: Page, selector: string): Promise<string> {
  await page.locator(selector).selectText()
  return (await page.locator(selector).textContent()) ?? ''
}

/** Waits until the page says that the link is there. */
async function shared(page: Page, worker: ExtensionWorker, server: Server): Promise<void> {
  const done = page.locator('html > [popover][role="status"]')
  await done.waitFor({ timeout: 10_000 }).catch(async cause => {
    const { outcome } = await worker.evaluate(() => chrome.storage.session.get('outcome'))
    const asked = server.log.map(requestLine).join('; ') || 'nothing'
    throw new Error(`the extension knows ${JSON.stringify(outcome)}; the server was asked ${asked}`, {
      cause,
    })
  })
}

async function paste(page: Page): Promise<string> {
  await page.locator('#link').focus()
  await page.keyboard.press('ControlOrMeta+V')
  const link = await page.locator('#link').inputValue()
  if (!link.includes('/secret/')) throw new Error(`the clipboard holds ${JSON.stringify(link)}`)
  return link
}

/** Follows the link: the extension takes it over, waits for a press, and covers the text until it is asked for. */
async function read(page: Page, link: string): Promise<string> {
  await page.goto(link, { waitUntil: 'commit' }).catch(() => undefined)
  // Not by waiting for its address: that gives up when the server's page, on its way, is turned round.
  await page.locator('main .button.primary[aria-disabled="false"]').click()
  if (!/^chrome-extension:.*\/reveal\.html/.test(page.url())) throw new Error(`the tab is at ${page.url()}`)
  await page.locator('#text').waitFor()
  await page.locator('.field:has(#text) .button').click()
  return page.locator('#text').inputValue()
}

async function refusal(link: string, server: Server): Promise<string> {
  const key = new URL(link).pathname.split('/').at(-1)
  const again = await fetch(`${server.origin}/api/v1/secret/${key}`, { method: 'POST' })
  if (again.ok) throw new Error('the server gave it out twice')
  return `refused, ${again.status} ${await again.text()}`
}
