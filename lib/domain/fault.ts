/**
 * Every failure a user can meet. The value says whether the text may have reached a server: `no`, `maybe`
 * (the outcome is unknown) or `yes`. The message for each is in `components/fault-messages.ts`.
 */
export const faults = {
  // The typed or selected text
  empty: 'no',
  tooLong: 'no',
  loneSurrogate: 'no',
  nul: 'no',
  passphraseShort: 'no',
  passphraseLong: 'no',
  noSelection: 'no',
  badServer: 'no',
  noBrackets: 'no',
  badRecipient: 'no',
  recipientNeedsAccount: 'no',
  // The chosen account
  accountGone: 'no',
  accountDisabled: 'no',
  accountNoToken: 'no',
  accountElsewhere: 'no',
  serverIsDefault: 'no',
  serverHasAccounts: 'no',
  // The organisation's policy
  policyBroken: 'no',
  serverNotAllowed: 'no',
  mustBeSealed: 'no',
  needsPassphrase: 'no',
  livesTooLong: 'no',
  needsAccount: 'no',
  // Links and sealed texts
  notALink: 'no',
  linkDamaged: 'no',
  linkHidden: 'no',
  needsKey: 'no',
  notOpened: 'no',
  // The connection to the server
  noPermission: 'no',
  offline: 'no',
  noSuchHost: 'no',
  untrusted: 'no',
  unreachable: 'no',
  timedOut: 'maybe',
  cutOff: 'maybe',
  signInFirst: 'no',
  // The server's answer
  redirected: 'maybe',
  wrongPath: 'no',
  notAServer: 'maybe',
  garbled: 'maybe',
  incomplete: 'maybe',
  answerTooBig: 'maybe',
  refused: 'no',
  tooLongThere: 'no',
  forbidden: 'no',
  unauthorised: 'no',
  rateLimited: 'no',
  serverError: 'maybe',
  gone: 'no',
  // A backup file
  backupBad: 'no',
  backupNewer: 'no',
  // This browser
  notKept: 'no',
  noRoom: 'no',
  handleLost: 'no',
  keptByNewer: 'no',
  stoppedBefore: 'no',
  stoppedWhileSending: 'maybe',
  busy: 'no',
  erased: 'no',
  // The lock
  locked: 'no',
  wrongPassphrase: 'no',
  lockWait: 'no',
  lockTooShort: 'no',
  keyMissing: 'no',
  malformed: 'no',
  unexpected: 'maybe',
} as const satisfies Record<string, 'no' | 'maybe' | 'yes'>

export type Code = keyof typeof faults
export const codes = Object.keys(faults) as [Code, ...Code[]]

/**
 * `by`: how many bytes or characters too many or too few, or the number of seconds allowed. `said`: the
 * server's own words, truncated.
 */
export type Facts = { by?: number | undefined; said?: string | undefined }

export class Fault extends Error {
  override readonly name = 'Fault'
  readonly code: Code
  readonly facts: Facts
  constructor(code: Code, { cause, by, said }: Facts & { cause?: unknown } = {}) {
    super(code, { cause })
    this.code = code
    this.facts = { ...(by === undefined ? {} : { by }), ...(said === undefined ? {} : { said }) }
  }
}

/**
 * Turns a caught error into a fault, for the two places that catch: the message boundary and a model's
 * action.
 */
export const faultOf = (error: unknown): Fault =>
  error instanceof Fault ? error : new Fault('unexpected', { cause: error })

/** The part of an error that may be shown or sent: its code and figures, never its cause. */
export const failureOf = (error: unknown): { code: Code } & Facts => {
  const { code, facts } = faultOf(error)
  return { code, ...facts }
}
