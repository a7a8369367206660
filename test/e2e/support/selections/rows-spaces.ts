import type { Row } from './row'

const all = (name: string, html: string, more: Partial<Row> = {}): Row => ({
  name,
  body: html,
  select: { run: 'getSelection().selectAllChildren(a)', at: '#a' },
  wanted: 'exact',
  ...more,
})

const typed = 'pass  two   end'

export const rowsOfSpaces: Row[] = [
  {
    name: 'blanks typed into a field for writing',
    body: '<div id=a contenteditable></div>',
    select: {
      run: `a.focus(); document.execCommand('insertText', false, ${JSON.stringify(typed)}); getSelection().selectAllChildren(a)`,
      at: '#a',
    },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  all('no-break spaces in prose', '<p id=a>12&nbsp;345&nbsp;€ et&nbsp;: fin</p>', { by: ['keys', 'menu'] }),
  all('narrow no-break and other spaces', '<p id=a>12&#x202f;345&#x2009;x&#x3000;y</p>', {
    only: 'chromium',
  }),
  all('no-break spaces among blanks', '<p id=a>a&nbsp; b &nbsp;c&nbsp;&nbsp;d</p>'),
  all('no-break spaces in a pre', '<pre id=a>a&nbsp;&nbsp;b  c</pre>'),
  {
    name: 'no-break spaces in a textarea',
    body: '<textarea>a&nbsp;&nbsp;b  c&nbsp;</textarea>',
    select: { all: 'textarea' },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  all('invisible characters', '<p id=a>a&#x200b;b&#x200d;c&#xfeff;d&shy;e&#x2060;f</p>', {
    by: ['keys', 'menu'],
  }),
  all('marks of direction', '<p id=a>a&#x200e;b&#x200f;c&#x202e;def&#x202c;g&#x2067;h&#x2069;</p>'),
  all('letters in two parts', '<p id=a>e&#x301; n&#x303; é ﬁ Å</p>', { only: 'chromium' }),
  all('tabs in prose', '<p id=a>a\tb\t\tc\n d</p>'),
  all('white-space: pre', '<p id=a style="white-space:pre">a\tb  c \n d\n</p>', { by: ['keys', 'menu'] }),
  all('white-space: pre-line', '<p id=a style="white-space:pre-line">a  b \n c\n\nd</p>'),
  all('white-space: pre-wrap', '<p id=a style="white-space:pre-wrap">a  b \n c\n\nd\t</p>'),
  all('white-space: nowrap', '<p id=a style="white-space:nowrap">a  b \n c</p>', { only: 'chromium' }),
  all('white-space: break-spaces', '<p id=a style="white-space:break-spaces">a  b \n c  </p>', {
    only: 'chromium',
  }),
  all('a word that may break', '<p id=a>hunter<wbr>2-Correct<wbr>-horse</p>', { only: 'chromium' }),
  all(
    'a long word broken over lines',
    '<p id=a style="width:80px;overflow-wrap:anywhere">hunter2-Correct-horse-battery-staple</p>',
  ),
  all(
    'a line folded by its width, with hyphens',
    '<p id=a lang=en style="width:60px;hyphens:auto">extraordinary characterization</p>',
    { only: 'chromium' },
  ),
]
