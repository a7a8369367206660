import type { Row } from './row'

const border = 'its last line break is only the border of a block'

export const rowsPlain: Row[] = [
  {
    name: 'a paragraph of one line, three clicks',
    body: '<p>hunter2</p><p>next paragraph</p>',
    select: { triple: 'p' },
    wanted: { better: 'hunter2', because: border },
    by: ['keys', 'menu'],
  },
  {
    name: 'several paragraphs, by the mouse',
    body: '<p id="a">Login: bob</p><p>between</p><p id="b">Password: hunter2</p>',
    select: { drag: ['#a', '#b'] },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  {
    name: 'a textarea, Ctrl+A',
    body: '<textarea rows=4>user:\tdeploy\n  hunter2\n\nend</textarea>',
    select: { all: 'textarea' },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  {
    name: 'a password field',
    body: '<input type=password value="s3cr3t-Password">',
    select: { all: 'input' },
    wanted: { better: 's3cr3t-Password', because: 'a password, which no browser copies' },
    by: ['keys', 'menu'],
  },
  {
    name: 'a paragraph in capitals by its style',
    body: '<p style="text-transform:uppercase">aB3xYz <b>end</b></p>',
    select: { drag: ['p', 'b'] },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
]
