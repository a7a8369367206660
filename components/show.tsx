import { type ComponentChild, render } from 'preact'
import { WordsProvider, type wordsIn } from './words'

/** Puts a screen on a page of ours, in the language of its words. */
export function show(words: ReturnType<typeof wordsIn>, title: string, screen: ComponentChild): void {
  const { t } = words
  document.documentElement.lang = t('language')
  document.documentElement.dir = t('@@bidi_dir')
  document.title = title
  const place = document.querySelector('#app') ?? document.body
  render(<WordsProvider value={words}>{screen}</WordsProvider>, place)
}
