import { type Code, faults } from '../lib/rules/fault'
import type { Failure } from '../lib/rules/outcome'
import type { Format } from './format'
import type { Translate } from './words'

/** The sentence for a failure: what happened, what was and was not sent, and what to do. */
export function sorry(
  { t, format }: { t: Translate; format: Format },
  { code, by = 1, said }: Failure,
): string {
  if (code === 'tooLong') return t('fault.tooLong', [format.bytes(by)])
  if (code === 'livesTooLong') return t('fault.livesTooLong', [format.duration(by)])
  if (code === 'passphraseShort') return t('fault.passphraseShort', [String(by)])
  if (code === 'lockTooShort') return t('fault.lockTooShort', [String(by)])
  if (code === 'lockWait') return t('fault.lockWait', [format.amount(by, 'second')])
  if (code === 'refused' && said !== undefined) return t('fault.refusedSaying', [said])
  return t(`fault.${code}`)
}

/** Why a server could not be asked, without a word about what was wanted of it. */
const reasons = {
  noPermission: 'revealFault.noPermission',
  offline: 'revealFault.offline',
  noSuchHost: 'revealFault.noSuchHost',
  untrusted: 'revealFault.untrusted',
  unreachable: 'revealFault.unreachable',
  timedOut: 'revealFault.timedOut',
  cutOff: 'revealFault.cutOff',
  signInFirst: 'revealFault.signInFirst',
  redirected: 'revealFault.redirected',
  wrongPath: 'revealFault.wrongPath',
  notAServer: 'revealFault.notAServer',
  rateLimited: 'revealFault.rateLimited',
  tooLongThere: 'revealFault.tooLongThere',
  serverError: 'revealFault.serverError',
  serverNotAllowed: 'revealFault.serverNotAllowed',
  garbled: 'revealFault.strange',
  incomplete: 'revealFault.strange',
  answerTooBig: 'revealFault.strange',
  refused: 'revealFault.refused',
  forbidden: 'revealFault.refused',
  unauthorised: 'revealFault.refused',
  badServer: 'fault.badServer',
  noBrackets: 'fault.noBrackets',
  handleLost: 'fault.handleLost',
  keyMissing: 'fault.keyMissing',
  policyBroken: 'policy.broken',
  notKept: 'accounts.why.notKept',
} as const satisfies Partial<Record<Code, string>>
const has = <T extends object>(table: T, code: PropertyKey): code is keyof T => Object.hasOwn(table, code)

/** Why a server could not be asked, whatever was wanted of it. What became of that is said separately. */
export function why(t: Translate, { code, said }: Failure): string {
  if (!has(reasons, code)) return t('revealFault.other')
  const reason = reasons[code]
  if (reason === 'revealFault.refused' && said !== undefined) return t('revealFault.refusedSaying', [said])
  return t(reason)
}

/** Why no answer came to what was sent; what is known of that besides is said separately. */
export const whyLost = (t: Translate, failure: Failure): string =>
  failure.code === 'stoppedWhileSending' ? t('orphan.stopped') : why(t, failure)

/** Why a secret was not burned, or may have been. A server that refuses does so for want of the passphrase. */
export function sorryToBurn(t: Translate, failure: Failure, passphrase: string): string {
  if (failure.code === 'refused')
    return passphrase === '' ? t('history.wantsPassphrase') : t('history.wrongPassphrase')
  const untouched = faults[failure.code] === 'no'
  return `${why(t, failure)} ${untouched ? t('history.notBurned') : t('history.maybeBurned')}`
}

/** Why a secret could not be fetched, and whether this attempt can have used it up. */
export const sorryToRead = (t: Translate, failure: Failure, asked: boolean): string =>
  `${failure.code === 'noRoom' ? t('fault.noRoom') : why(t, failure)} ${asked ? t('revealFault.unsure') : t('revealFault.untouched')}`

const ofAccounts = {
  unauthorised: 'accounts.why.unauthorised',
  accountGone: 'accounts.why.accountGone',
  accountNoToken: 'accounts.why.accountNoToken',
  locked: 'accounts.why.locked',
} as const

/** Why an account was not accepted, or could not be tested. */
export const whyNot = (t: Translate, failure: Failure): string =>
  has(ofAccounts, failure.code) ? t(ofAccounts[failure.code]) : why(t, failure)
