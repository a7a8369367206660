/** Every failure a user can meet. The message for each is in `components/fault-messages.ts`. */
export const codes = [
  // The typed or selected text
  'empty',
  'tooLong',
  'loneSurrogate',
  'nul',
  'passphraseShort',
  'passphraseLong',
  'noSelection',
  'badServer',
  'noBrackets',
  'badRecipient',
  'recipientNeedsAccount',
  // The chosen account
  'accountGone',
  'accountDisabled',
  'accountNoToken',
  'accountElsewhere',
  'serverIsDefault',
  'serverHasAccounts',
  // The organisation's policy
  'policyBroken',
  'serverNotAllowed',
  'mustBeSealed',
  'needsPassphrase',
  'livesTooLong',
  'needsAccount',
  // Links and sealed texts
  'notALink',
  'linkDamaged',
  'linkHidden',
  'needsKey',
  'notOpened',
  // The connection to the server
  'noPermission',
  'offline',
  'noSuchHost',
  'untrusted',
  'unreachable',
  'timedOut',
  'cutOff',
  'signInFirst',
  // The server's answer
  'redirected',
  'wrongPath',
  'notAServer',
  'garbled',
  'incomplete',
  'answerTooBig',
  'refused',
  'tooLongThere',
  'forbidden',
  'unauthorised',
  'rateLimited',
  'serverError',
  'gone',
  // A backup file
  'backupBad',
  'backupNewer',
  // This browser
  'notKept',
  'noRoom',
  'handleLost',
  'keptByNewer',
  'stoppedBefore',
  'stoppedWhileSending',
  'busy',
  'erased',
  // The lock
  'locked',
  'wrongPassphrase',
  'lockWait',
  'lockTooShort',
  'keyMissing',
  'malformed',
  'unexpected',
] as const

export type Code = (typeof codes)[number]

/** Those after which nobody knows whether the text reached a server. */
const uncertain: readonly Code[] = [
  'timedOut',
  'cutOff',
  'redirected',
  'notAServer',
  'garbled',
  'incomplete',
  'answerTooBig',
  'serverError',
  'stoppedWhileSending',
  'unexpected',
]

/** Whether a failure leaves open that the text reached a server. */
export const mayHaveReached = (code: Code): boolean => uncertain.includes(code)

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
