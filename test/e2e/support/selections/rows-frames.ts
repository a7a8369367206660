import type { Row } from './row'

const inFrame =
  (inner: string, attributes = 'src=/inner') =>
  async () => ({
    '/': { html: `<!doctype html><p>outside</p><iframe ${attributes} width=700 height=300></iframe>` },
    '/inner': {
      html: `<!doctype html><meta charset=utf-8><style>body { font: 20px serif }</style><body>${inner}`,
    },
  })

export const rowsOfFrames: Row[] = [
  {
    name: 'a frame of the same origin',
    pages: inFrame('<p id=a>Login: bob</p><p id=b>Password:  hunter2</p>'),
    select: { drag: ['iframe ||| #a', 'iframe ||| #b'] },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  {
    name: 'a textarea in a frame of the same origin',
    pages: inFrame('<textarea>one\thunter2\ntwo</textarea>'),
    select: { all: 'iframe ||| textarea' },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  {
    name: 'a textarea in a frame in a frame',
    pages: async () => ({
      ...(await inFrame('<textarea>one\thunter2\ntwo</textarea>')()),
      '/': { html: '<!doctype html><p>outside</p><iframe src=/between width=800 height=400></iframe>' },
      '/between': { html: '<!doctype html><p>between</p><iframe src=/inner width=700 height=300></iframe>' },
    }),
    select: { all: 'iframe ||| iframe ||| textarea' },
    wanted: 'exact',
  },
  {
    name: 'a document to be written in',
    pages: async () => ({
      '/': {
        html: '<!doctype html><meta charset=utf-8><p>Login: bob</p><p>hunter2</p><script>document.designMode = "on"</script>',
      },
    }),
    select: { all: 'p' },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  {
    name: 'a frame to be written in',
    pages: inFrame('<p>Login: bob</p><p>hunter2</p><script>document.designMode = "on"</script>'),
    select: { all: 'iframe ||| p' },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
  {
    name: 'a frame that has no address of its own',
    pages: async () => ({
      '/': {
        html: `<!doctype html><p>outside</p><iframe width=700 height=300 srcdoc="<p>Login: bob</p><p>hunter2</p>"></iframe>`,
      },
    }),
    select: { all: 'iframe ||| p' },
    wanted: 'exact',
  },
  {
    name: 'a frame of another origin, a word',
    pages: inFrame(
      '<pre style="margin:0;padding:20px">hunter2-Correct</pre>',
      'sandbox="allow-scripts" src=/inner',
    ),
    select: { triple: 'iframe', offset: { x: 60, y: 35 } },
    wanted: {
      better: 'hunter2-Correct',
      because: 'its last line break is only the border of a block',
      orUnsent: true,
    },
    by: ['keys', 'menu'],
  },
  {
    name: 'a frame of another origin, several lines',
    pages: inFrame(
      '<pre style="margin:0;padding:20px">hunter2\n\tsecond  line</pre>',
      'sandbox="allow-scripts" src=/inner',
    ),
    select: { all: 'iframe', offset: { x: 60, y: 35 } },
    wanted: 'exact',
    by: ['keys', 'menu'],
  },
]
