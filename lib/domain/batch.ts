import * as z from 'zod/mini'

/** How many people one secret can be shared with at once, at most: a link for each. */
export const mostPeople = 10
export const People = z.int().check(z.minimum(1), z.maximum(mostPeople))

/**
 * A link's place among those made of one secret for several people. It is known to the sender alone: no
 * server and no recipient is told of it.
 */
export const BatchPlace = z.strictObject({
  /** Random, generated locally; the same for all links of the batch. */
  id: z.uuid(),
  /** From 1. */
  number: People,
  of: People,
})
export type BatchPlace = z.infer<typeof BatchPlace>

/** How many links are missing if the one at this place is the first that was not made. */
export const missingFrom = ({ number, of }: BatchPlace): number => of - number + 1
