import { expect } from '@playwright/test'
import type { Server } from '../../server/server'
import { alice } from './accounts'
import { type Ended, linkLeadsTo } from './ends'
import { chooseServer, shares } from './journey'
import type { Case } from './nothing-lost'
import type { PersonsBrowser } from './persons-browser'
import type { Tab } from './tab'

/** What a person shares, to be found again to the letter. */
export const written = 'hunter2-Correct\n\tline two \u{1F512}'

/** Asks the background, as our own pages do. */
export const ask = (
  { evaluate }: Pick<PersonsBrowser, 'evaluate'>,
  name: string,
  given?: unknown,
): Promise<{ reply?: unknown; failure?: unknown }> =>
  evaluate(question => chrome.runtime.sendMessage(question) as Promise<object>, {
    to: 'background',
    name,
    ask: given,
  })

/** The next secret goes to this server, in an account's name if one is wanted. */
export async function begin(
  { person, server }: { person: Pick<PersonsBrowser, 'evaluate'>; server: Server },
  withAccount = false,
): Promise<void> {
  await chooseServer(person, server.origin)
  if (!withAccount) return
  const given = { name: 'Billing', server: server.origin, user: alice.user, token: alice.token }
  const { reply } = await ask(person, 'addAccount', given)
  await chooseServer(person, server.origin, { account: (reply as { id: string }).id })
}

/** Writes a text and presses. */
export async function share(popup: Tab, text: string): Promise<void> {
  await popup.fill(/your secret/, text)
  await popup.press(/share as secret/)
}

/** Waits until the server has answered so many shares. */
export const answeredBy = (server: Server, times: number) =>
  expect
    .poll(() => shares(server).filter(({ status }) => status > 0).length, { message: 'the server answers' })
    .toBe(times)

/** Every link that a person finds in the popup: those in sight, and those that a button copies. */
export async function linksIn(popup: Tab): Promise<string[]> {
  const inSight = (await popup.words()).match(/https?:\/\/\S+\/secret\/[\w#.-]+/g) ?? []
  const copied: string[] = []
  for (let which = 0; which < (await popup.buttons(/^copy the link$/)); which++) {
    await popup.press(/^copy the link$/, which)
    copied.push(await popup.evaluate(() => navigator.clipboard.readText()))
  }
  return [...new Set([...inSight, ...copied])]
}

/** Waits for the link of what was just shared. */
export async function linkOf(popup: Tab): Promise<string> {
  await expect
    .poll(() => popup.valueOf(/one-time link/), { message: 'the link', timeout: 10_000 })
    .toContain('/secret/')
  return (await popup.valueOf(/one-time link/)) ?? ''
}

/** What the clipboard does from now on: it refuses, or never answers. */
export async function breakClipboard(
  { person, chromium }: Case,
  how: 'refuses' | 'never answers',
): Promise<void> {
  if (person.name === 'Chromium') {
    // Its own hidden page copies: `execCommand` does it, and the answer is a promise that was resolved.
    const broken =
      how === 'refuses'
        ? 'document.execCommand = () => false'
        : 'Promise.resolve = () => new Promise(() => {})'
    await chromium.inPages(`if (location.pathname === '/offscreen.html') { ${broken} }`)
    return
  }
  await person.evaluate(async how => {
    const background = (await chrome.runtime.getBackgroundPage()) as unknown as typeof globalThis
    // Made of that page's own functions: one of this page would die with it.
    const never = background.Promise.race.bind(background.Promise, new background.Array<never>())
    const refused = background.Promise.reject.bind(background.Promise, 'refused')
    const value = how === 'refuses' ? refused : never
    background.Object.defineProperty(background.navigator.clipboard, 'writeText', { value })
  }, how)
}

/** Shares from a popup while the clipboard refuses: there is a link, and nobody has it yet. */
export async function shareUncopied(world: Case, text = written): Promise<{ popup: Tab; link: string }> {
  await begin(world)
  await breakClipboard(world, 'refuses')
  const popup = await world.person.open('popup.html')
  await share(popup, text)
  return { popup, link: await linkOf(popup) }
}

/** How a link ends that is to be found in a popup that opens anew. */
export async function linkIsKept({ person, server }: Case, link: string): Promise<Ended> {
  const anew = await person.open('popup.html')
  await expect.poll(() => linksIn(anew), { message: 'the link' }).toContain(link)
  return linkLeadsTo(link, written, server)
}

/** A click on our menu item, with what the browser says was selected, in a tab that nobody may look into. */
export const clickMenu = ({ chromium }: Case, selectionText: string): Promise<void> =>
  chromium.worker().evaluate(async selectionText => {
    const tab = await chrome.tabs.create({ url: 'chrome://version' })
    const clicked = chrome.contextMenus.onClicked as unknown as {
      dispatch(info: object, tab: object): void
    }
    clicked.dispatch({ menuItemId: 'share', frameId: 0, pageUrl: 'chrome://version/', selectionText }, tab)
  }, selectionText)
