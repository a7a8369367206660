import type { BrowserContext, Page } from '@playwright/test'
import type { Browser, ElementHandle, Page as FirefoxPage } from 'puppeteer-core'

/**
 * What a person can do in one tab of any browser. Every press, key and letter is a real event of the browser's.
 * Names are those that a screen reader says; each method waits until what it names is there.
 */
export type Tab = {
  goto(address: string): Promise<void>
  /** Waits until it is not `aria-disabled`. @returns once the press was made, whatever follows */
  click(role: 'button' | 'link', name: string): Promise<void>
  /** Presses what opens a tab of its own. @returns that tab */
  clickToTab(role: 'button' | 'link', name: string): Promise<Tab>
  /** Types into a field in the place of what is in it, without Enter. */
  type(label: string, text: string): Promise<void>
  /** What a field shows, e.g. the text of the secret. */
  value(label: string): Promise<string>
  /** Waits for the page's heading. */
  heading(text: string): Promise<void>
  /** Waits for a text anywhere on the page. */
  says(text: string): Promise<void>
  /** Pastes with the keyboard, where the focus is. */
  paste(): Promise<void>
  reload(): Promise<void>
  /** Another tab of the same browser. */
  newTab(): Promise<Tab>
  /** Closes this tab and brings `next` to the front. */
  close(next: Tab): Promise<void>
  toFront(): Promise<void>
}

/** How many presses a journey took. `opened`: until the secret is there, covered; `read`: until its text can be read. */
export type Presses = { opened: number; read: number }

type Given = {
  /** A page of a chat or of a mail, with a link named `A secret for you`, in the same tab. */
  message: string
  passphrase?: string
  /** The secret's own text. */
  text: string
}

export const linkName = 'A secret for you'
/** The page of a message that leads to `link`. */
export const messageWith = (link: string): string =>
  `<!doctype html><html lang="en"><title>Chat</title><p>Ana: <a href="${link}">${linkName}</a></html>`

function counting(tab: Tab): Tab & { presses(): number } {
  let count = 0
  const counted = <Args extends unknown[], Result>(act: (...args: Args) => Promise<Result>) => {
    return (...args: Args) => {
      count++
      return act(...args)
    }
  }
  return {
    ...tab,
    click: counted(tab.click),
    clickToTab: counted(tab.clickToTab),
    paste: counted(tab.paste),
    presses: () => count,
  }
}

/** From the message to the text, by an opener page on the secret's own server. */
export async function readOnOwnServer(tab: Tab, { message, passphrase, text }: Given): Promise<Presses> {
  const person = counting(tab)
  await person.toFront()
  await person.goto(message)
  await person.click('link', linkName)
  await person.heading('A secret is waiting for you')
  await person.click('button', 'Read the secret')
  if (passphrase !== undefined) {
    await person.type('Passphrase from the sender', passphrase)
    await person.click('button', 'Open')
  }
  await person.heading('The secret is open')
  return showText(person, text, person.presses())
}

/** From the message to the text, by an opener page that is anywhere else: it leads to the server's own page. */
export async function readThroughServersPage(
  tab: Tab,
  { message, passphrase, text, server }: Given & { server: string },
): Promise<Presses> {
  const person = counting(tab)
  await person.toFront()
  await person.goto(message)
  await person.click('link', linkName)
  await person.heading('A secret is waiting for you')
  const page = await person.clickToTab('link', `Open ${server}`)
  const there = counting(page)
  await there.click('button', 'Click to reveal')
  await there.click('button', 'Copy to clipboard')
  await there.says('Copied')
  await there.close(person)
  await person.paste()
  if (passphrase !== undefined) {
    await person.type('Passphrase from the sender', passphrase)
    await person.click('button', 'Open')
  }
  await person.heading('The secret is open')
  return showText(person, text, person.presses() + there.presses())
}

async function showText(tab: Tab, text: string, opened: number): Promise<Presses> {
  const covered = await tab.value('Secret')
  if (covered.includes(text)) throw new Error('The text was on the screen before anybody asked for it.')
  await tab.click('button', 'Show')
  const shown = await tab.value('Secret')
  if (shown !== text) throw new Error(`The text is ${JSON.stringify(shown)}.`)
  return { opened, read: opened + 1 }
}

/** The line that a run prints of one journey. */
export const pressesLine = (engine: string, way: string, { opened, read }: Presses): string =>
  `${engine}, ${way}: the secret is open after ${opened} presses, its text on the screen after ${read}.`

/** A tab that Playwright drives. */
export function playwrightTab(page: Page, context: BrowserContext = page.context()): Tab {
  const part = (role: 'button' | 'link', name: string) => page.getByRole(role, { name, exact: true })
  const field = (label: string) => page.getByLabel(label, { exact: true })
  return {
    goto: async address => void (await page.goto(address)),
    click: (role, name) => part(role, name).click(),
    async clickToTab(role, name) {
      const opening = context.waitForEvent('page')
      await part(role, name).click()
      const opened = await opening
      await opened.waitForLoadState()
      return playwrightTab(opened)
    },
    type: (label, text) => field(label).fill(text),
    value: label => field(label).inputValue(),
    heading: text => page.getByRole('heading', { level: 1, name: text, exact: true }).waitFor(),
    says: text => page.getByText(text).first().waitFor(),
    paste: () => page.keyboard.press('Control+V'),
    reload: async () => void (await page.reload()),
    newTab: async () => playwrightTab(await context.newPage()),
    async close(next) {
      await page.close()
      await next.toFront()
    },
    toFront: () => page.bringToFront(),
  }
}

/** A tab of Firefox, which puppeteer drives. */
export function puppeteerTab(browser: Browser, page: FirefoxPage): Tab {
  async function ready(role: string, name: string) {
    const found = await page.locator(`::-p-aria(${name}[role="${role}"])`).waitHandle()
    await page.waitForFunction(part => part.ariaDisabled !== 'true', {}, found)
    return found
  }
  // A field for a passphrase has no role, so it is found as a person finds it.
  async function field(label: string) {
    const labelled = (label: string) =>
      [...document.querySelectorAll('label')].find(one => one.innerText.trim() === label)?.control ??
      undefined
    return (await page.waitForFunction(labelled, {}, label)) as ElementHandle<HTMLElement>
  }
  const saying = (text: string, where: string) =>
    page.waitForFunction(
      (text, where) =>
        [...document.querySelectorAll<HTMLElement>(where)].some(part => part.innerText.includes(text)),
      {},
      text,
      where,
    )
  return {
    goto: async address => void (await page.goto(address)),
    click: (role, name) => ready(role, name).then(found => found.click()),
    async clickToTab(role, name) {
      const before = new Set(browser.targets())
      const opening = browser.waitForTarget(target => target.type() === 'page' && !before.has(target))
      await ready(role, name).then(found => found.click())
      const opened = await (await opening).page()
      if (!opened) throw new Error('No tab was opened.')
      return puppeteerTab(browser, opened)
    },
    async type(label, text) {
      const found = await field(label)
      await found.click({ count: 3 })
      await page.keyboard.type(text)
    },
    value: async label =>
      (await field(label)).evaluate(found => ('value' in found ? String(found.value) : '')),
    heading: async text => void (await saying(text, 'h1')),
    says: async text => void (await saying(text, 'body')),
    async paste() {
      await page.keyboard.down('Control')
      await page.keyboard.press('v')
      await page.keyboard.up('Control')
    },
    reload: async () => void (await page.reload()),
    newTab: async () => puppeteerTab(browser, await browser.newPage()),
    async close(next) {
      await page.close()
      await next.toFront()
    },
    toFront: () => page.bringToFront(),
  }
}
