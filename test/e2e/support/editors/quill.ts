import Quill from 'quill'
import { lines, show } from './page'

const quill = new Quill('#editor', { modules: { toolbar: false } })
quill.setText(lines.join('\n'), 'silent')
quill.history.clear()
// It ends every document with a line break of its own.
show(() => quill.getText().replace(/\n$/, ''))
