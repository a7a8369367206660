import { join } from 'node:path'
import { root } from '../../../tools/root'
import { bundled } from '../editor-page'
import type { TestPage } from '../pages'
import type { Select } from './row'

/** An editor from npm as a web page has it: its page, and where a person clicks into it. */
export type EditorOfNpm = {
  /** After the element `#editor`, with `lines` known. It sets `ready` once the text stands there. */
  page: string
  click: string
  /** Of `../editors/`, where npm has no script that a page can load. */
  script?: string
  /** Instead of a click and Ctrl+A. */
  select?: Select
}

const script = (address: string) => `<script src="/npm/${address}"></script>`
const styles = (address: string) => `<link rel="stylesheet" href="/npm/${address}">`
const text = "lines.join('\\n')"

const monaco = (name: string) => `${script(`${name}/min/vs/loader.js`)}<script>
  require.config({ paths: { vs: '/npm/${name}/min/vs' } })
  require(['vs/editor/editor.main'], () => {
    const editor = monaco.editor.create(document.querySelector('#editor'), { value: ${text}, minimap: { enabled: false } })
    const look = () => document.querySelector('.view-line')?.textContent ? (window.ready = true) : setTimeout(look, 20)
    look()
  })
</script>`

const codemirror5 = (
  name: string,
) => `${styles(`${name}/lib/codemirror.css`)}${script(`${name}/lib/codemirror.js`)}
  <script>CodeMirror(document.querySelector('#editor'), { value: ${text} }); window.ready = true</script>`

const bundledPage = '<script src="/editor.js"></script><script>window.ready = true</script>'

/**
 * Whether they answer a `copy` event that is made in our own world, at the element that has the keyboard, as measured in
 * both browsers with 1, 5 and 300 lines: all do with what Ctrl+C copies, and prevent its default, but CodeMirror 5, which
 * answers nothing and puts the whole text into its textarea instead, 5.20 only then. Firefox leaves the event's
 * `clipboardData` to be read, not the one it was made with.
 */
export const editorsOfNpm = {
  Ace: {
    page: `${script('ace-builds/src-min-noconflict/ace.js')}<script>
      const editor = ace.edit('editor'); editor.setValue(${text}, -1); window.ready = true</script>`,
    click: '.ace_line',
  },
  'Monaco 0.52': { page: monaco('monaco-editor'), click: '.view-line' },
  'the newest Monaco': { page: monaco('monaco-newest'), click: '.view-line' },
  'CodeMirror 5.20': { page: codemirror5('codemirror-5.20'), click: '.CodeMirror-line' },
  'CodeMirror 5.65': { page: codemirror5('codemirror-5.65'), click: '.CodeMirror-line' },
  'CodeMirror 6': { page: bundledPage, script: 'codemirror', click: '.cm-line' },
  Quill: { page: bundledPage, script: 'quill', click: '.ql-editor p' },
  ProseMirror: { page: bundledPage, script: 'prosemirror', click: '.ProseMirror p' },
  Lexical: { page: bundledPage, script: 'lexical', click: '[contenteditable] p' },
  Slate: { page: bundledPage, script: 'slate', click: '#field [data-slate-node=element]' },
  TinyMCE: {
    page: `${script('tinymce/tinymce.min.js')}<script>
      document.querySelector('#editor').innerHTML = lines.map(line => '<p>' + (line || '<br>') + '</p>').join('')
      tinymce.init({ selector: '#editor', license_key: 'gpl', height: 500, toolbar: false, menubar: false })
        .then(() => { window.ready = true })</script>`,
    click: 'iframe ||| p',
  },
  'CKEditor 5': { page: bundledPage, script: 'ckeditor', click: '.ck-content p' },
  xterm: {
    // Ctrl+C copies where something is selected, as pages with a terminal arrange it.
    page: `${styles('@xterm/xterm/css/xterm.css')}${script('@xterm/xterm/lib/xterm.js')}<script>
      const term = new Terminal({ cols: 100, rows: 24, scrollback: 1000 }); term.open(document.querySelector('#editor'))
      term.attachCustomKeyEventHandler(e => !(e.ctrlKey && (e.key === 'c' || e.key === 'a') && e.type === 'keydown'))
      term.write(lines.join('\\r\\n'), () => { window.ready = true })</script>`,
    click: '.xterm-rows div',
    select: { click: '.xterm-rows div', run: 'term.selectAll()' },
  },
} satisfies Record<string, EditorOfNpm>

export type EditorName = keyof typeof editorsOfNpm

export const editorNames = Object.keys(editorsOfNpm) as EditorName[]

/** So many lines; some of them empty, as in files. */
export const editorLines = (count: number): string[] =>
  Array.from({ length: count }, (_, at) =>
    at % 7 === 2 ? '' : `line ${at + 1}: password hunter${at + 1}-Correct`,
  )

export async function pagesWith(
  name: EditorName,
  text: readonly string[],
): Promise<Record<string, TestPage>> {
  const { page, script }: EditorOfNpm = editorsOfNpm[name]
  const lines = JSON.stringify(text)
  const html = `<!doctype html><meta charset="utf-8">
    <style>body { font: 16px monospace; margin: 8px } #editor { height: 560px; width: 1000px; white-space: pre-wrap }</style>
    <body data-lines='${lines}'><div id="editor"></div>
    <script>const lines = ${lines}</script>${page}`
  if (script === undefined) return { '/': { html } }
  return {
    '/': { html },
    '/editor.js': { body: Buffer.from(await bundled(script)), type: 'text/javascript' },
  }
}

export const npmFolder = join(root, 'node_modules')
