import { browser } from 'wxt/browser'
import * as z from 'zod/mini'

const Copy = z.strictObject({ to: z.literal('clipboard'), text: z.string() })

browser.runtime.onMessage.addListener((message: unknown, sender) => {
  const asked = Copy.safeParse(message)
  if (!asked.success || sender.id !== browser.runtime.id || sender.tab) return undefined
  return Promise.resolve(copy(asked.data.text))
})

/** `execCommand`, since `navigator.clipboard` wants a focused page and this one is never seen. */
function copy(text: string): boolean {
  const field = document.querySelector('textarea')
  if (!field) return false
  field.value = text
  field.select()
  const copied = document.execCommand('copy')
  field.value = ''
  return copied
}
