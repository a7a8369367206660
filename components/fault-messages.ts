import { type Code, mayHaveReached } from '../lib/domain/fault'
import type { Failure } from '../lib/domain/share-outcome'
import { alike, isIn, isOf, reasonFor, reasons } from './fault-reasons'
import type { Format } from './format'
import type { Translate } from './translation'

/** Faults that ask the same of the person share the message of one of them. */
const shared = {
  nul: 'loneSurrogate',
  lockTooShort: 'passphraseShort',
  accountDisabled: 'accountGone',
  accountElsewhere: 'accountGone',
  backupNewer: 'keptByNewer',
} as const satisfies Partial<Record<Code, Code>>
/** Reasons in words that are said elsewhere, too. */
const elsewhere = {
  stoppedBefore: 'orphan.stopped',
  stoppedWhileSending: 'orphan.stopped',
  mustBeSealed: 'policy.rule.sealedRequired',
  needsPassphrase: 'policy.rule.passphraseRequired',
  needsAccount: 'policy.rule.accountRequired',
  malformed: 'revealFault.other',
  unauthorised: 'fault.unauthorised',
} as const satisfies Partial<Record<Code, string>>
/** The text reached the server, which kept nothing of it. */
const notStored: readonly Code[] = ['signInFirst', 'wrongPath', 'refused', 'tooLongThere', 'rateLimited']

/** The message for a failure: what happened, what was and wasn't sent, and what to do. */
export function apologyFor({ t, format }: { t: Translate; format: Format }, failure: Failure): string {
  const { code, by = 1 } = failure
  const one = isIn(shared, code) ? shared[code] : isIn(alike, code) ? alike[code] : code
  if (one === 'tooLong') return t('fault.tooLong', [format.bytes(by)])
  if (one === 'passphraseShort') return t('fault.passphraseShort', [String(by)])
  if (one === 'lockWait') return t('fault.lockWait', [format.amount(by, 'second')])
  if (one === 'policyBroken') return t('policy.broken')
  if (one === 'gone') return t('reveal.gone')
  if (one === 'livesTooLong')
    return `${t('policy.rule.longestLifetime', [format.duration(by)])} ${t('fault.notSent')}`
  if (!isOf(reasons, one) && !isIn(elsewhere, one)) return t(`fault.${one}`)
  const untouched = notStored.includes(one) ? 'fault.notStored' : 'fault.notSent'
  return `${reasonLost(t, failure)} ${t(mayHaveReached(code) ? 'fault.maybeSent' : untouched)}`
}

/** Why a text wasn't shared, or no answer came; what became of it is described separately. */
export const reasonLost = (t: Translate, failure: Failure): string =>
  isIn(elsewhere, failure.code) ? t(elsewhere[failure.code]) : reasonFor(t, failure)

const ofAccounts = ['unauthorised', 'accountGone', 'accountNoToken', 'locked'] as const

/** Why a secret wasn't burned, or may have been. `refused` means the server wants the passphrase. */
export function apologyForBurn(t: Translate, failure: Failure, passphrase: string): string {
  const untouched = !mayHaveReached(failure.code)
  const wanted = passphrase === '' ? t('history.itsPassphraseLine') : t('fault.wrongPassphrase')
  const reason = failure.code === 'refused' ? wanted : reasonFor(t, failure)
  return `${reason} ${untouched ? t('history.notBurned') : t('history.maybeBurned')}`
}

/** Why a secret couldn't be fetched, and whether this attempt may have consumed it. */
export const apologyForReveal = (t: Translate, failure: Failure, asked: boolean): string =>
  `${failure.code === 'noRoom' ? t('fault.noRoom') : reasonFor(t, failure)} ${asked ? t('revealFault.unsure') : t('revealFault.untouched')}`

/** Why an account wasn't accepted, or couldn't be tested. */
export const reasonAgainstAccount = (t: Translate, failure: Failure): string =>
  isOf(ofAccounts, failure.code) ? t(`fault.${failure.code}`) : reasonFor(t, failure)
