import type { Code } from '../lib/domain/fault'
import type { Failure } from '../lib/domain/share-outcome'
import type { Translate } from './translation'

/** Why a request failed, whatever it was for. What that means for the secret or the text is added to it. */
export const reasons = [
  'noPermission',
  'offline',
  'noSuchHost',
  'untrusted',
  'unreachable',
  'timedOut',
  'signInFirst',
  'redirected',
  'wrongPath',
  'rateLimited',
  'tooLongThere',
  'serverError',
  'garbled',
  'refused',
  'serverNotAllowed',
] as const
/** Reasons that ask the same of the person share the message of one of them. */
export const alike = {
  cutOff: 'timedOut',
  notAServer: 'wrongPath',
  incomplete: 'garbled',
  answerTooBig: 'garbled',
  forbidden: 'refused',
  unauthorised: 'refused',
} as const satisfies Partial<Record<Code, Code>>
/** Whole messages that also tell why a server couldn't be asked. */
const whole = ['badServer', 'noBrackets', 'handleLost', 'keyMissing', 'notKept'] as const

export const isOf = <C extends Code>(list: readonly C[], code: Code): code is C =>
  list.some(one => one === code)
export const isIn = <C extends Code>(table: Partial<Record<C, string>>, code: Code): code is C =>
  code in table
/** The reason whose message this one shares, if it isn't its own. */
const reasonOf = (code: Code) => (isIn(alike, code) ? alike[code] : code)

/** Why a server couldn't be asked, whatever the request. The consequences are described separately. */
export function reasonFor(t: Translate, { code, said }: Failure): string {
  const one = reasonOf(code)
  if (one === 'refused' && said !== undefined) return t('fault.refusedSaying', [said])
  if (one === 'policyBroken') return t('policy.broken')
  return isOf(reasons, one) || isOf(whole, one) ? t(`fault.${one}`) : t('revealFault.other')
}
