import { wordsOf } from '../../lib/domain/secret-generator'

/**
 * 2048 words in the person's language, loaded on demand. Accents are removed, since not every keyboard has
 * them and not every server encodes them alike; no two words differ only in accents.
 */
export async function wordlistIn(lang: string): Promise<readonly string[]> {
  const { wordlist } = await (lang === 'fr'
    ? import('@scure/bip39/wordlists/french.js')
    : import('@scure/bip39/wordlists/english.js'))
  return wordlist.map(word => word.normalize('NFD').replace(/\p{M}/gu, ''))
}

export const random = (array: Uint32Array<ArrayBuffer>): Uint32Array => crypto.getRandomValues(array)

/** Five words are 55 bits: plenty for the half of a key that never travels with the other half. */
export const inventPassphrase = async (lang: string): Promise<string> =>
  wordsOf(await wordlistIn(lang), random, 5, '-')
