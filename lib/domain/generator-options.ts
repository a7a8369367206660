import * as z from 'zod/mini'

export const characterClasses = ['lower', 'upper', 'digits', 'symbols'] as const
export type CharacterClass = (typeof characterClasses)[number]

export const wordSeparators = ['-', ' ', '.', '_'] as const
export const passwordLengths = { least: 8, most: 128 } as const
export const wordCounts = { least: 3, most: 12 } as const
export const pinLengths = { least: 4, most: 12 } as const

/** How a secret is generated; remembered for the next one. */
export const GeneratorOptions = z.strictObject({
  kind: z.enum(['password', 'words', 'pin', 'server']),
  /** Characters of a password, whether generated here or by the server. */
  length: z.int().check(z.minimum(passwordLengths.least), z.maximum(passwordLengths.most)),
  /** A password has at least one character of each of these classes. */
  classes: z.array(z.enum(characterClasses)).check(z.minLength(1), z.maxLength(characterClasses.length)),
  /** Whether a password may contain characters that look alike. */
  lookAlikes: z.boolean(),
  /** Words. */
  count: z.int().check(z.minimum(wordCounts.least), z.maximum(wordCounts.most)),
  separator: z.enum(wordSeparators),
  /** Digits of a PIN. */
  digits: z.int().check(z.minimum(pinLengths.least), z.maximum(pinLengths.most)),
})
export type GeneratorOptions = z.infer<typeof GeneratorOptions>

export const defaultGeneratorOptions: GeneratorOptions = {
  kind: 'password',
  length: 20,
  classes: [...characterClasses],
  lookAlikes: false,
  count: 6,
  separator: '-',
  digits: 6,
}
