import * as z from 'zod/mini'

/**
 * How many items of each kind are unreadable. `rest`: those that are recreated automatically. `newer`:
 * those written by a newer version, which are not damaged and are left alone.
 */
export const CorruptStorageReport = z.strictObject({
  settings: z.int(),
  history: z.int(),
  accounts: z.int(),
  keys: z.int(),
  rest: z.int(),
  newer: z.int(),
})
export type CorruptStorageReport = z.infer<typeof CorruptStorageReport>
