import { faults } from '../lib/domain/fault'
import type { Failure } from '../lib/domain/share-outcome'
import { isIn, reasonFor } from './fault-reasons'
import type { Format } from './format'
import type { Translate } from './translation'

/** The message for a failure: what happened, what was and wasn't sent, and what to do. */
export function apologyFor(
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

const ofAccounts = ['unauthorised', 'accountGone', 'accountNoToken', 'locked'] as const

/** Why no answer came to what was sent; what else is known of the share is described separately. */
export const reasonLost = (t: Translate, failure: Failure): string =>
  failure.code === 'stoppedWhileSending' ? t('orphan.stopped') : reasonFor(t, failure)

/** Why a secret wasn't burned, or may have been. `refused` means the server wants the passphrase. */
export function apologyForBurn(t: Translate, failure: Failure, passphrase: string): string {
  if (failure.code === 'refused')
    return passphrase === '' ? t('history.wantsPassphrase') : t('history.wrongPassphrase')
  const untouched = faults[failure.code] === 'no'
  return `${reasonFor(t, failure)} ${untouched ? t('history.notBurned') : t('history.maybeBurned')}`
}

/** Why a secret couldn't be fetched, and whether this attempt may have consumed it. */
export const apologyForReveal = (t: Translate, failure: Failure, asked: boolean): string =>
  `${failure.code === 'noRoom' ? t('fault.noRoom') : reasonFor(t, failure)} ${asked ? t('revealFault.unsure') : t('revealFault.untouched')}`

/** Why an account wasn't accepted, or couldn't be tested. */
export const reasonAgainstAccount = (t: Translate, failure: Failure): string =>
  isIn(ofAccounts, failure.code) ? t(`accounts.why.${failure.code}`) : reasonFor(t, failure)
