import * as z from 'zod/mini'

/** Milliseconds since 1970, up to the last that a `Date` can hold (ECMA-262, 21.4.1.1): all may be shown. */
export const Timestamp = z.int().check(z.minimum(0), z.maximum(8.64e15))
