import { registerPlainText } from '@lexical/plain-text'
import { $createParagraphNode, $createTextNode, $getRoot, createEditor } from 'lexical'
import { lines, show } from './page'

const editor = createEditor({ namespace: 'test', onError: fault => console.error(fault) })
const root = document.createElement('div')
root.contentEditable = 'true'
document.querySelector('#editor')?.append(root)
editor.setRootElement(root)
registerPlainText(editor)
editor.update(() => {
  const paragraphs = lines.map(line => $createParagraphNode().append($createTextNode(line)))
  $getRoot()
    .clear()
    .append(...paragraphs)
})
show(() => editor.read(() => $getRoot().getTextContent()))
