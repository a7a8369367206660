import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { lines, show } from './page'

const view = new EditorView({
  parent: document.querySelector('#editor') ?? document.body,
  state: EditorState.create({
    doc: lines.join('\n'),
    extensions: [history(), keymap.of([...defaultKeymap, ...historyKeymap])],
  }),
})
show(() => view.state.doc.toString())
