import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { createEditor } from 'slate'
import { Editable, Slate, withReact } from 'slate-react'
import { lines, show } from './page'

const editor = withReact(createEditor())
const initialValue = lines.map(text => ({ type: 'paragraph', children: [{ text }] }))
const field = createElement(Editable, { id: 'field' })
createRoot(document.querySelector('#editor')).render(createElement(Slate, { editor, initialValue }, field))
show(() => lines.join('\n'))
