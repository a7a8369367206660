import type { Row } from './row'
import { border } from './rows-lines'

const element = (name: string, html: string, mode = 'open') =>
  `<script>customElements.define('${name}', class extends HTMLElement { connectedCallback() {
    const root = this.attachShadow({ mode: '${mode}' }); root.innerHTML = ${JSON.stringify(html)}; if ('${mode}' === 'closed') window.inside = root } })</script>`

const closedText = element('x-c', '<p>Password: hunter2</p>', 'closed')

export const rowsOfRoots: Row[] = [
  {
    name: 'a slot in an open root, three clicks',
    body: `<x-a>API_KEY=hunter2-slotted</x-a>${element('x-a', '<p><b>Key:</b> <slot></slot> <i>(keep safe)</i></p>')}`,
    select: { triple: 'x-a >>> p' },
    wanted: { better: 'Key: API_KEY=hunter2-slotted (keep safe)', because: border, orUnsent: true },
    by: ['keys', 'menu'],
  },
  {
    name: 'from light text over an open root to light text',
    body: `<p id=a>Login: bob</p><x-b></x-b><p id=b>end of it</p>${element('x-b', '<p>Password: hunter2</p>')}`,
    select: { drag: ['#a', '#b'] },
    wanted: 'either',
    by: ['keys', 'menu'],
  },
  {
    name: 'from light text over a closed root to light text',
    body: `<p id=a>Login: bob</p><x-c></x-c><p id=b>end of it</p>${closedText}`,
    select: { drag: ['#a', '#b'] },
    wanted: 'either',
    by: ['keys', 'menu'],
  },
  {
    name: 'a line in an open root, three clicks',
    body: `<p>before</p><x-b></x-b><p>after</p>${element('x-b', '<p>Password: hunter2</p><p>second</p>')}`,
    select: { triple: 'x-b >>> p' },
    wanted: { better: 'Password: hunter2', because: border, orUnsent: true },
    by: ['keys', 'menu'],
  },
  {
    name: 'a line in a closed root, three clicks',
    body: `<p>before</p><x-c></x-c><p>after</p>${closedText}`,
    select: { triple: 'inside >>> p' },
    wanted: { better: 'Password: hunter2', because: border, orUnsent: true },
    by: ['keys', 'menu'],
  },
  {
    name: 'two slots in another order than in the document',
    body: `<x-d><span slot=two>second-hunter2</span><span slot=one>first</span></x-d>${element('x-d', '<p><slot name=one></slot> and <slot name=two></slot></p>')}`,
    select: { triple: 'x-d >>> p' },
    wanted: 'either',
  },
  {
    name: 'a slot in a slot',
    body: `<x-o><b id=a>hunter2-deep</b></x-o>${element('x-i', '<p>inner (<slot></slot>)</p>')}${element('x-o', '<x-i><slot></slot></x-i>')}`,
    select: { drag: ['#a', '#a'] },
    wanted: 'exact',
    only: 'chromium',
  },
  {
    name: 'from light text into an open root',
    body: `<p id=a>Login: bob</p><x-b></x-b><p>end</p>${element('x-b', '<p>Password: hunter2</p>')}`,
    select: { drag: ['#a', 'x-b >>> p'] },
    wanted: 'either',
  },
  {
    name: 'from one open root into another',
    body: `<x-b id=a></x-b><p>between</p><x-b id=b></x-b>${element('x-b', '<p>Password: hunter2</p>')}`,
    select: { drag: ['#a >>> p', '#b >>> p'] },
    wanted: 'either',
    only: 'chromium',
  },
  {
    name: 'a textarea in an open root',
    body: `<x-t></x-t>${element('x-t', '<textarea>one\thunter2\ntwo</textarea>')}`,
    select: { all: 'x-t >>> textarea' },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  {
    name: 'a textarea in a closed root',
    body: `<x-t></x-t>${element('x-t', '<textarea>one\thunter2\ntwo</textarea>', 'closed')}`,
    select: { all: 'inside >>> textarea' },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  {
    name: 'a text that is shown in no slot',
    body: `<p id=a>Login: bob</p><x-n>not shown</x-n><p id=b>end</p>${element('x-n', '<i>only this is shown</i>')}`,
    select: { drag: ['#a', '#b'] },
    wanted: 'either',
    only: 'chromium',
  },
]
