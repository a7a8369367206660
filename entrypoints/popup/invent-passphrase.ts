import { words } from '../../lib/rules/passphrase'

/** Five words in the person's language. The list is fetched only when it is asked for. */
export async function inventPassphrase(lang: string): Promise<string> {
  const { wordlist } = await (lang === 'fr'
    ? import('@scure/bip39/wordlists/french.js')
    : import('@scure/bip39/wordlists/english.js'))
  return words(wordlist, array => crypto.getRandomValues(array))
}
