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

/**
 * Opens a page of ours. Where what it is made of can't be read, or nobody answers, the page says so instead of
 * staying blank; that is loaded only then.
 */
export function openOrSay(words: ReturnType<typeof wordsIn>, title: string, open: () => Promise<void>): void {
  void open().catch(() => sayNotOpened(words, title))
}

export async function sayNotOpened(words: ReturnType<typeof wordsIn>, title: string): Promise<void> {
  const { NotOpened } = await import('./NotNow')
  show(words, title, <NotOpened again={() => location.reload()} />)
}
