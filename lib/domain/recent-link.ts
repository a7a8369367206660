import { batchOf, type RecentLink, type ShareOutcome } from './share-outcome'

/** How long a shared secret's link is kept in memory, in milliseconds. */
export const recentLinkLifetime = 10 * 60_000

/**
 * An alarm up to this many milliseconds late is merely late. Beyond that the clock was set, or the computer
 * slept.
 */
const lateness = 60_000

/**
 * Whether dropping it would lose something: nobody has copied its link yet, or the value that the server
 * generated.
 */
export const isNeeded = ({ copied, shared, valueCopied }: RecentLink): boolean =>
  copied !== 'yes' || (shared.value !== undefined && !valueCopied)

/**
 * Whether it stays beside this outcome: it is needed, or it is one of several links whose others are being
 * made or shown, so that the sender sees who has theirs.
 */
export const staysBeside = (outcome: ShareOutcome | undefined, link: RecentLink): boolean =>
  isNeeded(link) || (link.shared.batch !== undefined && batchOf(outcome)?.id === link.shared.batch.id)

/** When the first of them expires, in milliseconds; `undefined` when there are none. */
export const nextExpiry = (links: readonly RecentLink[]): number | undefined =>
  links.length === 0 ? undefined : Math.min(...links.map(({ until }) => until))

/**
 * What is left when the alarm that was set for `due` fires. Alarms run on a monotonic clock, so the alarm
 * is right that `due` has come; any further advance of the clock does not count as age. In milliseconds.
 */
export function afterAlarm(links: readonly RecentLink[], due: number, now: number): RecentLink[] {
  const late = now - due
  const ahead = late > lateness ? late : 0
  return links
    .filter(({ until }) => until > Math.max(due, now - ahead))
    .map(link => (ahead === 0 ? link : { ...link, until: link.until + ahead }))
}

/**
 * What is left when the links are read, and until when. While the alarm set for `due` has not fired, the
 * clock alone hides nothing: if it says otherwise it was set forward, and the link gets its full lifetime
 * again. The same goes for a clock set back to before the link was made, which would otherwise keep it for
 * hours. In milliseconds.
 */
export function afterLook(links: readonly RecentLink[], due: number | undefined, now: number): RecentLink[] {
  return links.flatMap(link => {
    const { until } = link
    if (until - now > recentLinkLifetime) return [{ ...link, until: now + recentLinkLifetime }]
    if (until > now) return [link]
    if (due === undefined) return []
    return [now - due > lateness ? { ...link, until: now + recentLinkLifetime } : link]
  })
}
