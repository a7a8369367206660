import type { Draft } from './draft'
import { Fault } from './fault'

/** One @ with something on both sides, and nothing that could end a header or begin another address. */
const address = /^[^\s\p{Cc}\p{Cf}@,;<>]+@[^\s\p{Cc}\p{Cf}@,;<>]+$/u

/**
 * The address the server mails the link to; `undefined` for none. Checked only loosely: the server knows
 * what a valid address is.
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

/** An address copied from a page is often still a `mailto:` link (RFC 6068). */
function addressIn(typed: string): string {
  const [, coded] = /^mailto:([^?]*)/i.exec(typed) ?? []
  if (coded === undefined) return typed
  try {
    return decodeURIComponent(coded).trim()
  } catch {
    return coded
  }
}
