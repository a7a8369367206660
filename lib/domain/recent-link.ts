import type { RecentLink } from './share-outcome'

/** The link of a shared secret is kept in memory for this long, in milliseconds. */
export const recentLinkLifetime = 10 * 60_000

/** By so many milliseconds an alarm may be late, and it is only late. More is a clock that was set, or a computer that slept. */
const lateness = 60_000

/** Whether it would be lost with its place: nobody has its link yet, or what the server made up. */
export const isNeeded = ({ copied, shared, valueCopied }: RecentLink): boolean =>
  copied !== 'yes' || (shared.value !== undefined && !valueCopied)

/** When the first of them is to be forgotten, in milliseconds; none when nothing is kept. */
export const nextExpiry = (links: readonly RecentLink[]): number | undefined =>
  links.length === 0 ? undefined : Math.min(...links.map(({ until }) => until))

/**
 * What is left when the alarm rings that was set for `due`. It runs by a clock that nobody can set, so it is right
 * about what was due; by how much more the clock is ahead than it should be, nothing has aged. In milliseconds.
 */
export function afterAlarm(links: readonly RecentLink[], due: number, now: number): RecentLink[] {
  const late = now - due
  const ahead = late > lateness ? late : 0
  return links
    .filter(({ until }) => until > Math.max(due, now - ahead))
    .map(link => (ahead === 0 ? link : { ...link, until: link.until + ahead }))
}

/**
 * What is left when somebody looks, and until when. By the clock alone nothing is hidden while the alarm that is set
 * for it, at `due`, has not rung: then the clock was set forward, and it has its whole time again. It has it, too,
 * where the clock was set back to before it was made, or it would be kept for hours. In milliseconds.
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
