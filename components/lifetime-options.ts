import { lifetimesUnder, type Policy } from '../lib/domain/policy'
import type { translationsIn } from './translation'

/**
 * The lifetime options, in seconds, up to the longest the server is known to grant, which is marked as such.
 * A longer lifetime chosen for another server stays in the list rather than silently changing.
 */
export function lifetimeOptions(
  { t, format }: ReturnType<typeof translationsIn>,
  chosen: number,
  longest: number | undefined,
  policy: Policy = {},
) {
  const within = lifetimesUnder(policy).filter(seconds => longest === undefined || seconds <= longest)
  const known = longest === undefined || longest > (policy.longestLifetime ?? longest) ? [] : [longest]
  const offered = [...new Set([...within, ...known, chosen])]
  return offered
    .sort((one, other) => one - other)
    .map(seconds => ({ value: String(seconds), label: label(format.duration(seconds), seconds) }))

  function label(duration: string, seconds: number): string {
    return seconds === longest ? t('limits.longest', [duration]) : duration
  }
}
