import * as z from 'zod/mini'

/**
 * How many pieces of each kind cannot be read. `rest`: what is made anew without anybody's help. `newer`: what a newer
 * version made, which is no damage, and stays.
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
