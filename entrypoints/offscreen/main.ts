import { browser } from 'wxt/browser'
import * as z from 'zod/mini'
import { readSecret } from '../../lib/adapters/api/read-secret'
import { ClipboardAsk } from '../../lib/adapters/clipboard-digest'
import { createStay, StayAsk } from '../../lib/adapters/offscreen-page'
import { createReader, ReaderAsk } from '../../lib/adapters/secret-reader'
import { Fault } from '../../lib/domain/fault'
import { KeptIn } from '../../lib/domain/received-secret'

const stay = createStay({ close: () => window.close(), later: (run, ms) => setTimeout(run, ms) })
const Kept = z.object({ reply: KeptIn })

const reader = createReader({
  ask: wanted =>
    readSecret(
      // Only the worker's `webRequest` sees why it failed; here we can't tell whether anything was sent.
      (url, init) =>
        fetch(url, init).catch((cause: unknown) => {
          throw new Fault('cutOff', { cause })
        }),
      wanted,
      () => Date.now(),
    ),
  // By message, since this page has no storage API. It wakes the worker if it has stopped.
  async keep(wanted, came) {
    const ask = { to: 'background', name: 'keepReceived', ask: { wanted, came } }
    return Kept.parse(await browser.runtime.sendMessage(ask)).reply
  },
  wait: ms => new Promise(resolve => setTimeout(resolve, ms)),
})

browser.runtime.onMessage.addListener((message: unknown, sender): Promise<unknown> | undefined => {
  if (sender.id !== browser.runtime.id || sender.tab) return undefined
  const [life, asked] = [StayAsk.safeParse(message), ClipboardAsk.safeParse(message)]
  if (life.success) return stay.hear(life.data)
  const reading = ReaderAsk.safeParse(message)
  if (reading.success) return read(reading.data)
  if (!asked.success) return undefined
  return Promise.resolve('paste' in asked.data ? paste() : copy(asked.data.copy))
})

async function read(asked: ReaderAsk): Promise<unknown> {
  if ('read' in asked) return stay.during(() => reader.read(asked.read))
  if ('end' in asked) return reader.end(asked.end)
  return reader.forget()
}

/** `execCommand`, since `navigator.clipboard` requires a focused page, and this one never has focus. */
function copy(text: string): boolean {
  // Through the event: a selection can't copy an empty text, which is how the clipboard is cleared.
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
