import type { Translate } from '../../components/words'

/** Language → key → sentence: those of `locales/` that this page can say, put here by the build. */
declare const SENTENCES: Record<string, Record<string, string>>
// Named once, as the build puts a copy wherever it is named.
const sentences = SENTENCES

/** Code → the language's name in itself. */
export const languages = Object.fromEntries(
  Object.entries(sentences).map(([language, said]) => [language, said['opener.language'] ?? language]),
)

/** The first of these that is spoken here, else English. */
export const languageFor = (wanted: readonly string[]): string =>
  wanted.map(tag => tag.slice(0, 2).toLowerCase()).find(language => language in languages) ?? 'en'

export function translateIn(language: string): Translate {
  const t = (key: string, substitutions: (string | number)[] = []) =>
    (sentences[language]?.[key] ?? key).replaceAll(/\$(\d)/g, (_, place) =>
      String(substitutions[Number(place) - 1]),
    )
  // The type is the extension's, made from the same files; here no browser gives the sentences.
  return t as Translate
}
