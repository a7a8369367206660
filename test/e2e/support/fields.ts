import { type Editor, editorPage, editors } from './editor-page'
import type { TestPage } from './pages'

export const secret = 'hunter2-Correct'
const letter = ['Dear Ann,', '', `the password is ${secret}, for now`, 'Yours, Bob']
export const text = letter.join('\n')
const word = `the password is ${secret}, for now`

/** A field that a person writes in, and what stands in it; a secret among it. */
export type Field = { name: string; holds: string; pages: () => Promise<Record<string, TestPage>> }

const style = '<meta charset="utf-8"><style>body, input, textarea { font: 20px monospace }</style>'

const plain = (name: string, holds: string, body: string): Field => ({
  name,
  holds,
  pages: async () => ({ '/': { html: `${style}${body}<p><input id="other" value="another field"></p>` } }),
})

const input = (type: string, holds: string): Field =>
  plain(`an input of type ${type}`, holds, `<input id="field" type="${type}" size="60" value="${holds}">`)

const editor = (name: Editor): Field => ({ name, holds: text, pages: () => editorPage(name, letter) })

export const textarea = plain(
  'a textarea',
  text,
  `<textarea id="field" rows="6" cols="60">${text}</textarea>`,
)
export const editable = plain(
  'a contenteditable',
  word,
  `<div id="field" contenteditable>the password is <b>hunter2</b>-Correct, for now</div>`,
)
export const controls = [
  textarea,
  input('text', word),
  input('search', word),
  input('url', `https://x.example/?${secret}&for=now`),
  input('tel', word),
]
export const editorFields = editors.map(editor)
export const fields = [...controls, editable, ...editorFields]

/** What a page's function does in the field, whichever kind it is: sent as source to either browser. */
export const inField = {
  /** Selects what stands between these words, them included, as a person's mouse would. */
  select: ([from, to]: readonly [string, string]): void => {
    const field = document.querySelector<HTMLElement>('#field, [contenteditable=true]')
    if (!field) throw new Error('no field')
    field.focus()
    if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) {
      const { value } = field
      field.setSelectionRange(value.indexOf(from), value.indexOf(to) + to.length)
      return
    }
    const range = document.createRange()
    const place = (words: string, end: boolean) => {
      const walker = document.createTreeWalker(field, NodeFilter.SHOW_TEXT)
      let before = 0
      const all = field.textContent ?? ''
      const at = all.indexOf(words) + (end ? words.length : 0)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const { length } = node.nodeValue ?? ''
        const inside = end ? at <= before + length : at < before + length
        if (inside) return [node, at - before] as const
        before += length
      }
      throw new Error('not in the field')
    }
    range.setStart(...place(from, false))
    range.setEnd(...place(to, true))
    getSelection()?.removeAllRanges()
    getSelection()?.addRange(range)
  },
  /** What stands in it, by the editor's own word where it is one. */
  text: (): string => {
    if ('documentText' in window) return window.documentText()
    const field = document.querySelector<HTMLElement>('#field')
    if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) return field.value
    return field?.innerText ?? ''
  },
}
