/** The three browser APIs this script needs; the polyfill would be larger than the rest of the script. */
type Extension = {
  /** Undefined in a page left open when the extension was updated or removed. */
  runtime?: { id?: string; sendMessage(message: unknown): Promise<unknown> }
  i18n: { getMessage(name: string): string }
}

/** Firefox has this global too, with promises. For `browser`, WXT would bundle the polyfill. */
declare const chrome: Extension | undefined

/** Whether the extension can still be reached. If not, take nothing from a page. */
export const isAlive = (): boolean => chrome?.runtime?.id !== undefined

/** The background's answer, or `undefined` if there was none, whatever the reason. */
export async function tell(name: 'sealedLink' | 'sealedText' | 'note', ask: object): Promise<unknown> {
  try {
    return await chrome?.runtime?.sendMessage({ to: 'background', name, ask })
  } catch {
    return undefined
  }
}

export const noticeWords = (name: 'language' | `page_${string}`): string =>
  chrome?.i18n.getMessage(name) ?? ''
