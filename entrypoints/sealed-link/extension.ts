/** The three words that this script needs of its browser; the polyfill would weigh more than all the rest. */
type Extension = {
  /** Gone from a page that was open when the extension was updated or removed. */
  runtime?: { id?: string; sendMessage(message: unknown): Promise<unknown> }
  i18n: { getMessage(name: string): string }
}

/** Not by their bare names: WXT would import the polyfill for them. */
declare const self: { browser?: Extension; chrome?: Extension }
const extension = () => self.browser ?? self.chrome

/** Whether anybody would hear us. When not, nothing may be taken from a page. */
export const isAlive = (): boolean => extension()?.runtime?.id !== undefined

/** What the background answers; nothing when there is none, whatever the reason. */
export async function tell(name: 'sealedLink' | 'sealedText', ask: object): Promise<unknown> {
  try {
    return await extension()?.runtime?.sendMessage({ to: 'background', name, ask })
  } catch {
    return undefined
  }
}

export const words = (name: 'language' | `page_${string}`): string => extension()?.i18n.getMessage(name) ?? ''
