import { render } from 'preact'
import type { Format } from '../../components/format'
import { OpenerModel as Model } from '../../components/opener/model'
import { Opener } from '../../components/opener/Opener'
import { type Translate, TranslationProvider } from '../../components/translation'

/** Language → key → sentence: those of `locales/` that this page can say, put here by the build. */
declare const SENTENCES: Record<string, Record<string, string>>
// Named once, as the build puts a copy wherever it is named.
const sentences = SENTENCES

/** Code → the language's name in itself. */
const languages = Object.fromEntries(
  Object.entries(sentences).map(([language, said]) => [language, said['opener.language'] ?? language]),
)

/** The first of these that is spoken here, else English. */
const languageFor = (wanted: readonly string[]): string =>
  wanted.map(tag => tag.slice(0, 2).toLowerCase()).find(language => language in languages) ?? 'en'

function translateIn(language: string): Translate {
  const t = (key: string, substitutions: (string | number)[] = []) =>
    (sentences[language]?.[key] ?? key).replaceAll(/\$(\d)/g, (_, place) =>
      String(substitutions[Number(place) - 1]),
    )
  // The type is the extension's, made from the same files; here no browser gives the sentences.
  return t as Translate
}

/** What the page was opened with; the key does not stay in the address, nor in this tab's history. */
function takeFragment(): string {
  const { hash, pathname, search } = location
  if (hash !== '') history.replaceState(null, '', pathname + search)
  return hash
}

const fragment = takeFragment()
const app = document.querySelector('#app') ?? document.body
const icon = document.querySelector<HTMLLinkElement>('link')?.href ?? ''
// Over plain http browsers give a page no cryptography.
const able = crypto.subtle !== undefined && 'DecompressionStream' in window
const pasteKeys = matchMedia('(pointer: coarse)').matches
  ? undefined
  : /Mac/.test(navigator.platform)
    ? '⌘ V'
    : 'Ctrl + V'
/** No sentence here has a figure in it, so that what writes figures stays out of the page. */
const wordsIn = (language: string) => ({
  t: translateIn(language),
  get format(): Format {
    throw new Error('no figures here')
  },
})
let words = wordsIn(languageFor(navigator.languages))

const model = new Model({
  copy: text => navigator.clipboard.writeText(text),
  later(act, milliseconds) {
    const timer = setTimeout(act, milliseconds)
    return () => clearTimeout(timer)
  },
})

function draw(): void {
  document.documentElement.lang = words.t('language')
  document.title = words.t('opener.title')
  const onChoose = (language: string) => {
    words = wordsIn(language)
    draw()
  }
  render(
    <TranslationProvider value={words}>
      <Opener
        model={model}
        able={able}
        pasteKeys={pasteKeys}
        languages={{ all: languages, onChoose, icon }}
      />
    </TranslationProvider>,
    app,
  )
}

/** Each ends in something that the page shows. */
const unheard = () => {}

// Another link to this page, typed or clicked in the same tab, changes the fragment and loads nothing.
window.addEventListener('hashchange', () => model.arrive(takeFragment()))
document.addEventListener('paste', event => {
  // Not the event's target, which in Firefox may be a field that the cursor has left.
  const inField = document.activeElement?.matches('input, textarea') ?? false
  const text = event.clipboardData?.getData('text/plain') ?? ''
  if (inField || text === '') return
  event.preventDefault()
  void model.paste(text).catch(unheard)
})
document.addEventListener('visibilitychange', () => {
  if (document.hidden) model.hide()
})
window.addEventListener('pagehide', model.forget)

// First what it was opened with, so that nothing else flashes.
void model.arrive(fragment).catch(unheard)
draw()
