import { expect } from '@playwright/test'
import type { Server } from '../../server/server'
import { hostileScript, told } from './hostile'
import type { PersonsBrowser, Visited } from './persons-browser'
import { expectUnread, type Sent } from './recipient'
import type { Tab } from './tab'

/** A region that every Cachet knows, and where a server of the tests' answers for it: its pages spy. */
export const eu = 'https://eu.onetimesecret.com'
export const inEu = { hosts: ['eu.onetimesecret.com'], server: { settings: { hostileScript } } }

/** Where a tab is; nowhere while it goes elsewhere. */
export const place = (tab: Tab): Promise<string> => tab.address().catch(() => '')

const kept = (tab: Tab) => tab.evaluate(async () => Object.values(await chrome.storage.session.get(null)))

/** Waits until a tab shows the page on which a secret is read, and proves that it is this one. */
export async function expectTaken(tab: Tab, found: Record<string, unknown>): Promise<void> {
  await expect.poll(() => place(tab), { message: 'our page' }).toMatch(/-extension:\/\/[^/]+\/reveal\.html#/)
  expect(await kept(tab)).toContainEqual(expect.objectContaining(found))
}

/** The page of somebody else's is shown, to its end, and no link was taken. */
export async function expectLeft(person: PersonsBrowser, tab: Visited, address: string): Promise<void> {
  await tab.says(/click to reveal/i)
  expect(await place(tab)).toBe(address)
  const revealing = await person.evaluate(async () =>
    Object.keys(await chrome.storage.session.get(null)).filter(key => key.startsWith('revealing:')),
  )
  expect(revealing).toEqual([])
}

/** No script of the site ever ran, no address with the key is left in the tab, and nothing was read. */
export async function expectKeyUnseen(tab: Visited, server: Server, sent: Sent): Promise<void> {
  expect(told(server), 'no script of the site ever ran').toEqual([])
  expect((await tab.trail()).join()).not.toContain(sent.key)
  expectUnread(server, sent)
}
