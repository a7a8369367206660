import { belongs, contentKey } from './content-key'
import { isLocked, keyOf, type Lock, locksIn } from './envelope'
import { readings } from './readings'
import { headerStarts } from './sealed-parts'
import { sealedShapes } from './sealed-shapes'
import { allSealed } from './stored-text'

/** What a text lacks to be a sealed one. `partial`: both ends, or it is not known which. */
export type Missing = 'cutAtEnd' | 'cutAtStart' | 'altered' | 'partial' | 'nothing'

/** Why nothing opened, as far as it can be known. `otherLock`: link and text disagree on whether it takes a passphrase. */
export type WhyNot = Missing | 'otherLink' | 'otherLock'

/** Characters of a text that are looked at: a hostile one must cost little. */
const most = { characters: 100_000, tried: 10 }

/** Of a text in which nothing opened. `lock`: of the link that it was opened with. Never rejects. */
export async function whyNotOpened(stored: string, lock: Lock): Promise<WhyNot> {
  const locked = lock.passphrase !== undefined
  const why = whyNoneFits(stored, locked)
  if (why) return why
  const fitting = allSealed(stored).filter(jwe => isLocked(jwe) === locked)
  for (const jwe of fitting.slice(0, locked ? 1 : most.tried)) {
    if (await isOfLock(jwe, lock)) return 'altered'
  }
  return 'otherLink'
}

/**
 * Why no sealed text in this can be what a link leads to, by the headers alone; `undefined` where one can. `locked`:
 * whether the link says that it takes a passphrase.
 */
export function whyNoneFits(stored: string, locked: boolean): WhyNot | undefined {
  const locks = locksIn(stored)
  if (locks.has(locked)) return undefined
  if (locks.has(!locked)) return 'otherLock'
  return locks.size === 0 ? whatIsMissing(stored) : 'altered'
}

/** Its key is right, so it is the text that is not. */
async function isOfLock(jwe: string, lock: Lock): Promise<boolean> {
  try {
    const content = await contentKey(jwe, keyOf(lock))
    // With a passphrase, the encrypted key has a check of its own.
    return content !== undefined && (lock.passphrase !== undefined || (await belongs(jwe, content)))
  } catch {
    return false
  }
}

/** Of a text that holds no whole sealed one. */
export function whatIsMissing(text: string): Missing {
  const found = new Set<Missing>()
  for (const reading of readings(text.slice(0, most.characters), sealedShapes)) found.add(missingIn(reading))
  const order = ['cutAtEnd', 'altered', 'cutAtStart', 'partial'] as const
  return order.find(missing => found.has(missing)) ?? 'nothing'
}

/** A header's end, `"typ":"cachet"}`, in the three ways in which base64 may have it; then the ends, which are known. */
const endOfHeader = String.raw`(?:ImNhY2hldCJ9|iY2FjaGV0In0|JjYWNoZXQifQ)[\w-]{0,200}`
// Each run of signs is looked through once: a hostile one may be long.
const lacksStart = new RegExp(
  String.raw`${endOfHeader}\.[\w-]*\.[\w-]{16}\.|\.[\w-]{16}\.[\w-]{20,}\.[\w-]{22}|(?<![\w-])[\w-]{20,}\.[\w-]{22}(?![\w-])`,
)

function missingIn(reading: string): Missing {
  const start = headerStarts.map(start => reading.indexOf(start)).find(at => at >= 0)
  if (start === undefined) {
    if (lacksStart.test(reading)) return 'cutAtStart'
    return /eyJ[\w-]{20}|[\w-]{60}/.test(reading) ? 'partial' : 'nothing'
  }
  const parts = reading.slice(start).split('.', 5)
  return parts.length === 5 && /^[\w-]{22}/.test(parts[4] ?? '') ? 'altered' : 'cutAtEnd'
}
