import type { Param } from './params'
import type { TtlRules } from './settings'

/** The seconds a server will keep a secret for, whatever was asked; undefined when it stumbles over the value. */
export function clampTtl(
  asked: Param | undefined,
  rules: TtlRules,
  withAccount: boolean,
): number | undefined {
  const longest = withAccount ? rules.account : rules.anonymous
  if (asked === undefined || asked === null) return rules.absent === 'longest' ? longest : rules.absent
  if (typeof asked !== 'string' && typeof asked !== 'number') return undefined
  const seconds = Number.parseInt(String(asked), 10) || 0
  if (seconds <= 0 && rules.junk === 'longest') return longest
  if (seconds < rules.floor) return rules.raised
  return Math.min(seconds, longest)
}
