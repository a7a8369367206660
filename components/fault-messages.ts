import { type Code, faults } from '../lib/domain/fault'
import type { Failure } from '../lib/domain/share-outcome'
import type { Format } from './format'
import type { Translate } from './translation'

/** Why a request failed, whatever it was for. What that means for the secret or the text is added to it. */
const reasons = {
  noPermission: 'fault.noPermission',
  offline: 'fault.offline',
  noSuchHost: 'fault.noSuchHost',
  untrusted: 'fault.untrusted',
  unreachable: 'fault.unreachable',
  timedOut: 'fault.timedOut',
  cutOff: 'fault.timedOut',
  stoppedBefore: 'orphan.stopped',
  stoppedWhileSending: 'orphan.stopped',
  signInFirst: 'fault.signInFirst',
  redirected: 'fault.redirected',
  wrongPath: 'fault.wrongPath',
  notAServer: 'fault.wrongPath',
  rateLimited: 'fault.rateLimited',
  tooLongThere: 'fault.tooLongThere',
  serverError: 'fault.serverError',
  garbled: 'fault.garbled',
  incomplete: 'fault.garbled',
  answerTooBig: 'fault.garbled',
  refused: 'fault.refused',
  forbidden: 'fault.refused',
  unauthorised: 'fault.refused',
  serverNotAllowed: 'fault.serverNotAllowed',
  malformed: 'revealFault.other',
  mustBeSealed: 'policy.rule.sealedRequired',
  needsPassphrase: 'policy.rule.passphraseRequired',
  needsAccount: 'policy.rule.accountRequired',
} as const satisfies Partial<Record<Code, string>>
/** The text reached the server, which kept nothing of it. */
const notStored: readonly Code[] = [
  'signInFirst',
  'wrongPath',
  'refused',
  'tooLongThere',
  'forbidden',
  'unauthorised',
  'rateLimited',
]
/** Faults that ask the same of the person, and so share one message. */
const shared = {
  accountDisabled: 'fault.accountGone',
  accountElsewhere: 'fault.accountGone',
  nul: 'fault.loneSurrogate',
  policyBroken: 'policy.broken',
  backupNewer: 'fault.keptByNewer',
  gone: 'reveal.gone',
} as const satisfies Partial<Record<Code, string>>
/** Whole messages that also tell why a server couldn't be asked. */
const whole = {
  badServer: 'fault.badServer',
  noBrackets: 'fault.noBrackets',
  handleLost: 'fault.handleLost',
  keyMissing: 'fault.keyMissing',
  policyBroken: 'policy.broken',
  notKept: 'fault.notKept',
} as const satisfies Partial<Record<Code, string>>
const ofAccounts = {
  unauthorised: 'fault.unauthorised',
  accountGone: 'fault.accountGone',
  accountNoToken: 'fault.accountNoToken',
  locked: 'fault.locked',
} as const satisfies Partial<Record<Code, string>>

const isIn = <C extends Code>(table: Partial<Record<C, string>>, code: Code): code is C => code in table

/** The message for a failure: what happened, what was and wasn't sent, and what to do. */
export function apologyFor(
  { t, format }: { t: Translate; format: Format },
  { code, by = 1, said }: Failure,
): string {
  if (code === 'tooLong') return t('fault.tooLong', [format.bytes(by)])
  if (code === 'passphraseShort' || code === 'lockTooShort') return t('fault.passphraseShort', [String(by)])
  if (code === 'lockWait') return t('fault.lockWait', [format.amount(by, 'second')])
  if (code === 'livesTooLong')
    return `${t('policy.rule.longestLifetime', [format.duration(by)])} ${t('fault.notSent')}`
  if (code === 'unauthorised') return `${t('fault.unauthorised')} ${t('fault.notStored')}`
  if (isIn(reasons, code)) return `${reasonFor(t, { code, said })} ${t(consequenceOf(code))}`
  return isIn(shared, code) ? t(shared[code]) : t(`fault.${code}`)
}

const consequenceOf = (code: Code) =>
  faults[code] === 'maybe'
    ? 'fault.maybeSent'
    : notStored.includes(code)
      ? 'fault.notStored'
      : 'fault.notSent'

/** Why a server couldn't be asked, whatever the request. The consequences are described separately. */
export function reasonFor(t: Translate, { code, said }: Failure): string {
  if (code === 'refused' && said !== undefined) return t('fault.refusedSaying', [said])
  if (isIn(reasons, code)) return t(reasons[code])
  return isIn(whole, code) ? t(whole[code]) : t('revealFault.other')
}

/** Why a secret wasn't burned, or may have been. `refused` means the server wants the passphrase. */
export function apologyForBurn(t: Translate, failure: Failure, passphrase: string): string {
  const untouched = faults[failure.code] === 'no'
  const wanted = passphrase === '' ? t('history.itsPassphraseLine') : t('fault.wrongPassphrase')
  const reason = failure.code === 'refused' ? wanted : reasonFor(t, failure)
  return `${reason} ${untouched ? t('history.notBurned') : t('history.maybeBurned')}`
}

/** Why an account wasn't accepted, or couldn't be tested. */
export const reasonAgainstAccount = (t: Translate, failure: Failure): string =>
  isIn(ofAccounts, failure.code) ? t(ofAccounts[failure.code]) : reasonFor(t, failure)
