/**
 * Every way this product can disappoint a person. The value says whether the text may have reached
 * a server: `no`, `maybe` (the outcome is unknown) or `yes`. The sentence for each is in `locales/`
 * under `fault`.
 */
export const faults = {
  // What was typed or selected
  empty: 'no',
  'too-long': 'no',
  'lone-surrogate': 'no',
  nul: 'no',
  'passphrase-short': 'no',
  'passphrase-long': 'no',
  'no-selection': 'no',
  'bad-server': 'no',
  // Links and sealed texts
  'not-a-link': 'no',
  'link-damaged': 'no',
  'needs-key': 'no',
  'not-opened': 'no',
  // The way to the server
  'no-permission': 'no',
  offline: 'no',
  'no-such-host': 'no',
  untrusted: 'no',
  unreachable: 'no',
  'timed-out': 'maybe',
  'cut-off': 'maybe',
  // What the server answered
  redirected: 'maybe',
  'wrong-path': 'no',
  'not-a-server': 'maybe',
  garbled: 'maybe',
  incomplete: 'maybe',
  'answer-too-big': 'maybe',
  refused: 'no',
  forbidden: 'no',
  'rate-limited': 'no',
  'server-error': 'maybe',
  gone: 'no',
  // This browser
  'not-kept': 'no',
  'stopped-before': 'no',
  'stopped-while-sending': 'maybe',
  busy: 'no',
  malformed: 'no',
  unexpected: 'maybe',
} as const satisfies Record<string, 'no' | 'maybe' | 'yes'>

export type Code = keyof typeof faults
export const codes = Object.keys(faults) as [Code, ...Code[]]

/** `by`: how many bytes or characters too many or too few. `said`: the server's own words, cut short. */
export type Facts = { by?: number; said?: string }

export class Fault extends Error {
  override readonly name = 'Fault'
  readonly code: Code
  readonly facts: Facts
  constructor(code: Code, { cause, ...facts }: Facts & { cause?: unknown } = {}) {
    super(code, { cause })
    this.code = code
    this.facts = facts
  }
}

/** What went wrong, for the two places that catch: the message boundary and a model's action. */
export const faultOf = (error: unknown): Fault =>
  error instanceof Fault ? error : new Fault('unexpected', { cause: error })
