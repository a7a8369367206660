import first from '../vectors/recorded-0.1.0.json' with { type: 'json' }

/** A profile as `test/tools/record-profile.ts` records it. */
export const recorded = first

/** The moments of an entry, in milliseconds. */
const moments = ['created', 'expires', 'checked', 'settled', 'burning']

function later(value: Record<string, unknown>, by: number): Record<string, unknown> {
  const moved = moments.flatMap(name => (typeof value[name] === 'number' ? [[name, value[name] + by]] : []))
  return { ...value, ...Object.fromEntries(moved) }
}

/** Its disk as if it had been recorded at `now`: what would have ended since is still under way. */
export const diskAt = (now: number): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries<unknown>(first.local).map(([key, value]) => [
      key,
      key.startsWith('entry:') ? later(value as Record<string, unknown>, now - first.clock) : value,
    ]),
  )

/** Its memory, with a link that was made five minutes before `now`. */
export const memoryAt = (now: number) => ({
  ...first.session,
  outcome: { ...first.session.outcome, until: now + 5 * 60_000 },
})

const deposited = new Set(
  Object.entries(first.local).flatMap(([key, value]) =>
    'handle' in value && /^eyJ/.test(value.handle) ? [key] : [],
  ),
)

/** A disk without what changes when a version has opened it, while no server answers. */
export const settledDisk = (disk: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(disk).flatMap(([key, value]) => {
      if (!(key in first.local) || key === 'deposits') return []
      if (!key.startsWith('entry:')) return [[key, value]]
      const { checked: _, failures: __, handle, ...entry } = value as Record<string, unknown>
      // What came under its lock is encrypted anew.
      return [[key, deposited.has(key) ? entry : { ...entry, handle }]]
    }),
  )

/** A disk before there was a lock, under which something could come. */
export const withoutDeposits = (disk: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(disk).filter(([key]) => key !== 'deposits' && !deposited.has(key)))
