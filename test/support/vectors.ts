import { readFileSync } from 'node:fs'
import { decode } from 'jose/base64url'
import * as z from 'zod/mini'

const Vectors = z.object({
  vectors: z.array(
    z.object({
      name: z.string(),
      linkKey: z.string(),
      passphrase: z.optional(z.string()),
      stored: z.string(),
    }),
  ),
})

/** A sealed text that opens, by its name in `test/vectors/envelope.json`. */
export function vector(name: string) {
  const file = readFileSync(new URL('../vectors/envelope.json', import.meta.url), 'utf8')
  const found = Vectors.parse(JSON.parse(file)).vectors.find(vector => vector.name === name)
  if (!found) throw new Error(`no vector ${name}`)
  return { ...found, linkKey: decode(found.linkKey), passphrase: found.passphrase ?? '' }
}
