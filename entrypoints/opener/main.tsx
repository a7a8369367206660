import { render } from 'preact'
import { type Format, joinSentences } from '../../components/format'
import { later } from '../../components/later'
import { languageFor } from '../../components/opener/language-choice'
import { OpenerModel as Model } from '../../components/opener/model'
import { Opener } from '../../components/opener/Opener'
import { createOwnServer } from '../../components/opener/own-server'
import { saveAsFile } from '../../components/save-as-file'
import { directionOf, type Translate, TranslationProvider } from '../../components/translation'
import { browserAt } from './browser-at'
import { whenChanged } from './signals'

/**
 * The messages of `locales/` that this page uses, inlined by the build: tag → all of them, each ending in a line feed.
 * In place of its key, the build puts a message's number.
 */
declare const SENTENCES: Record<string, string>
const sentences = SENTENCES
const languages = Object.keys(sentences)

function translateIn(language: string): Translate {
  const all = sentences[language]?.split('\n') ?? []
  const t = (key: unknown, substitutions: (string | number)[] = []) =>
    key === 'language'
      ? language
      : (all[Number(key)] ?? '').replaceAll(/\$(\d)/g, (_, place) => String(substitutions[place - 1]))
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
/** What the page itself says of browsers that are too old, before and without this script. */
const unable = (language: string) =>
  joinSentences(
    language,
    [...document.querySelectorAll(`#unable :is([lang="${language}"], [lang=""])`)].map(
      part => part.textContent,
    ),
  )
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
let words = wordsIn(languageFor(navigator.languages, languages))

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
  const { t } = words
  const language = t('language')
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
  document.title = t('opener.title')
  const onChoose = (language: string) => {
    words = wordsIn(language)
    draw()
  }
  render(
    <TranslationProvider value={words}>
      <Opener
        model={model}
        obstacle={
          obstacle === 'insecure'
            ? joinSentences(language, [t('opener.insecure'), t('revealFault.untouched')])
            : obstacle && unable(language)
        }
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
whenChanged(draw)
// What it says of old browsers comes after this script.
if (obstacle === 'old') document.addEventListener('DOMContentLoaded', draw)
else draw()
