import type { TestPage } from '../pages'

/**
 * Where something is: a CSS selector; `host >>> inner` looks into an open shadow root, `inside >>> inner` into the one
 * that the page keeps as `window.inside`, `iframe ||| inner` into a frame of the same origin.
 */
export type Place = string

/** How a person selects. */
export type Select =
  /** Three clicks with the mouse on its first line; `offset` in CSS pixels from its corner instead, as in foreign frames. */
  | { triple: Place; offset?: { x: number; y: number } }
  /** With the mouse, from the first letter of the one to the last of the other. */
  | { drag: [Place, Place] }
  /** The same twice, the second time with Ctrl held. */
  | { drags: [Place, Place][] }
  /** A click into it, and Ctrl+A. */
  | { all: Place; offset?: { x: number; y: number } }
  /** A click into it, and these keys: `Home`, `Shift+ArrowRight`. */
  | { press: string[]; in: Place }
  /** By the page's own script, after a click where there is one. `at`: where a right click hits the selection. */
  | { run: string; click?: Place; at?: Place }

/** Why another text than the copied one is the right one. There are no other reasons. */
export type Reason =
  | 'a password, which no browser copies'
  | 'masked'
  | "the page's script falsifies the copy"
  | 'its last line break is only the border of a block'

export type Wanted =
  | 'exact'
  | { better: string; because: Reason; orUnsent?: true }
  /** Nothing was sent, and the text lies before the person with the warning. */
  | 'before the person'
  /** There is nothing to share, which is said. */
  | 'nothing'
  /** Not sent, and said, in one of these two ways. */
  | 'not sent'
  /** All but a silent difference. */
  | 'either'

export type Row = {
  name: string
  /** The page's body, or pages and what has to be true in them before anybody selects. */
  body?: string
  pages?: () => Promise<Record<string, TestPage>>
  ready?: string
  select: Select
  wanted: Wanted
  /** Where Firefox differs for a reason of its own. */
  inFirefox?: Wanted
  /** What Ctrl+C must give, where that is known beforehand. */
  copied?: string
  /** How it is shared; `keys` alone unless told. */
  by?: By[]
  only?: 'chromium' | 'firefox'
}

export type By = 'keys' | 'menu'

export type Verdict = 'exact' | 'better' | 'before the person' | 'nothing' | 'differed silently' | 'no answer'

export type Measured = {
  row: string
  verdict: Verdict
  copied: string
  shared: string
  /** Why the row failed, where it did. */
  fault?: string
  ms: number
}
