import { expect } from '@playwright/test'
import type { Server } from '../../server/server'
import { openAsRecipient, shares } from './journey'
import type { PersonsBrowser } from './persons-browser'
import { open, type Secret } from './secrets'
import type { Tab } from './tab'

/** How a case may end. Nothing else is no loss. */
export type End =
  | 'the text is here, to the letter'
  | 'it was not fetched'
  /** What came of it can be read or saved, to the letter; it was cut before it was whole. */
  | 'all that came is here'
  /** The answer is lost on the way, and the person is told that it was their own attempt. */
  | 'our own attempt is named'
  /** Its link is lost with the browser, but it can be followed and burned. */
  | 'it is in the history'
  /** Of what was to leave no trace there is none. */
  | 'no trace is left'

declare const seen: unique symbol
/** Only what is in this file makes one, after it was looked at. */
export type Ended = { end: End; [seen]: true }
const ended = (end: End): Ended => ({ end }) as Ended

/** The readings that a server was asked for, of one secret. */
export const asked = (server: Server, { key }: Pick<Secret, 'key'>) =>
  server.log.filter(({ method, path }) => method === 'POST' && path === `/api/v1/secret/${key}`)

/** The page opens the secret, without another question to the server. */
export async function textIsHere(tab: Tab, secret: Secret, server: Server): Promise<Ended> {
  await open(tab, secret)
  expect(asked(server, secret), 'asked once').toHaveLength(1)
  return ended('the text is here, to the letter')
}

/** It can be read in the page as it came, or saved so. */
export async function allIsHere(
  { tab, person }: { tab: Tab; person: PersonsBrowser },
  came: string,
  secret: Secret,
  server: Server,
): Promise<Ended> {
  await expect
    .poll(async () => (await tab.buttons(/^show$/)) + (await tab.buttons(/save/)), {
      message: 'show or save',
    })
    .toBeGreaterThan(0)
  if ((await tab.buttons(/save/)) > 0) {
    await tab.press(/save/)
    expect(await person.saved()).toContain(came)
  } else {
    await tab.press(/^show$/)
    expect(await tab.valueOf(/^secret/)).toContain(came)
  }
  expect(asked(server, secret), 'asked once').toHaveLength(1)
  return ended('all that came is here')
}

/** It says why, and the secret is where it was. */
export async function nothingWasRead(tab: Tab, secret: Secret, server: Server, why: RegExp): Promise<Ended> {
  await tab.says(why)
  expect(asked(server, secret), 'never asked').toHaveLength(0)
  expect(server.secrets().find(({ secretKey }) => secretKey === secret.key)?.state).toBe('new')
  return ended('it was not fetched')
}

/** It says why, and no text has left. `before`: the shares that are none of this case. */
export async function nothingWasSent(tab: Tab, server: Server, why: RegExp, before = 0): Promise<Ended> {
  await tab.says(why)
  expect(shares(server), 'never sent').toHaveLength(before)
  return ended('it was not fetched')
}

/** The person hears that it was most likely their own attempt, and no alarm about a stranger. */
export async function ownAttemptIsNamed(tab: Tab, secret: Secret, server: Server): Promise<Ended> {
  await tab.says(/most likely|first attempt/i)
  expect(await tab.words()).not.toMatch(/if you did not read it/i)
  expect(asked(server, secret).length).toBeGreaterThan(0)
  return ended('our own attempt is named')
}

/** The link, wherever it was found, opens to the text as its recipient opens it. */
export async function linkLeadsTo(link: string | undefined, text: string, server: Server): Promise<Ended> {
  expect(link, 'the link is here').toBeDefined()
  if (link?.includes('#')) expect((await openAsRecipient(link, server)).text).toBe(text)
  else {
    const key = new URL(link ?? '').pathname.split('/').at(-1)
    const answer = await fetch(`${server.origin}/api/v1/secret/${key}`, { method: 'POST' })
    expect(((await answer.json()) as { value: string }).value).toBe(text)
  }
  return ended('the text is here, to the letter')
}

/** What was typed stands in the composer, to the letter, and the server was asked so often. */
export async function draftIsHere(tab: Tab, text: string, server: Server, times: number): Promise<Ended> {
  await expect.poll(() => tab.valueOf(/your secret/)).toBe(text)
  expect(shares(server)).toHaveLength(times)
  return ended('the text is here, to the letter')
}

/** The popup's history lists the one secret that waits on the server. */
export async function isInHistory(person: PersonsBrowser, server: Server): Promise<Ended> {
  const popup = await person.open('popup.html')
  await popup.press(/^history/)
  await popup.says(/Waiting/)
  expect(server.secrets().map(({ state }) => state)).toEqual(['new'])
  return ended('it is in the history')
}

/** No part of what is kept, in memory or on the disk, holds any of these. */
export async function noTraceOf(
  person: Pick<PersonsBrowser, 'evaluate'>,
  words: readonly RegExp[],
): Promise<Ended> {
  const kept = await person.evaluate(async () =>
    JSON.stringify([await chrome.storage.session.get(null), await chrome.storage.local.get(null)]),
  )
  for (const word of words) expect(kept).not.toMatch(word)
  return ended('no trace is left')
}
