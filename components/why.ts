import { type Code, faults } from '../lib/rules/fault'
import type { Failure } from '../lib/rules/outcome'
import type { Translate } from './words'

const named = [
  'noPermission',
  'offline',
  'noSuchHost',
  'untrusted',
  'unreachable',
  'timedOut',
  'cutOff',
  'signInFirst',
  'redirected',
  'wrongPath',
  'notAServer',
  'rateLimited',
  'tooLongThere',
  'serverError',
  'serverNotAllowed',
] as const
const isNamed = (code: Code): code is (typeof named)[number] => named.some(name => name === code)
const strange: readonly Code[] = ['garbled', 'incomplete', 'answerTooBig']
const refused: readonly Code[] = ['refused', 'forbidden', 'unauthorised']

/** Why a server could not be asked, whatever was wanted of it. What became of that is said apart. */
export function why(t: Translate, { code, said }: Failure): string {
  if (isNamed(code)) return t(`revealFault.${code}`)
  if (code === 'badServer' || code === 'noBrackets' || code === 'handleLost' || code === 'keyMissing')
    return t(`fault.${code}`)
  if (code === 'policyBroken') return t('policy.broken')
  if (code === 'notKept') return t('accounts.why.notKept')
  if (strange.includes(code)) return t('revealFault.strange')
  if (!refused.includes(code)) return t('revealFault.other')
  return said === undefined ? t('revealFault.refused') : t('revealFault.refusedSaying', [said])
}

/** Why no answer came to what was sent; what is known of that besides is said apart. */
export const whyLost = (t: Translate, failure: Failure): string =>
  failure.code === 'stoppedWhileSending' ? t('orphan.stopped') : why(t, failure)

/** Why a secret was not burned, or may have been. What a server refuses, it refuses for want of the passphrase. */
export function sorryToBurn(t: Translate, failure: Failure, passphrase: string): string {
  if (failure.code === 'refused')
    return passphrase === '' ? t('history.wantsPassphrase') : t('history.wrongPassphrase')
  const untouched = faults[failure.code] === 'no'
  return `${why(t, failure)} ${untouched ? t('history.notBurned') : t('history.maybeBurned')}`
}
