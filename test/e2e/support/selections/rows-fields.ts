import type { Reason, Row, Wanted } from './row'

const password: Reason = 'a password, which no browser copies'
const secret = 's3cr3t-Password'

const input = (type: string, value: string, wanted: Wanted, more: Partial<Row> = {}): Row => ({
  name: `a field of type ${type}, all of it`,
  body: `<p>around</p><input type=${type} value="${value}" size=40>`,
  select: { all: 'input' },
  wanted,
  ...more,
})

const part = (type: string, value: string, more: Partial<Row> = {}): Row => ({
  name: `a field of type ${type}, four characters of it`,
  body: `<input type=${type} value="${value}" size=40>`,
  select: { press: ['Home', ...Array<string>(4).fill('Shift+ArrowRight')], in: 'input' },
  wanted: 'exact',
  ...more,
})

const hidden = (name: string, body: string, place: string, more: Partial<Row> = {}): Row => ({
  name: `a password ${name}`,
  body,
  select: { all: place },
  wanted: { better: secret, because: password },
  ...more,
})

const root = (mode: 'open' | 'closed', html: string) =>
  `<div id=h></div><script>window.inside = h.attachShadow({ mode: '${mode}' }); window.inside.innerHTML = '${html}'</script>`

const field = `<input type=password value="${secret}">`

const masked = (shape: string, more: Partial<Row> = {}): Row => ({
  name: `text behind a mask of the kind ${shape}`,
  body: `<p id=a style="-webkit-text-security:${shape}">sk_live_abc123</p><p>next</p>`,
  select: { drag: ['#a', '#a'] },
  wanted: { better: 'sk_live_abc123', because: 'masked', orUnsent: true },
  ...more,
})

/** Firefox does not tell what is selected in these: it is not guessed. */
const untold = { inFirefox: 'before the person' } as const

export const rowsOfFields: Row[] = [
  input('text', 'hunter2  two blanks ', 'exact', { by: ['keys', 'menu'] }),
  input('search', 'hunter2', 'exact', { only: 'chromium' }),
  input('url', 'https://x.example/?a=b&c', 'exact', { only: 'chromium' }),
  input('tel', '+33 1 23', 'exact', { only: 'chromium' }),
  input('email', 'bob@example.com', 'exact', untold),
  input('email', 'bob@example.com', 'exact', { by: ['menu'] }),
  input('number', '12345678', 'exact', untold),
  input('number', '12345678', 'exact', { by: ['menu'], only: 'chromium' }),
  input('date', '2026-03-04', 'either'),
  input('time', '12:34', 'either', { only: 'chromium' }),
  input('datetime-local', '2026-03-04T12:34', 'either', { only: 'chromium' }),
  input('month', '2026-03', 'either', { only: 'chromium' }),
  input('week', '2026-W10', 'either', { only: 'chromium' }),
  part('text', 'hunter2  two blanks', { by: ['keys', 'menu'] }),
  part('email', 'bobby@example.com', untold),
  part('number', '12345678', untold),
  part('tel', '+33 1 23', { only: 'chromium' }),
  {
    name: 'a textarea, all of it',
    body: '<textarea rows=5>user:\tdeploy\n  hunter2\n\nend\n</textarea>',
    select: { all: 'textarea' },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  {
    name: 'a part of a textarea, over two lines',
    body: '<textarea rows=3>hunter2\nsecond\tline after</textarea>',
    select: {
      run: 'const field = document.querySelector("textarea"); field.focus(); field.setSelectionRange(0, 19)',
      at: 'textarea',
    },
    wanted: 'exact',
    copied: 'hunter2\nsecond\tline',
    by: ['keys', 'menu'],
  },
  {
    name: 'a field for writing, with lines in it',
    body: '<div contenteditable style="white-space: pre-wrap"><div>first hunter2</div><div>second\tline</div></div>',
    select: { all: '[contenteditable]' },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  {
    name: 'a line of a textarea, three clicks',
    body: '<textarea rows=5>hunter2\nsecond\nthird</textarea>',
    select: { triple: 'textarea' },
    wanted: 'exact',
  },
  {
    name: 'a textarea with carriage returns and no-break spaces of its own',
    body: '<textarea rows=5></textarea><script>document.querySelector("textarea").value = "a\\r\\nb\\u00a0\\u00a0c\\rd"</script>',
    select: { all: 'textarea' },
    wanted: 'exact',
  },
  {
    name: 'a field that can only be read',
    body: '<input readonly value="hunter2-Correct">',
    select: { all: 'input' },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  {
    name: 'a field that is switched off, three clicks',
    body: '<p>around it</p><input disabled value="hunter2-Correct">',
    select: { triple: 'input' },
    wanted: 'either',
  },
  {
    name: 'text around a field with something else in it',
    body: '<p id=a>Login: bob</p><p><input value="in the field"></p><p id=b>Password: hunter2</p>',
    select: { drag: ['#a', '#b'] },
    wanted: 'either',
  },
  {
    name: 'text around a choice and a button',
    body: '<p id=a>before <select><option>one<option>two</select> between <button>press</button></p><p id=b>after</p>',
    select: { drag: ['#a', '#b'] },
    wanted: 'either',
    only: 'chromium',
  },
  hidden('in the page', `<p>around</p>${field}`, 'input', { by: ['keys', 'menu'] }),
  hidden('in an open shadow root', root('open', field), '#h >>> input', { by: ['keys', 'menu'] }),
  hidden('in a closed shadow root', root('closed', field), 'inside >>> input', {
    by: ['keys', 'menu'],
    wanted: { better: secret, because: password, orUnsent: true },
  }),
  hidden('that can only be read', `<input readonly type=password value="${secret}">`, 'input'),
  hidden(
    'in a root in a root',
    root('open', '<div id=i></div>').replace(
      '</script>',
      `; window.inside.querySelector('#i').attachShadow({mode:'open'}).innerHTML='${field}'</script>`,
    ),
    '#h >>> #i >>> input',
    { only: 'chromium' },
  ),
  {
    name: 'a part of a password',
    body: field,
    select: { press: ['Home', ...Array<string>(4).fill('Shift+ArrowRight')], in: 'input' },
    wanted: { better: 's3cr', because: password },
  },
  masked('disc', { by: ['keys', 'menu'] }),
  masked('circle', { only: 'chromium' }),
  masked('square', { only: 'chromium' }),
  {
    name: 'a masked field that is no password field',
    body: '<input style="-webkit-text-security:disc" value="sk_live_abc123">',
    select: { all: 'input' },
    wanted: { better: 'sk_live_abc123', because: 'masked', orUnsent: true },
  },
  ...(['inline', 'flex', 'grid'] as const).map(
    (display): Row => ({
      name: `a password drawn one element a character, ${display}`,
      body: `<p>before</p><div id=a style="display:${display}">${[...'hunter2'].map(one => `<span>${one}</span>`).join('')}</div><p>next</p>`,
      select: { drag: ['#a', '#a'] },
      wanted: display === 'inline' ? 'exact' : 'before the person',
      // Firefox copies it without line breaks in between.
      inFirefox: 'exact',
    }),
  ),
]
