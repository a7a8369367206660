import * as z from 'zod/mini'

const second = 1000
const day = 24 * 60 * 60 * second

/** What 0.1.0 remembered of an account's list: everything made before the second `newest` was looked at. Frozen. */
const First = z.looseObject({
  version: z.literal(1),
  asked: z.int(),
  newest: z.int(),
  brokenUntil: z.int(),
})

/** As it is remembered since. A second that lies ahead of our own clock tells of the server's, and nothing else. */
export function fromFirst(raw: unknown): unknown {
  const { data } = First.safeParse(raw)
  if (!data) return raw
  const { newest, ...rest } = data
  const upTo = newest * second > data.asked + day ? Math.floor(data.asked / second) : newest - 1
  return { ...rest, version: 2, lookedAt: { keys: [], upTo } }
}
