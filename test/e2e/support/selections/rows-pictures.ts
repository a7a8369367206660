import type { Row } from './row'

const gif = 'src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width=16 height=16'
const fire = `<img alt="🔥" ${gif}>`

const picture = (name: string, html: string, more: Partial<Row> = {}): Row => ({
  name: `a picture for a character ${name}`,
  body: `<p id=a>before</p><p id=b>${html}</p><p id=c>after</p>`,
  select: { run: 'getSelection().setBaseAndExtent(a.firstChild, 0, c.firstChild, 5)', at: '#a' },
  wanted: 'exact',
  ...more,
})

export const rowsOfPictures: Row[] = [
  picture('in a word', `pass${fire}word`, { by: ['keys', 'menu'] }),
  picture('at the start', `${fire}password`),
  picture('at the end', `password${fire}`),
  picture('between blanks', `pass ${fire} word`),
  picture('twice', `pass${fire}${fire}word`, { only: 'chromium' }),
  picture('alone', fire, { only: 'chromium' }),
  picture('that has none', `pass<img ${gif}>word`, { by: ['keys', 'menu'] }),
  picture('that is empty', `pass<img alt="" ${gif}>word`, { only: 'chromium' }),
  picture('of several words', `pass<img alt="two words" ${gif}>word`, { only: 'chromium' }),
  {
    name: 'a picture for a character, three clicks',
    body: `<p>pass${fire}word</p>`,
    select: { triple: 'p' },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  {
    name: 'a picture for a character in a field for writing',
    body: `<div contenteditable>pass${fire}word</div>`,
    select: { all: 'div' },
    wanted: 'exact',
  },
  {
    name: 'a picture button with words',
    body: `<p id=a>before <input type=image alt="words" ${gif}> after</p>`,
    select: { drag: ['#a', '#a'] },
    wanted: 'either',
    only: 'chromium',
  },
  {
    name: 'a drawing with text in it',
    body: '<p id=a>before</p><svg width=300 height=40><text x=0 y=25>hunter2 drawn</text></svg><p id=b>after</p>',
    select: { drag: ['#a', '#b'] },
    wanted: 'exact',
  },
  {
    name: 'text of a drawing, alone',
    body: '<svg width=300 height=40><text id=a x=0 y=25>hunter2 <tspan dy=3>drawn</tspan></text></svg>',
    select: { run: 'getSelection().selectAllChildren(a)', at: '#a' },
    wanted: 'exact',
    only: 'chromium',
  },
  {
    name: 'a formula',
    body: '<p id=a>before <math><mfrac><mi>a</mi><mi>b</mi></mfrac><mo>+</mo><msup><mi>x</mi><mn>2</mn></msup></math> after</p>',
    select: { drag: ['#a', '#a'] },
    wanted: 'exact',
  },
  {
    name: 'ruby',
    body: '<p id=a>before <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rt>ji</rt></ruby> after</p>',
    select: { run: 'getSelection().selectAllChildren(a)', at: '#a' },
    wanted: 'exact',
  },
  {
    name: 'what a canvas holds for those who see none',
    body: '<p id=a>before</p><canvas width=40 height=20>not drawn</canvas><p id=b>after</p>',
    select: { drag: ['#a', '#b'] },
    wanted: 'exact',
    only: 'chromium',
  },
]
