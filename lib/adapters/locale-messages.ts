import * as z from 'zod/mini'
import type { Language } from '../domain/language'

const LocaleMessages = z.record(z.string(), z.object({ message: z.string() }))

/**
 * The messages of a language other than the browser's, from the extension's own files. Reading one takes
 * some 60 kB from the disk, so it is read only when a recipient's language is another.
 * @param read parses a JSON file of the extension, by its path
 * @returns gives a key's message with `$1` and so on filled in, as the browser does
 * @throws if the file cannot be read
 */
export async function readLocaleMessages(read: (path: string) => Promise<unknown>, language: Language) {
  const path = `/_locales/${language.replace('-', '_')}/messages.json`
  const messages = LocaleMessages.parse(await read(path))
  return (key: string, substitutions: unknown = []): string => {
    const found = messages[key.replaceAll('.', '_')]
    if (!found) throw new Error(`no message for ${key} in ${language}`)
    // Named places are filled where the message is put together.
    const given: unknown[] = Array.isArray(substitutions) ? substitutions : []
    return found.message.replaceAll(/\$(\d)/g, (_, place) => String(given[place - 1] ?? ''))
  }
}
