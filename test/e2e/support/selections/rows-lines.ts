import type { Reason, Row } from './row'

export const border: Reason = 'its last line break is only the border of a block'

const oneLine = (name: string, body: string, place: string, more: Partial<Row> = {}): Row => ({
  name: `one line of ${name}, three clicks`,
  body,
  select: { triple: place },
  wanted: { better: 'hunter2-Correct', because: border },
  ...more,
})

const secret = 'hunter2-Correct'

export const rowsOfLines: Row[] = [
  oneLine('a paragraph', `<p>${secret}</p><p>next paragraph</p>`, 'p', { by: ['keys', 'menu'] }),
  oneLine('a list', `<ul><li>${secret}<li>next</ul>`, 'li', { by: ['keys', 'menu'] }),
  oneLine('a table cell', `<table><tr><td>${secret}<td>next<tr><td>below</table>`, 'td', {
    by: ['keys', 'menu'],
  }),
  oneLine('a header cell', `<table><tr><th>${secret}<th>next</table>`, 'th', { only: 'chromium' }),
  oneLine('code', `<p>before</p><code>${secret}</code><p>next</p>`, 'code'),
  oneLine('a div', `<div>${secret}</div><div>next</div>`, 'div', { by: ['keys', 'menu'] }),
  oneLine('a pre of one line', `<pre>${secret}</pre><p>next</p>`, 'pre'),
  oneLine('a pre of three', `<pre>${secret}\nsecond\nthird</pre>`, 'pre'),
  oneLine('a definition', `<dl><dt>${secret}<dd>next</dl>`, 'dt'),
  oneLine('a heading', `<h1>${secret}</h1><p>next</p>`, 'h1', { only: 'chromium' }),
  oneLine('a quotation', `<blockquote>${secret}</blockquote>next`, 'blockquote', { only: 'chromium' }),
  oneLine('a paragraph before a field', `<p>${secret}</p><input value="other">`, 'p', { only: 'chromium' }),
  oneLine('the last paragraph', `<p>before</p><p id=it>${secret}</p>`, '#it', { only: 'chromium' }),
  oneLine(
    'an item in flex',
    `<div style="display:flex"><span>${secret}</span><span>next</span></div>`,
    'span',
    {
      only: 'chromium',
    },
  ),
  {
    name: 'several paragraphs, by the mouse',
    body: '<p id=a>Login: bob</p><p>between</p><p id=b>Password: hunter2</p>',
    select: { drag: ['#a', '#b'] },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  {
    name: 'two paragraphs to the start of the third, so that it ends with a line break',
    body: '<p id=a>Login: bob</p><p id=b>Password: hunter2</p><p id=c>next</p>',
    select: {
      run: 'const s = getSelection(); s.setBaseAndExtent(a.firstChild, 0, c.firstChild, 0)',
      at: '#a',
    },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  {
    name: 'cells of a table, by the mouse',
    body: '<table border=1><tr><td id=a>user<td>bob<tr><td>password<td id=b>hunter2<tr><td>last<td>row</table>',
    select: { drag: ['#a', '#b'] },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  {
    name: 'a table between paragraphs, by the mouse',
    body: '<p id=a>before</p><table><tr><td>user<td>bob<tr><td>password<td>hunter2</table><p id=b>after</p>',
    select: { drag: ['#a', '#b'] },
    wanted: 'exact',
  },
  {
    name: 'lists in a list, by the mouse',
    body: '<ul><li id=a>one<ul><li>one and a half<li>nearly two</ul><li>two<ol><li id=b>hunter2</ol></ul>',
    select: { drag: ['#a', '#b'] },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  {
    name: 'numbered items, whose numbers are not text',
    body: '<ol start=7><li id=a>seven<li>eight<li id=b>nine</ol>',
    select: { drag: ['#a', '#b'] },
    wanted: 'exact',
    only: 'chromium',
  },
  {
    name: 'lines with breaks in them',
    body: '<p id=a>one<br>two<br><br>four<br></p><p id=b>end</p>',
    select: { drag: ['#a', '#b'] },
    wanted: 'exact',
  },
  {
    name: 'a whole page, Ctrl+A',
    body: '<h1>Accounts</h1><p>Login: bob</p><hr><p>Password: <b>hunter2</b></p>',
    select: { all: 'p' },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  {
    name: 'a pre with tabs and empty lines',
    body: '<pre>user:\tdeploy\n\tpassword:  hunter2\n\n# end of file\n</pre>',
    select: { run: 'getSelection().selectAllChildren(document.querySelector("pre"))', at: 'pre' },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  {
    name: 'a part of a word, by the mouse, over two styles',
    body: '<p>the password is <b id=a>hunter2</b>-<i id=b>Correct</i>, for now</p>',
    select: { drag: ['#a', '#b'] },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
]
