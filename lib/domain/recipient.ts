import type { Draft } from './draft'
import { Fault } from './fault'

/** One @ with something on both sides, and nothing that could end a header or begin another address. */
const address = /^[^\s\p{Cc}\p{Cf}@,;<>]+@[^\s\p{Cc}\p{Cf}@,;<>]+$/u

/**
 * Whom the server is to mail the link to; none for nobody. Only loosely looked at: what an address is, servers know.
 * @throws Fault `badRecipient`; `recipientNeedsAccount`, as servers mail for accounts only
 */
export function recipientOf({
  recipient,
  account,
}: Pick<Draft, 'recipient' | 'account'>): string | undefined {
  if (recipient.trim() === '') return undefined
  const typed = addressIn(recipient.trim())
  if (!address.test(typed)) throw new Fault('badRecipient')
  if (account === null) throw new Fault('recipientNeedsAccount')
  return typed
}

/** Copied from a page, an address often comes as the link that it was (RFC 6068). */
function addressIn(typed: string): string {
  const [, coded] = /^mailto:([^?]*)/i.exec(typed) ?? []
  if (coded === undefined) return typed
  try {
    return decodeURIComponent(coded).trim()
  } catch {
    return coded
  }
}
