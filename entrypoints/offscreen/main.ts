import { browser } from 'wxt/browser'
import { ClipboardAsk } from '../../lib/doors/clipboard'
import { createStay, StayAsk } from '../../lib/doors/hidden-page'

const stay = createStay({ close: () => window.close(), later: (run, ms) => setTimeout(run, ms) })

browser.runtime.onMessage.addListener((message: unknown, sender): Promise<unknown> | undefined => {
  if (sender.id !== browser.runtime.id || sender.tab) return undefined
  const [life, asked] = [StayAsk.safeParse(message), ClipboardAsk.safeParse(message)]
  if (life.success) return stay.hear(life.data)
  if (!asked.success) return undefined
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
