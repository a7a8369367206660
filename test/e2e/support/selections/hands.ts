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
  /** `at`: a point of the page's window that hits the selection. */
  share(by: By, at: Point): Promise<void>
  composed(): Promise<Composed>
  /** What the popup or the page says, once one of them does; the popup is closed again. */
  toldAndClosed(composed: Composed): Promise<void>
  /** Nothing is composed. */
  clear(): Promise<void>
  close(): Promise<void>
}
