import { belongs, contentKey } from './content-key'
import { isLocked, keyOf, type Lock } from './envelope'
import { readings } from './readings'
import { headerStarts } from './sealed-parts'
import { sealedShapes } from './sealed-shapes'
import { allSealed } from './stored-text'

/** What a text lacks to be a sealed one. `partial`: both ends, or it is not known which. */
export type Missing = 'cutAtEnd' | 'cutAtStart' | 'altered' | 'partial' | 'nothing'

/** Why nothing opened, as far as it can be known. */
export type WhyNot = Missing | 'otherLink'

/** Characters of a text that are looked at: a hostile one must cost little. */
const most = { characters: 100_000, tried: 10 }

/** Of a text in which nothing opened. `lock`: of the link that it was opened with. Never rejects. */
export async function whyNotOpened(stored: string, lock: Lock): Promise<WhyNot> {
  const whole = allSealed(stored)
  const fitting = whole.filter(jwe => isLocked(jwe) === (lock.passphrase !== undefined))
  for (const jwe of fitting.slice(0, lock.passphrase === undefined ? most.tried : 1)) {
    if (await isOfLock(jwe, lock)) return 'altered'
  }
  if (whole.length === 0) return whatIsMissing(stored)
  return whole.some(jwe => isLocked(jwe) !== undefined) ? 'otherLink' : 'altered'
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
const endOfHeader = String.raw`(?:ImNhY2hldCJ9|iY2FjaGV0In0|JjYWNoZXQifQ)[\w-]*`
const lacksStart = new RegExp(
  String.raw`${endOfHeader}\.[\w-]*\.[\w-]{16}\.|\.[\w-]{16}\.[\w-]{20,}\.[\w-]{22}|[\w-]{20,}\.[\w-]{22}(?![\w-])`,
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
