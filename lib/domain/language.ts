import * as z from 'zod/mini'

/** The languages that Cachet speaks: the tags of `locales/`. */
export const languages = ['ar', 'de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt-BR'] as const
export const Language = z.enum(languages)
export type Language = z.infer<typeof Language>

/** A language by its own name, for people who read it: `Deutsch`, `Português (Brasil)`. */
export function languageName(language: Language): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}
