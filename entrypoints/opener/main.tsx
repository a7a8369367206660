import { render } from 'preact'
import type { Format } from '../../components/format'
import { createOpener } from '../../components/opener/model'
import { Opener } from '../../components/opener/Opener'
import { WordsProvider } from '../../components/words'
import { languageFor, languages, translateIn } from './language'

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

const model = createOpener({
  copy: text => navigator.clipboard.writeText(text),
  later(milliseconds, act) {
    const timer = setTimeout(act, milliseconds)
    return () => clearTimeout(timer)
  },
  changed: draw,
})

function draw(): void {
  document.documentElement.lang = words.t('language')
  document.title = words.t('opener.title')
  const onChoose = (language: string) => {
    words = wordsIn(language)
    draw()
  }
  render(
    <WordsProvider value={words}>
      <Opener
        model={model}
        able={able}
        pasteKeys={pasteKeys}
        languages={{ all: languages, onChoose, icon }}
      />
    </WordsProvider>,
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
