import { expect } from '@playwright/test'
import type { Server } from '../../server/server'
import type { PersonsBrowser } from './persons-browser'
import { keepOn, sealOn } from './sealed'
import type { Tab } from './tab'

export const kinds = ['sealed', 'sealed with a passphrase', 'standard', 'standard with a passphrase'] as const
export type Kind = (typeof kinds)[number]

/** A secret on a server, as somebody else has put it there, and what its recipient was given. */
export type Secret = { kind: Kind; text: string; link: string; key: string; passphrase: string | undefined }

const text = 'hunter2-Correct\n\tline two \u{1F512} "quoted" \\ end'

export async function putSecret(server: Server, kind: Kind, words = text): Promise<Secret> {
  const passphrase = kind.endsWith('passphrase') ? 'glue-noble' : undefined
  const link = kind.startsWith('sealed')
    ? await sealOn(server, { text: words }, passphrase)
    : `${server.origin}/secret/${await keepOn(server, { secret: words, ...(passphrase ? { passphrase } : {}) })}`
  return { kind, text: words, link, key: new URL(link).pathname.split('/').at(-1) ?? '', passphrase }
}

/** Gives the link to a page that asks for one. */
export async function give(tab: Tab, { link }: Secret): Promise<void> {
  await tab.fill(/link to a secret/, link)
  await tab.press(/^continue$/)
}

/** A new tab in which the secret is ready to be read; nothing is asked of the server yet. */
export async function ready(person: PersonsBrowser, secret: Secret): Promise<Tab> {
  const tab = await person.open('reveal.html')
  await give(tab, secret)
  await expect.poll(() => tab.buttons(/^read the secret$/)).toBe(1)
  if (secret.kind === 'standard with a passphrase') await tab.fill(/^passphrase/, secret.passphrase ?? '')
  return tab
}

export const press = (tab: Tab) => tab.press(/^read the secret$/)

/** The one reading. */
export async function read(person: PersonsBrowser, secret: Secret): Promise<Tab> {
  const tab = await ready(person, secret)
  await press(tab)
  return tab
}

/** A new tab with the same link, as somebody who clicks on it once more. */
export async function again(person: PersonsBrowser, secret: Secret): Promise<Tab> {
  const tab = await person.open('reveal.html')
  await give(tab, secret)
  return tab
}

/** Waits until what was fetched is in the page, opened or still to be opened. */
export const fetched = (tab: Tab, { kind }: Secret): Promise<void> =>
  expect
    .poll(() => tab.buttons(kind === 'sealed with a passphrase' ? /^open$/ : /^forget$/), {
      message: 'it is fetched',
      timeout: 12_000,
    })
    .toBeGreaterThan(0)

/** What the page offers by now. It is a loss, and not waited on, once the page says that it has nothing to offer. */
async function wayOn(tab: Tab, reading = true): Promise<string | undefined> {
  const words = await tab.words()
  const ways = [/^show$/, /^open$/, ...(reading ? [/^read the secret$/] : [])]
  for (const way of ways) if ((await tab.buttons(way)) > 0) return way.source
  if (/tell the sender|try again\s*$|most likely/im.test(words)) throw new Lost(`The page says: ${words}`)
  return undefined
}

class Lost extends Error {}

/** A page that is just loading says nothing, which is no loss. */
const unlessLost = (looking: Promise<string | undefined>): Promise<string | undefined> =>
  looking.catch(error => {
    if (error instanceof Lost) throw error
    return undefined
  })

/**
 * Opens what is in the page and looks at it. Where the page offers to read it, that is pressed: whoever counts what the
 * server was asked sees whether it was here.
 */
export async function open(tab: Tab, { kind, text, passphrase }: Secret): Promise<void> {
  await expect
    .poll(() => unlessLost(wayOn(tab)), { message: 'something to press', timeout: 12_000 })
    .toBeDefined()
  if ((await tab.buttons(/^read the secret$/)) > 0) {
    if (kind === 'standard with a passphrase') await tab.fill(/^passphrase/, passphrase ?? '')
    await press(tab)
    await expect
      .poll(() => unlessLost(wayOn(tab, false)), { message: 'an answer', timeout: 12_000 })
      .toBeDefined()
  }
  if (kind === 'sealed with a passphrase') {
    await tab.fill(/^passphrase/, passphrase ?? '')
    await tab.press(/^open$/)
  }
  await tab.press(/^show$/)
  await expect.poll(() => tab.valueOf(/^secret/), { message: 'the text' }).toBe(text)
}
