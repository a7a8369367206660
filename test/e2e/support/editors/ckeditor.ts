import { ClassicEditor } from '@ckeditor/ckeditor5-editor-classic'
import { Essentials } from '@ckeditor/ckeditor5-essentials'
import { Paragraph } from '@ckeditor/ckeditor5-paragraph'
import { lines, show } from './page'

const html = lines.map(line => `<p>${line}</p>`).join('')
const host = document.querySelector<HTMLElement>('#editor') ?? document.body
const plugins = [Essentials, Paragraph]
void ClassicEditor.create(host, { licenseKey: 'GPL', plugins, initialData: html }).then(editor =>
  show(() => editor.getData()),
)
