import * as z from 'zod/mini'
import type { Letter } from './letter'
import { checkCharacters } from './plaintext'

const Plaintext = z.strictObject({
  text: z.string(),
  note: z.exactOptional(z.string()),
  pad: z.exactOptional(z.string().check(z.regex(/^ *$/))),
})

/**
 * The letter in a plaintext. Rejects what can't have been meant, too: no text, half a character, a member that is there
 * twice. The error tells nothing of what was read.
 */
export function readPlaintext(bytes: Uint8Array): Letter {
  try {
    const json = strictUtf8(bytes)
    const members = Plaintext.parse(JSON.parse(json))
    // `JSON.parse` takes the last of two, other parsers the first: they would show two people two texts.
    if (quotesIn(json) !== 4 * Object.keys(members).length) throw new Error('a member twice')
    const { text, note } = members
    if (text.trim() === '') throw new Error('no text')
    checkCharacters(text)
    checkCharacters(note ?? '')
    return note === undefined ? { text } : { text, note }
  } catch {
    // The parsers' own words quote what they read, which is the secret.
    throw new Error('the plaintext is not a letter')
  }
}

/** Without those that are escaped: four for each member, whose values are texts. */
const quotesIn = (json: string): number => json.replace(/\\./g, '').split('"').length - 1

const strictUtf8 = (bytes: Uint8Array) =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
