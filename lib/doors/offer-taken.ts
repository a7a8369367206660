import * as z from 'zod/mini'

/** The one thing that our words in a page may say: the person pressed their button. */
const Said = z.strictObject({
  to: z.literal('background'),
  name: z.literal('takeOffer'),
  ask: z.strictObject({ id: z.uuid(), frameId: z.int().check(z.nonnegative()), field: z.uuid() }),
})

/** Our words stand in the page itself, in none of its frames. */
const Sender = z.object({ id: z.string(), frameId: z.literal(0), tab: z.object({ id: z.int() }) })

export type OfferTaken = { id: string; tabId: number; frameId: number; field: string }

/**
 * Which offer was taken up, in which tab; `undefined` for anybody and anything else. Whoever controls a page's
 * process can say this too, and gains the link of a text that the page itself held.
 */
export function readOfferTaken(raw: unknown, from: unknown, ownId: string): OfferTaken | undefined {
  const said = Said.safeParse(raw)
  const sender = Sender.safeParse(from)
  if (!said.success || !sender.success || sender.data.id !== ownId) return undefined
  return { ...said.data.ask, tabId: sender.data.tab.id }
}
