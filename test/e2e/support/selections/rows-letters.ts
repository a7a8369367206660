import type { Row, Wanted } from './row'

const styled = (style: string, text: string, wanted: Wanted, more: Partial<Row> = {}): Row => ({
  name: `text with ${style}`,
  body: `<p>before</p><p><span id=a style="${style}">${text}</span> plain</p>`,
  select: { drag: ['#a', '#a'] },
  wanted,
  only: 'chromium',
  ...more,
})

export const rowsOfLetters: Row[] = [
  styled('text-transform:uppercase', 'aB3xYz', 'exact', { by: ['keys', 'menu'] }),
  styled('text-transform:lowercase', 'aB3xYZ', 'exact'),
  styled('text-transform:capitalize', 'pass word', 'exact', { by: ['keys', 'menu'] }),
  styled('text-transform:full-width', 'aB3 x', 'exact'),
  styled('text-transform:full-size-kana', 'ぁっアッ', 'exact'),
  styled('text-transform:math-auto', 'x', 'exact'),
  styled('text-transform:uppercase full-width', 'aB3xYz', 'exact'),
  styled('font-variant:small-caps', 'aB3xYz', 'exact'),
  styled('text-transform:uppercase', 'straße ﬁn', 'exact', { name: 'letters that become two in capitals' }),
  {
    name: 'capitals by the style of what is around',
    body: '<div style="text-transform:uppercase"><p id=a>aB3xYz <b>hunter</b></p><p id=b>second Line</p></div>',
    select: { drag: ['#a', '#b'] },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  {
    name: 'a field in capitals by its style',
    body: '<input style="text-transform:uppercase" value="aB3xYz">',
    select: { all: 'input' },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  {
    name: 'an e-mail field in capitals by its style',
    body: '<input type=email style="text-transform:uppercase" value="bob@example.com">',
    select: { all: 'input' },
    wanted: 'exact',
    inFirefox: 'before the person',
  },
  {
    name: 'a button in capitals among other text',
    body: '<p id=a>first</p><p style="text-transform:capitalize">pass word</p><p id=b>last</p>',
    select: { drag: ['#a', '#b'] },
    wanted: 'exact',
  },
  {
    name: 'capitals in an open root',
    body: '<div id=h></div><script>h.attachShadow({mode:"open"}).innerHTML="<p>before</p><p><span id=a style=text-transform:uppercase>aB3xYz</span> plain</p>"</script>',
    select: { drag: ['#h >>> #a', '#h >>> #a'] },
    wanted: 'exact',
    only: 'chromium',
  },
  {
    name: 'a first letter in capitals',
    body: '<style>#a::first-letter { text-transform: uppercase }</style><p id=a>hunter2 aB</p>',
    select: { drag: ['#a', '#a'] },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  {
    name: 'a first line in capitals',
    body: '<style>#a::first-line { text-transform: uppercase }</style><p id=a>hunter2 aB</p>',
    select: { drag: ['#a', '#a'] },
    wanted: 'exact',
    only: 'chromium',
  },
  {
    name: 'text that is drawn before and after',
    body: '<style>#a::before { content: "drawn before" } #a::after { content: "drawn after" }</style><p id=a>hunter2</p><p id=b>next</p>',
    select: { run: 'getSelection().setBaseAndExtent(a.firstChild, 0, b.firstChild, 4)', at: '#b' },
    wanted: 'exact',
  },
  {
    name: 'counters',
    body: '<style>p { counter-increment: n } p::before { content: counter(n) ". " }</style><p id=a>one</p><p id=b>two</p>',
    select: { run: 'getSelection().setBaseAndExtent(a.firstChild, 0, b.firstChild, 3)', at: '#b' },
    wanted: 'exact',
    only: 'chromium',
  },
  ...Object.entries({
    'the half of a pair': 'ab\\ud83dcd',
    'the other half of a pair': 'ab\\udd25cd',
  }).flatMap(([name, text]): Row[] => [
    {
      name: `${name} in a paragraph`,
      body: `<p id=a></p><script>a.textContent = "${text}"</script>`,
      select: { drag: ['#a', '#a'] },
      wanted: 'not sent',
      by: ['keys', 'menu'],
    },
    {
      name: `${name} in a textarea`,
      body: `<textarea></textarea><script>document.querySelector('textarea').value = "${text}"</script>`,
      select: { all: 'textarea' },
      wanted: 'not sent',
    },
    {
      name: `${name} in an input`,
      body: `<input><script>document.querySelector('input').value = "${text}"</script>`,
      select: { all: 'input' },
      wanted: 'not sent',
      only: 'chromium',
    },
  ]),
]
