import * as z from 'zod/mini'
import { findSealed } from '../rules/stored-text'

// A page of a server may be hostile, and whoever controls its process can speak as our script there does. So
// this is all that can be said from a page, and all that comes of it is our own page, waiting for a person.

/** The two things that the script in a server's page may say. */
const Said = z.discriminatedUnion('name', [
  z.strictObject({
    to: z.literal('background'),
    name: z.literal('sealedLink'),
    ask: z.strictObject({ link: z.url().check(z.maxLength(20_000)) }),
  }),
  z.strictObject({
    to: z.literal('background'),
    name: z.literal('sealedText'),
    ask: z.strictObject({ text: z.string().check(z.maxLength(1_000_000)) }),
  }),
])

/** Who says it, by the browser's word: the page itself, none of its frames, and not one that nobody sees. */
const Sender = z.object({
  id: z.string(),
  url: z.url(),
  frameId: z.literal(0),
  /** Firefox does not tell. */
  documentLifecycle: z.optional(z.literal('active')),
  tab: z.object({ id: z.int(), incognito: z.boolean() }),
})

/** `taken`: the tab is on its way to our page. `elsewhere`: our page is in another window. */
export const Told = z.enum(['taken', 'elsewhere', 'refused'])
export type Told = z.infer<typeof Told>

export type Sealed = {
  /** The server whose page it came from: whether it is one of ours to serve is yet to be asked. */
  origin: string
  tab: { id: number; incognito: boolean }
  /** The link as it came, or what the page showed. */
  found: { given: string } | { given: ''; stored: string }
}

/** What a page of a server handed over; `undefined` for anybody and anything else. */
export function readPageMessage(raw: unknown, from: unknown, ownId: string): Sealed | undefined {
  const said = Said.safeParse(raw)
  const sender = Sender.safeParse(from)
  if (!said.success || !sender.success || sender.data.id !== ownId) return undefined
  const { origin, pathname } = new URL(sender.data.url)
  if (!pathname.startsWith('/secret/')) return undefined
  const found = foundIn(said.data, origin)
  return found && { origin, tab: sender.data.tab, found }
}

function foundIn(said: z.infer<typeof Said>, origin: string): Sealed['found'] | undefined {
  if (said.name === 'sealedText') {
    const { text } = said.ask
    return findSealed(text) === undefined ? undefined : { given: '', stored: text }
  }
  const { link } = said.ask
  const url = new URL(link)
  return url.origin === origin && url.pathname.startsWith('/secret/') ? { given: link } : undefined
}
