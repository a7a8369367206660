import type { Row } from './row'

const over = (name: string, html: string, more: Partial<Row> = {}): Row => ({
  name,
  body: `<p id=a>before</p>${html}<p id=b>after</p>`,
  select: { drag: ['#a', '#b'] },
  wanted: 'exact',
  ...more,
})

export const rowsOfLayout: Row[] = [
  over(
    'over what may not be selected',
    '<p style="user-select:none;-webkit-user-select:none">line 12</p><p>hunter2</p>',
    { by: ['keys', 'menu'] },
  ),
  over('over hidden text', '<p style="visibility:hidden">unseen</p><p>hunter2</p>'),
  over('over text that is not displayed', '<p style="display:none">unseen</p><p>hunter2</p>'),
  over('over text of no opacity', '<p style="opacity:0">unseen</p><p>hunter2</p>'),
  over(
    'over text for screen readers alone',
    '<p>hunter2 <span style="position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)">unseen</span></p>',
  ),
  over('over text of no size', '<p>hunter2 <span style="font-size:0">unseen</span></p>', {
    only: 'chromium',
  }),
  over('over details that are closed', '<details><summary>more</summary>hunter2 inside</details>'),
  over('over details that are open', '<details open><summary>more</summary>hunter2 inside</details>', {
    only: 'chromium',
  }),
  over('over two columns', '<div style="columns:2"><p>hunter2</p><p>second</p></div>', { only: 'chromium' }),
  over(
    'over boxes in a row, in another order',
    '<div style="display:flex"><span style="order:2">two</span><span style="order:1">one</span></div>',
    { wanted: 'either' },
  ),
  over(
    'over a grid',
    '<div style="display:grid;grid-template-columns:1fr 1fr"><b>user</b><i>bob</i><b>password</b><i>hunter2</i></div>',
    { wanted: 'either' },
  ),
  over(
    'over inline blocks',
    '<p><span style="display:inline-block">hunter2</span><span style="display:inline-block">Correct</span></p>',
  ),
  over('over something that floats', '<p><span style="float:right">right</span>hunter2</p>'),
  over('over a heading that sticks', '<h2 style="position:sticky;top:0">heading</h2><p>hunter2</p>', {
    only: 'chromium',
  }),
  over('over text that is out of sight', '<div style="content-visibility:auto"><p>hunter2 far</p></div>', {
    only: 'chromium',
  }),
  over(
    'over a box that scrolls',
    '<div style="height:20px;overflow:hidden"><p>hunter2</p><p>out of sight</p></div>',
  ),
  {
    name: 'vertical text',
    body: '<p id=a style="writing-mode:vertical-rl;height:200px">hunter2 縦書き<br>second line</p>',
    select: { run: 'getSelection().selectAllChildren(a)', at: '#a' },
    wanted: 'exact',
  },
  {
    name: 'text from right to left',
    body: '<p id=a dir=rtl>סיסמה: hunter2 كلمة ١٢٣</p>',
    select: { run: 'getSelection().selectAllChildren(a)', at: '#a' },
    wanted: 'exact',
  },
  {
    name: 'a field for writing, plain text only',
    body: '<div id=a contenteditable=plaintext-only style="white-space:pre-wrap">one\thunter2\ntwo</div>',
    select: { all: '#a' },
    wanted: 'exact',
    only: 'chromium',
  },
  {
    name: 'an island that can not be written in',
    body: '<div id=a contenteditable>one <span contenteditable=false>hunter2</span> two</div>',
    select: { all: '#a' },
    wanted: 'exact',
  },
  {
    name: 'a field for writing with lines',
    body: '<div id=a contenteditable><div>first hunter2</div><div><br></div><div>third</div></div>',
    select: { all: '#a' },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  {
    name: 'two parts at once, with Ctrl held',
    body: '<p id=a>Login: bob</p><p>between</p><p id=b>hunter2</p>',
    select: {
      drags: [
        ['#a', '#a'],
        ['#b', '#b'],
      ],
    },
    wanted: 'either',
    only: 'firefox',
  },
  {
    name: 'two words of a line at once, with Ctrl held',
    body: '<p><b id=a>user</b> between <b id=b>hunter2</b></p>',
    select: {
      drags: [
        ['#a', '#a'],
        ['#b', '#b'],
      ],
    },
    wanted: 'either',
    only: 'firefox',
    by: ['keys', 'menu'],
  },
  {
    name: 'cells of a column, with Ctrl held',
    body: '<table border=1><tr><td id=a>one<td>x<tr><td id=b>two<td>y</table>',
    select: {
      drags: [
        ['#a', '#a'],
        ['#b', '#b'],
      ],
    },
    wanted: 'exact',
    only: 'firefox',
  },
]
