import { readdirSync } from 'node:fs'
import { generateChromeMessages, parseMessagesFile } from '@wxt-dev/i18n/build'
import type { Translate } from '../../components/translation'

/** The tags of all languages: one file each. */
export const languages = readdirSync('locales')
  .filter(file => file.endsWith('.yml'))
  .map(file => file.replace('.yml', ''))

/** The sentences of a language, straight from `locales/`, the way the browser would give them. */
export async function wordsOf(language: string): Promise<Map<string, string>> {
  const messages = await parseMessagesFile(`locales/${language}.yml`)
  return new Map(
    messages
      .filter(({ key }) => !key[0]?.startsWith('@@'))
      .map(message => [message.key.join('.'), 'message' in message ? message.message : '']),
  )
}

export async function translateIn(language: string): Promise<Translate> {
  const words = await wordsOf(language)
  const t = (key: string, substitutions: (string | number)[] = []) => {
    const found = words.get(key)
    if (found === undefined) throw new Error(`no sentence for ${key}`)
    return found.replaceAll(/\$(\d)/g, (_, place) => String(substitutions[Number(place) - 1]))
  }
  return t as Translate
}

/** What the built extension has at `/_locales/…/messages.json`, by what writes it there. */
export async function localeFile(path: string): Promise<unknown> {
  const language = /^\/_locales\/(\w+)\/messages\.json$/.exec(path)?.[1]?.replace('_', '-')
  return generateChromeMessages(await parseMessagesFile(`locales/${language}.yml`))
}
