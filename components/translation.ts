import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { i18n } from '#i18n'
import { createFormat, type Format } from './format'

/** Gives the sentence for a key of `locales/`; a key that is not there does not compile. */
export type Translate = (typeof i18n)['t']

const Words = createContext<{ t: Translate; format: Format } | undefined>(undefined)

/** The language of a screen: its sentences, and the figures in them. */
export const translationsIn = (t: Translate) => ({ t, format: createFormat(t('language')) })
export const TranslationProvider = Words.Provider

export function useTranslation() {
  const words = useContext(Words)
  if (!words) throw new Error('a screen without words')
  return words
}
