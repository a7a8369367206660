import { faults } from '../lib/domain/fault'
import type { Failure } from '../lib/domain/share-outcome'
import { isIn, isOf, notSent, reasonFor, reasons, reasonsElsewhere, sharedBy } from './fault-reasons'
import type { Format } from './format'
import type { Translate } from './translation'

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

const ofAccounts = ['unauthorised', 'accountGone', 'accountNoToken', 'locked'] as const

/** Why a secret wasn't burned, or may have been. `refused` means the server wants the passphrase. */
export function apologyForBurn(t: Translate, failure: Failure, passphrase: string): string {
  const untouched = faults[failure.code] === 'no'
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
