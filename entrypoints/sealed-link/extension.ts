/** The three words that this script needs of its browser; the polyfill would weigh more than all the rest. */
type Extension = {
  /** Gone from a page that was open when the extension was updated or removed. */
  runtime?: { id?: string; sendMessage(message: unknown): Promise<unknown> }
  i18n: { getMessage(name: string): string }
}

/** Firefox knows it by this name too, and answers with promises as well. By its own, WXT would add the polyfill. */
declare const chrome: Extension | undefined

/** Whether anybody would hear us. When not, nothing may be taken from a page. */
export const isAlive = (): boolean => chrome?.runtime?.id !== undefined

/** What the background answers; nothing when there is none, whatever the reason. */
export async function tell(name: 'sealedLink' | 'sealedText' | 'note', ask: object): Promise<unknown> {
  try {
    return await chrome?.runtime?.sendMessage({ to: 'background', name, ask })
  } catch {
    return undefined
  }
}

export const noticeWords = (name: 'language' | `page_${string}`): string =>
  chrome?.i18n.getMessage(name) ?? ''
