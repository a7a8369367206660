import type { Param } from './params'

export type Recipient =
  | { at: 'none' }
  | { at: 'invalid'; given: string }
  | { at: 'address'; obscured: string }

/** The first address given, hidden the way the servers hide it: `to***@e***.com`. */
export function readRecipient(given: Param | undefined, stars: string): Recipient {
  const first = Array.isArray(given) ? given[0] : given
  if (typeof first !== 'string' || first === '') return { at: 'none' }
  const [, name, host, top] = first.match(/^([^@\s]+)@([^@\s]+)(\.[^@.\s]+)$/) ?? []
  if (name === undefined || host === undefined || top === undefined) return { at: 'invalid', given: first }
  // 0.26 leaves a one-letter name without stars.
  const hidden = stars === '***' && name.length < 2 ? name : `${name.slice(0, 2)}${stars}`
  return { at: 'address', obscured: `${hidden}@${host.charAt(0)}${stars}${top}` }
}
