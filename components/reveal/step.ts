import type { Failure } from '../../lib/rules/outcome'
import type { Payload } from '../../lib/rules/payload'
import type { Target } from '../../lib/rules/read-link'
import type { WhyNot } from '../../lib/rules/why-not-opened'

/** Where the reading of one secret stands. Nothing is on the screen that is not said here. */
export type Step =
  /** No link yet. */
  | { at: 'asking' }
  | { at: 'reading' }
  /** The link does not pass its check: nothing is fetched with it. */
  | { at: 'damaged'; given: string; failure: Failure }
  /** A good link. `key`: what is wrong with a key that was given for it. */
  | { at: 'ready'; target: Target; key?: Failure }
  /** The server was asked. `slow`: it takes its time, and whoever leaves now may lose the secret. */
  | { at: 'fetching'; target: Target; slow: boolean }
  /** Fetched, and kept; sealed, but its key is not here yet. */
  | { at: 'needsKey'; target?: Target; key?: Failure }
  | { at: 'needsPassphrase'; target: Target; wrong: boolean }
  | { at: 'opening'; target: Target }
  /** `weak`: sealed with a passphrase that can be tried very fast. */
  | { at: 'shown'; letter: Payload; sealed: boolean; weak?: true; visible: boolean }
  /** Fetched, and does not open with this link. */
  | { at: 'notOpened'; why: WhyNot }
  /** Something came that can't be read: it may be all that is left of the secret. */
  | { at: 'unread'; failure: Failure; target?: Target }
  /** The server has nothing. `earlier`: when this browser asked before and never learned the end, in milliseconds. */
  | { at: 'gone'; target: Target; earlier?: number }
  /** `asked`: the server was asked for the secret itself, so it may be used up. */
  | { at: 'failed'; target: Target; failure: Failure; asked: boolean }
  | { at: 'forgotten' }
