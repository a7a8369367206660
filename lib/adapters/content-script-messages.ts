import * as z from 'zod/mini'
import { findSealed } from '../domain/sealed-text'
import { isSecretPage, linkAt, longestLink } from '../domain/sniff'

// A page of a server may be hostile, and whoever controls its process can speak as our script there does. So
// this is all that can come from a page, and all that comes of it is our own page, waiting for a person.

/** The two things that the script in a server's page may say. */
const Said = z.discriminatedUnion('name', [
  z.strictObject({
    to: z.literal('background'),
    name: z.literal('sealedLink'),
    ask: z.strictObject({ link: z.url().check(z.maxLength(longestLink)) }),
  }),
  z.strictObject({
    to: z.literal('background'),
    name: z.literal('sealedText'),
    ask: z.strictObject({ text: z.string().check(z.maxLength(1_000_000)) }),
  }),
])

/** The script wants to say something, for which it needs more of itself. */
const Wanted = z.strictObject({
  to: z.literal('background'),
  name: z.literal('note'),
  ask: z.strictObject({}),
})

/** Not one that is loaded ahead, which nobody may ever look at. Firefox has none, and does not tell. */
const seen = z.optional(z.literal('active'))

/**
 * Who says it, by the browser's word: the page itself, none of its frames. Where a script wrote the page's address,
 * Chromium tells the one that was loaded, and the tab's is the one that stands there.
 */
const Sender = z.object({
  id: z.string(),
  url: z.url(),
  frameId: z.literal(0),
  documentLifecycle: seen,
  tab: z.object({ id: z.int(), url: z.optional(z.url()) }),
})

/** A page that a tab is about to load, by the browser's word. */
const Request = z.object({
  url: z.url().check(z.maxLength(longestLink)),
  method: z.literal('GET'),
  type: z.literal('main_frame'),
  tabId: z.int().check(z.nonnegative()),
  documentLifecycle: seen,
  requestHeaders: z.array(z.object({ name: z.string() })),
})

/**
 * What is fetched or rendered ahead looks like a tab's own page (`main_frame`, `active`, the id of the tab that
 * asked for it) in all but this header, which no page can set (https://wicg.github.io/nav-speculation/prefetch.html).
 */
const isAhead = ({ requestHeaders }: z.infer<typeof Request>): boolean =>
  requestHeaders.some(({ name }) => /^(sec-)?purpose$|^x-moz$/i.test(name))

/** `taken`: the tab is on its way to our page. `elsewhere`: our page is in another window. `notOurs`: nobody knows the server. */
export type RedirectAnswer = 'taken' | 'elsewhere' | 'notOurs' | 'refused'

export type SealedPage = {
  /** The server whose page it is: whether it is one that the person knows is yet to be asked. */
  origin: string
  tabId: number
  /** The link as it was sent (`seen`: its key stood where the server was sent it), or what the page showed. */
  found: { given: string; seen?: true } | { given: ''; shown: string }
}

/** What a page of a server handed over; `undefined` for anybody and anything else. */
export function readPageMessage(raw: unknown, from: unknown, ownId: string): SealedPage | undefined {
  const said = Said.safeParse(raw)
  const sender = Sender.safeParse(from)
  if (!said.success || !sender.success || sender.data.id !== ownId) return undefined
  const { url, tab } = sender.data
  const { origin } = new URL(url)
  const shown = [url, tab.url ?? url].map(address => new URL(address))
  if (!shown.some(page => page.origin === origin && isSecretPage(page))) return undefined
  const found = foundIn(said.data, origin)
  return found && { origin, tabId: tab.id, found }
}

/** The tab in whose page the script wants to say something; `undefined` for anybody and anything else. */
export function readNoteWanted(raw: unknown, from: unknown, ownId: string): number | undefined {
  const sender = Sender.safeParse(from)
  if (!Wanted.safeParse(raw).success || !sender.success || sender.data.id !== ownId) return undefined
  return sender.data.tab.id
}

/** The sealed link that a tab is about to load as a page; `undefined` for every other request. */
export function readPageRequest(raw: unknown): SealedPage | undefined {
  const request = Request.safeParse(raw)
  if (!request.success || isAhead(request.data)) return undefined
  const { url, tabId } = request.data
  const found = linkIn(new URL(url))
  return found && { origin: new URL(url).origin, tabId, found }
}

/** The one thing that our words in a page may say: the person pressed their button. */
const OfferSaid = z.strictObject({
  to: z.literal('background'),
  name: z.literal('takeOffer'),
  ask: z.strictObject({ id: z.uuid(), frameId: z.int().check(z.nonnegative()), field: z.uuid() }),
})

/** Our words stand in the page itself, in none of its frames. */
const OwnWords = z.object({ id: z.string(), frameId: z.literal(0), tab: z.object({ id: z.int() }) })

type OfferTaken = { id: string; tabId: number; frameId: number; field: string }

/**
 * Which offer was taken up, in which tab; `undefined` for anybody and anything else. Whoever controls a page's
 * process can say this too, and gains the link of a text that the page itself held.
 */
export function readReplaceRequest(raw: unknown, from: unknown, ownId: string): OfferTaken | undefined {
  const said = OfferSaid.safeParse(raw)
  const sender = OwnWords.safeParse(from)
  if (!said.success || !sender.success || sender.data.id !== ownId) return undefined
  return { ...said.data.ask, tabId: sender.data.tab.id }
}

function foundIn(said: z.infer<typeof Said>, origin: string): SealedPage['found'] | undefined {
  if (said.name === 'sealedText') {
    const { text } = said.ask
    return findSealed(text) === undefined ? undefined : { given: '', shown: text }
  }
  const url = new URL(said.ask.link)
  return url.origin === origin ? linkIn(url) : undefined
}

function linkIn(url: URL): SealedPage['found'] | undefined {
  const found = linkAt(url)
  return found && { given: found.link, ...(found.seen ? { seen: true as const } : {}) }
}
