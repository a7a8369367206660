import type { Code } from '../lib/domain/fault'
import type { Failure } from '../lib/domain/share-outcome'
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
export const notSent = 'fault.notSent'
const notStored = 'fault.notStored'
/**
 * Why a request failed, whatever it was for; and, where that is sure, what it means for a text: that it was
 * not sent, or that the server kept nothing of it.
 */
export const reasons = {
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
export const reasonsElsewhere = {
  stoppedBefore: 'orphan.stopped',
  stoppedWhileSending: 'orphan.stopped',
  mustBeSealed: 'policy.rule.sealedRequired',
  needsPassphrase: 'policy.rule.passphraseRequired',
  needsAccount: 'policy.rule.accountRequired',
  malformed: 'revealFault.other',
} as const satisfies Partial<Record<Code, string>>
/** Whole messages that also tell why a server couldn't be asked. */
const whole = ['badServer', 'noBrackets', 'handleLost', 'keyMissing', 'notKept'] as const

export const isOf = <C extends Code>(list: readonly C[], code: Code): code is C =>
  list.some(one => one === code)
export const isIn = <C extends Code>(table: Partial<Record<C, string>>, code: Code): code is C =>
  code in table
export const sharedBy = (code: Code) => (isIn(alike, code) ? alike[code] : code)

/** Why a server couldn't be asked, whatever the request. The consequences are described separately. */
export function reasonFor(t: Translate, { code, said }: Failure): string {
  const one = sharedBy(code)
  if (one === 'refused' && said !== undefined) return t('fault.refusedSaying', [said])
  if (code === 'policyBroken') return t('policy.broken')
  if (isIn(reasonsElsewhere, one)) return t(reasonsElsewhere[one])
  return isIn(reasons, one) || isOf(whole, one) ? t(`fault.${one}`) : t('revealFault.other')
}
