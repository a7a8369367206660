import type { checks } from './checks'

type Breakage = [criterion: string, check: keyof typeof checks, source: string]

/** What each check must find in the composer once this was done to it: `style(rules)` adds rules, `put(name,
 * properties)` an element under the heading; the rest is plain DOM. */
export const breakages: readonly Breakage[] = [
  ['4.1.2', 'names', `document.querySelector('.share .button').textContent = ''`],
  ['3.1.1', 'structure', `document.documentElement.lang = 'xx'`],
  ['1.3.2', 'structure', `document.documentElement.dir = 'rtl'`],
  ['2.4.2', 'structure', `document.title = ' '`],
  ['1.3.1 2 main', 'structure', `put('main', { textContent: 'x' })`],
  ['1.3.1 h3', 'structure', `put('h3', { textContent: 'Title' })`],
  ['2.4.6', 'structure', `document.querySelector('main h1').textContent = ''`],
  [
    '3.3.1',
    'structure',
    `document.querySelector('#label').ariaInvalid = 'true'; document.querySelector('#label').removeAttribute('aria-describedby')`,
  ],
  ['3.3.2', 'structure', `document.querySelector('label[for=label]').remove()`],
  [
    '3.3.8',
    'structure',
    `document.querySelector('#passphrase').addEventListener('paste', event => event.preventDefault())`,
  ],
  ['2.5.3', 'structure', `document.querySelector('.share .button').ariaLabel = 'something else'`],
  [
    '2.5.7',
    'structure',
    `put('p', { className: 'drop-here', textContent: 'here' }); for (const field of document.querySelectorAll('[type=file]')) field.remove()`,
  ],
  [
    '2.5.8',
    'structure',
    `style('.aside .button, .tabs button { max-inline-size: 9px; max-block-size: 9px; padding: 0 !important; overflow: hidden } .tabs, .tabs * { gap: 1px !important; justify-content: start !important }')`,
  ],
  ['1.4.13', 'structure', `style('.hint:hover { display: none }')`],
  ['1.4.11 edge', 'colours', `style('textarea { border-color: #eee }')`],
  ['1.4.11 icon', 'colours', `style('.aside .button { color: #ddd }')`],
  ['1.4.1, 1.4.11', 'colours', `style('.segment input:checked + span { outline-color: #ddd }')`],
  ['1.4.1 a state', 'colours', `put('div', { className: 'notice', textContent: '\\u00a0' })`],
  ['1.4.10', 'narrow', `style('.share { min-inline-size: 360px }')`],
  [
    '1.4.12 cut off',
    'spaced',
    `style('.extras summary { block-size: 36px; overflow: hidden; white-space: nowrap; inline-size: 270px }')`,
  ],
  ['1.4.12 overlap', 'layout', `style('.extras summary { margin-block-start: -40px }')`],
  ['2.4.11', 'zoomed', `style('.share { position: fixed !important; inset: 40px 0 0 }')`],
  ['2.4.7', 'keyboard', `style('* { outline: none !important }')`],
  ['1.4.11 focus', 'keyboard', `style('* { outline-color: #eee !important }')`],
  ['2.1.1', 'keyboard', `document.querySelector('#label').tabIndex = -1`],
  [
    '2.1.2',
    'keyboard',
    `document.querySelector('#label').addEventListener('keydown', event => event.preventDefault())`,
  ],
  ['2.4.3 focus goes back', 'keyboard', `document.querySelector('#label').tabIndex = 1`],
  [
    '2.4.3 focus goes up',
    'keyboard',
    `style('.composer { display: flex !important; flex-direction: column-reverse }')`,
  ],
  ['2.4.11', 'keyboard', `style('html { scroll-padding: 0 !important } .share { min-block-size: 300px }')`],
  ['axe color-contrast', 'axe', `style('.hint { color: #ccc }')`],
  ['axe image-alt', 'axe', `put('img', { src: '/icon.svg' })`],
  [
    '4.1.3',
    'announced',
    `put('p', { role: 'status', textContent: 'Saved.' }); return new Promise(done => setTimeout(done, 400))`,
  ],
]
