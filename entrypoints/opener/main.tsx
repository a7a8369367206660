import { render } from 'preact'
import type { Format } from '../../components/format'
import { later } from '../../components/later'
import { OpenerModel as Model } from '../../components/opener/model'
import { Opener } from '../../components/opener/Opener'
import { createOwnServer } from '../../components/opener/own-server'
import { saveAsFile } from '../../components/save-as-file'
import { type Translate, TranslationProvider } from '../../components/translation'
import { browserAt } from './browser-at'

/** Those messages of `locales/` that this page uses, inlined by the build: in each language, in the order of the keys. */
declare const SENTENCES: { keys: string[]; said: Record<string, string[]> }
// Referenced once, since the build inlines a copy at each reference.
const { keys, said } = SENTENCES
const sentence = (language: string, key: string): string => said[language]?.[keys.indexOf(key)] ?? key

/** Code → the language's own name for itself. */
const languages = Object.fromEntries(
  Object.keys(said).map(language => [language, sentence(language, 'opener.language')]),
)

/** The first of the preferred languages that we have, else English. */
const languageFor = (wanted: readonly string[]): string =>
  wanted.map(tag => tag.slice(0, 2).toLowerCase()).find(language => language in languages) ?? 'en'

function translateIn(language: string): Translate {
  const t = (key: string, substitutions: (string | number)[] = []) =>
    sentence(language, key).replaceAll(/\$(\d)/g, (_, place) => String(substitutions[Number(place) - 1]))
  // The extension's type, generated from the same files; here the messages don't come from the browser.
  return t as Translate
}

/**
 * The fragment the page was opened with. Removed from the address and history, so the key doesn't stay there.
 */
function takeFragment(): string {
  const { hash, pathname, search } = location
  if (hash !== '') history.replaceState(null, '', pathname + search)
  return hash
}

const fragment = takeFragment()
const app = document.querySelector('#app') ?? document.body
const icon = document.querySelector<HTMLLinkElement>('link')?.href ?? ''

/** Whether raw DEFLATE is there, for compressed secrets. Chrome up to 102 has the class without it. */
function canInflate(): boolean {
  try {
    return new DecompressionStream('deflate-raw') !== undefined
  } catch {
    return false
  }
}

// Over plain http, browsers don't provide `crypto.subtle`.
const obstacle = crypto.subtle === undefined ? 'insecure' : canInflate() ? undefined : 'old'
const pasteKeys = matchMedia('(pointer: coarse)').matches
  ? undefined
  : /Mac/.test(navigator.platform)
    ? '⌘ V'
    : 'Ctrl + V'
/** No message here contains a number, so the number formatting is left out of the page. */
const wordsIn = (language: string) => ({
  t: translateIn(language),
  get format(): Format {
    throw new Error('no figures here')
  },
})
let words = wordsIn(languageFor(navigator.languages))

/** In a frame, a press may not be meant for this page. */
const own =
  location.protocol.startsWith('http') && window.top === window
    ? createOwnServer(browserAt(location.origin))
    : undefined

const model = new Model({
  own,
  copy: text => navigator.clipboard.writeText(text),
  save: (text, binary) => saveAsFile('secret-as-received.txt', text, binary),
  later,
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
        obstacle={obstacle}
        pasteKeys={pasteKeys}
        languages={{ all: languages, onChoose, icon }}
      />
    </TranslationProvider>,
    app,
  )
}

/** Errors are ignored here: the page already shows each of them. */
const unheard = () => {}

// Opening another link to this page in the same tab changes only the fragment; nothing reloads.
window.addEventListener('hashchange', () => model.arrive(takeFragment()))
document.addEventListener('paste', event => {
  // Not the event's target, which in Firefox may be a field that no longer has focus.
  const inField = document.activeElement?.matches('input, textarea') ?? false
  const text = event.clipboardData?.getData('text/plain') ?? ''
  if (inField || text === '') return
  event.preventDefault()
  void model.paste(text).catch(unheard)
})
document.addEventListener('visibilitychange', () => {
  if (document.hidden) model.hide()
})
window.addEventListener('pagehide', model.leave)
window.addEventListener('beforeunload', event => {
  if (model.losesByLeaving()) event.preventDefault()
})

// Handle the fragment before the first draw, so that nothing else flashes.
void model.arrive(fragment).catch(unheard)
draw()
