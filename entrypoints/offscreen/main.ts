import { browser } from 'wxt/browser'
import { ClipboardAsk } from '../../lib/doors/clipboard'

browser.runtime.onMessage.addListener((message: unknown, sender) => {
  const asked = ClipboardAsk.safeParse(message)
  if (!asked.success || sender.id !== browser.runtime.id || sender.tab) return undefined
  return Promise.resolve('paste' in asked.data ? paste() : copy(asked.data.copy))
})

/** `execCommand`, since `navigator.clipboard` wants a focused page and this one is never seen. */
function copy(text: string): boolean {
  // Through the event: a selection could not copy nothing, which is what emptying is.
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
  }
  document.addEventListener('copy', put, { once: true })
  field().select()
  return document.execCommand('copy')
}

function paste(): string {
  const target = field()
  target.select()
  document.execCommand('paste')
  const { value } = target
  target.value = ''
  return value
}

function field(): HTMLTextAreaElement {
  const found =
    document.querySelector('textarea') ?? document.body.appendChild(document.createElement('textarea'))
  found.focus()
  return found
}
