import * as z from 'zod/mini'
import { findSealed } from '../domain/sealed-text'
import { isSecretPage, linkAt, longestLink } from '../domain/sniff'

// A server's page may be hostile, and whoever controls its process can impersonate our script there. So
// nothing but these messages is accepted from a page, and all they can do is open our own page, which waits
// for the user.

/** The two messages from the script in a server's page. */
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

/** The script asks for the rest of its code, to show a note. */
const Wanted = z.strictObject({
  to: z.literal('background'),
  name: z.literal('note'),
  ask: z.strictObject({}),
})

/** Not a prerendered page, which may never be shown. Absent in Firefox, which has no prerendering. */
const seen = z.optional(z.literal('active'))

/**
 * The sender according to the browser: the page itself, none of its frames. If a script rewrote the page's
 * address, Chromium reports the one that was loaded, and the tab has the current one.
 */
const Sender = z.object({
  id: z.string(),
  url: z.url(),
  frameId: z.literal(0),
  documentLifecycle: seen,
  tab: z.object({ id: z.int(), url: z.optional(z.url()) }),
})

/** A page that a tab is about to load, according to the browser. */
const Request = z.object({
  url: z.url().check(z.maxLength(longestLink)),
  method: z.literal('GET'),
  type: z.literal('main_frame'),
  tabId: z.int().check(z.nonnegative()),
  documentLifecycle: seen,
  requestHeaders: z.array(z.object({ name: z.string() })),
})

/**
 * Prefetched and prerendered pages look like a tab's own page (`main_frame`, `active`, the requesting tab's
 * id) except for this header, which no page can set (https://wicg.github.io/nav-speculation/prefetch.html).
 */
const isAhead = ({ requestHeaders }: z.infer<typeof Request>): boolean =>
  requestHeaders.some(({ name }) => /^(sec-)?purpose$|^x-moz$/i.test(name))

/**
 * `taken`: the tab is being redirected to our page. `elsewhere`: our page is in another window. `notOurs`:
 * an unknown server.
 */
export type RedirectAnswer = 'taken' | 'elsewhere' | 'notOurs' | 'refused'

export type SealedPage = {
  /** The page's server; whether the user has added it is still to be checked. */
  origin: string
  tabId: number
  /**
   * The link as it was sent (`seen`: its key was in the part that the server received), or what the page
   * showed.
   */
  found: { given: string; seen?: true } | { given: ''; shown: string }
}

/** What a server's page handed over; `undefined` for any other sender or message. */
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

/** The tab whose page the script wants to show a note in; `undefined` for any other sender or message. */
export function readNoteWanted(raw: unknown, from: unknown, ownId: string): number | undefined {
  const sender = Sender.safeParse(from)
  if (!Wanted.safeParse(raw).success || !sender.success || sender.data.id !== ownId) return undefined
  return sender.data.tab.id
}

/** The sealed link that a tab is about to load as a page; `undefined` for any other request. */
export function readPageRequest(raw: unknown): SealedPage | undefined {
  const request = Request.safeParse(raw)
  if (!request.success || isAhead(request.data)) return undefined
  const { url, tabId } = request.data
  const found = linkIn(new URL(url))
  return found && { origin: new URL(url).origin, tabId, found }
}

/** The only message from our note in a page: the user pressed its button. */
const OfferSaid = z.strictObject({
  to: z.literal('background'),
  name: z.literal('takeOffer'),
  ask: z.strictObject({ id: z.uuid(), frameId: z.int().check(z.nonnegative()), field: z.uuid() }),
})

/** Our note is in the page itself, in none of its frames. */
const OwnWords = z.object({ id: z.string(), frameId: z.literal(0), tab: z.object({ id: z.int() }) })

type OfferTaken = { id: string; tabId: number; frameId: number; field: string }

/**
 * The offer that was accepted, and its tab; `undefined` for any other sender or message. Whoever controls a
 * page's process can send this too, and gains only the link of a text that was in the page anyway.
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
