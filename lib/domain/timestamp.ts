import * as z from 'zod/mini'

/**
 * Milliseconds since 1970, up to the latest a `Date` can represent (ECMA-262, 21.4.1.1), so that all can be
 * displayed.
 */
export const Timestamp = /* @__PURE__ */ z
  .int()
  .check(/* @__PURE__ */ z.minimum(0), /* @__PURE__ */ z.maximum(8.64e15))
