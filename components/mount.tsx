import { type ComponentChild, render } from 'preact'
import { TranslationProvider, type translationsIn } from './translation'

/** Puts a screen on a page of ours, in the language of its words. */
export function mount(words: ReturnType<typeof translationsIn>, title: string, screen: ComponentChild): void {
  const { t } = words
  document.documentElement.lang = t('language')
  document.documentElement.dir = t('@@bidi_dir')
  document.title = title
  const place = document.querySelector('#app') ?? document.body
  render(<TranslationProvider value={words}>{screen}</TranslationProvider>, place)
}

/**
 * Opens a page of ours. Where what it is made of can't be read, or nobody answers, the page says so instead of
 * staying blank; that is loaded only then.
 */
export function openOrApologise(
  words: ReturnType<typeof translationsIn>,
  title: string,
  open: () => Promise<void>,
): void {
  void open().catch(() => sayNotOpened(words, title))
}

export async function sayNotOpened(words: ReturnType<typeof translationsIn>, title: string): Promise<void> {
  const { PageNotOpened } = await import('./Unavailable')
  mount(words, title, <PageNotOpened again={() => location.reload()} />)
}
