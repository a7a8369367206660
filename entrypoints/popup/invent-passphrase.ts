import { words } from '../../lib/rules/generator'
import { random, wordlistIn } from './wordlist'

/** Five words are 55 bits, which is plenty for the half of a key that never travels with the other half. */
export const inventPassphrase = async (lang: string): Promise<string> =>
  words(await wordlistIn(lang), random, 5, '-')
