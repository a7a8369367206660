import type { Clipboard } from '../clipboard'
import type { Point } from './points'
import type { By } from './row'

/** What lies before the person, as the extension keeps it. */
export type Composed = { text: string; flattened: boolean } | undefined

/** One browser with the extension, for as many rows as there are. */
export type Hands = {
  open(address: string): Promise<void>
  /** In the page: a function is sent as source. */
  evaluate<Result, Arg = undefined>(run: (arg: Arg) => Result, arg?: Arg): Promise<Result>
  run(source: string): Promise<unknown>
  click(at: Point, times: number): Promise<void>
  drag(from: Point, to: Point, held?: 'Control'): Promise<void>
  /** A key in the page, as Playwright names it, with what is held meanwhile: `Shift+ArrowRight`. */
  press(key: string): Promise<void>
  /** `at`: a point of the page's window that hits the selection. */
  share(by: By, at: Point): Promise<void>
  clipboard: Clipboard
  composed(): Promise<Composed>
  /** What the popup or the page says, once one of them does; the popup is closed again. */
  toldAndClosed(composed: Composed): Promise<void>
  /** Nothing is composed. */
  clear(): Promise<void>
}

/** What is composed, and that nothing is: run with the extension's own powers. */
export const composing = {
  read: async (): Promise<Composed> => {
    const { composing } = await chrome.storage.session.get('composing')
    const kept = composing as { draft: { text: string }; flattened?: unknown } | undefined
    if (!kept?.draft.text) return undefined
    return { text: kept.draft.text, flattened: kept.flattened !== undefined }
  },
  clear: (): Promise<void> => chrome.storage.session.remove(['composing', 'typing']),
}
