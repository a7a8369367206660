import { parseMessagesFile } from '@wxt-dev/i18n/build'
import type { Translate } from '../../components/translation'

/** The sentences of a language, straight from `locales/`, the way the browser would give them. */
export async function wordsOf(language: 'en' | 'fr'): Promise<Map<string, string>> {
  const messages = await parseMessagesFile(`locales/${language}.yml`)
  return new Map(
    messages.map(message => [message.key.join('.'), 'message' in message ? message.message : '']),
  )
}

export async function translateIn(language: 'en' | 'fr'): Promise<Translate> {
  const words = await wordsOf(language)
  const t = (key: string, substitutions: (string | number)[] = []) => {
    const found = words.get(key)
    if (found === undefined) throw new Error(`no sentence for ${key}`)
    return found.replaceAll(/\$(\d)/g, (_, place) => String(substitutions[Number(place) - 1]))
  }
  return t as Translate
}
