import * as z from 'zod/mini'

export const classes = ['lower', 'upper', 'digits', 'symbols'] as const
export type Class = (typeof classes)[number]

export const separators = ['-', ' ', '.', '_'] as const
export const lengths = { least: 8, most: 128 } as const
export const counts = { least: 3, most: 12 } as const
export const pins = { least: 4, most: 12 } as const

/** How a secret is made up; remembered from one to the next. */
export const Recipe = z.strictObject({
  kind: z.enum(['password', 'words', 'pin', 'server']),
  /** Characters of a password, by whomever it is made. */
  length: z.int().check(z.minimum(lengths.least), z.maximum(lengths.most)),
  /** Of each of these a password has at least one. */
  classes: z.array(z.enum(classes)).check(z.minLength(1), z.maxLength(classes.length)),
  /** Whether a password may hold characters that look like others. */
  lookAlikes: z.boolean(),
  /** Words. */
  count: z.int().check(z.minimum(counts.least), z.maximum(counts.most)),
  separator: z.enum(separators),
  /** Digits of a PIN. */
  digits: z.int().check(z.minimum(pins.least), z.maximum(pins.most)),
})
export type Recipe = z.infer<typeof Recipe>

export const firstRecipe: Recipe = {
  kind: 'password',
  length: 20,
  classes: [...classes],
  lookAlikes: false,
  count: 6,
  separator: '-',
  digits: 6,
}
