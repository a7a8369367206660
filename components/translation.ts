import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { i18n } from '#i18n'
import { createFormat, type Format } from './format'

/** The message for a key of `locales/`; an unknown key doesn't compile. */
export type Translate = (typeof i18n)['t']

const Words = createContext<{ t: Translate; format: Format } | undefined>(undefined)

/** A screen's language: its messages and number formats. */
export const translationsIn = (t: Translate) => ({ t, format: createFormat(t('language')) })
export const TranslationProvider = Words.Provider

export function useTranslation() {
  const words = useContext(Words)
  if (!words) throw new Error('a screen without words')
  return words
}

/** The direction in which a language is written. Browsers tell that of their own interface, which may be another. */
export const directionOf = (language: string): 'ltr' | 'rtl' =>
  /^(ar|fa|he|ur)\b/.test(language) ? 'rtl' : 'ltr'
