import { type ComponentChild, render } from 'preact'
import { directionOf, TranslationProvider, type translationsIn } from './translation'

/** Renders a screen into one of our pages, in the language of `words`. */
export function mount(words: ReturnType<typeof translationsIn>, title: string, screen: ComponentChild): void {
  const { t } = words
  document.documentElement.lang = t('language')
  document.documentElement.dir = directionOf(t('language'))
  document.title = title
  const place = document.querySelector('#app') ?? document.body
  render(<TranslationProvider value={words}>{screen}</TranslationProvider>, place)
}

/**
 * Opens one of our pages. If its data can't be read or the background doesn't answer, the page says so
 * instead of staying blank; that view is loaded only then.
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
