import { type Code, faults } from '../lib/domain/fault'
import type { Failure } from '../lib/domain/share-outcome'
import type { Format } from './format'
import type { Translate } from './translation'

/** Faults that ask the same of the person share the message of one of them. */
const alike = {
  nul: 'loneSurrogate',
  lockTooShort: 'passphraseShort',
  accountDisabled: 'accountGone',
  accountElsewhere: 'accountGone',
  cutOff: 'timedOut',
  notAServer: 'wrongPath',
  incomplete: 'garbled',
  answerTooBig: 'garbled',
  forbidden: 'refused',
  unauthorised: 'refused',
  backupNewer: 'keptByNewer',
} as const satisfies Partial<Record<Code, Code>>
const [notSent, notStored] = ['fault.notSent', 'fault.notStored'] as const
/**
 * Why a request failed, whatever it was for; and, where that is sure, what it means for a text: that it was
 * not sent, or that the server kept nothing of it.
 */
const reasons = {
  noPermission: notSent,
  offline: notSent,
  noSuchHost: notSent,
  untrusted: notSent,
  unreachable: notSent,
  serverNotAllowed: notSent,
  signInFirst: notStored,
  wrongPath: notStored,
  rateLimited: notStored,
  tooLongThere: notStored,
  refused: notStored,
  timedOut: '',
  redirected: '',
  serverError: '',
  garbled: '',
} as const satisfies Partial<Record<Code, string>>
/** The same, in words that are said elsewhere, too. */
const reasonsElsewhere = {
  stoppedBefore: 'orphan.stopped',
  stoppedWhileSending: 'orphan.stopped',
  mustBeSealed: 'policy.rule.sealedRequired',
  needsPassphrase: 'policy.rule.passphraseRequired',
  needsAccount: 'policy.rule.accountRequired',
  malformed: 'revealFault.other',
} as const satisfies Partial<Record<Code, string>>
/** Whole messages that also tell why a server couldn't be asked. */
const whole = ['badServer', 'noBrackets', 'handleLost', 'keyMissing', 'notKept'] as const
const ofAccounts = ['unauthorised', 'accountGone', 'accountNoToken', 'locked'] as const

const isOf = <C extends Code>(list: readonly C[], code: Code): code is C => list.some(one => one === code)
const isIn = <C extends Code>(table: Partial<Record<C, string>>, code: Code): code is C => code in table
const sharedBy = (code: Code) => (isIn(alike, code) ? alike[code] : code)

/** The message for a failure: what happened, what was and wasn't sent, and what to do. */
export function apologyFor({ t, format }: { t: Translate; format: Format }, failure: Failure): string {
  const { code, by = 1 } = failure
  const one = sharedBy(code)
  if (one === 'tooLong') return t('fault.tooLong', [format.bytes(by)])
  if (one === 'passphraseShort') return t('fault.passphraseShort', [String(by)])
  if (one === 'lockWait') return t('fault.lockWait', [format.amount(by, 'second')])
  if (one === 'policyBroken') return t('policy.broken')
  if (one === 'gone') return t('reveal.gone')
  if (one === 'livesTooLong')
    return `${t('policy.rule.longestLifetime', [format.duration(by)])} ${t('fault.notSent')}`
  const isReason = isIn(reasons, one)
  if (!isReason && !isIn(reasonsElsewhere, one)) return t(`fault.${one}`)
  const reason = code === 'unauthorised' ? t('fault.unauthorised') : reasonFor(t, failure)
  const sure = faults[code] === 'no'
  return `${reason} ${t(sure ? (isReason && reasons[one]) || notSent : 'fault.maybeSent')}`
}

/** Why a server couldn't be asked, whatever the request. The consequences are described separately. */
export function reasonFor(t: Translate, { code, said }: Failure): string {
  const one = sharedBy(code)
  if (one === 'refused' && said !== undefined) return t('fault.refusedSaying', [said])
  if (code === 'policyBroken') return t('policy.broken')
  if (isIn(reasonsElsewhere, one)) return t(reasonsElsewhere[one])
  return isIn(reasons, one) || isOf(whole, one) ? t(`fault.${one}`) : t('revealFault.other')
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
  isOf(ofAccounts, failure.code) ? t(`fault.${failure.code}`) : reasonFor(t, failure)
