import type { Code } from '../lib/domain/fault'
import type { Failure } from '../lib/domain/share-outcome'
import type { Translate } from './translation'

/** Why a server couldn't be asked, whatever the request: faults with a message of their own. */
const reasons = [
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
/** Faults that use another fault's message. */
const borrowed = {
  badServer: 'fault.badServer',
  noBrackets: 'fault.noBrackets',
  handleLost: 'fault.handleLost',
  keyMissing: 'fault.keyMissing',
  policyBroken: 'policy.broken',
  notKept: 'accounts.why.notKept',
  garbled: 'revealFault.strange',
  incomplete: 'revealFault.strange',
  answerTooBig: 'revealFault.strange',
  refused: 'revealFault.refused',
  forbidden: 'revealFault.refused',
  unauthorised: 'revealFault.refused',
} as const satisfies Partial<Record<Code, string>>

export const isIn = <C extends Code>(list: readonly C[], code: Code): code is C =>
  list.some(one => one === code)
const isBorrowed = (code: Code): code is keyof typeof borrowed => code in borrowed

/** Why a server couldn't be asked, whatever the request. The consequences are described separately. */
export function reasonFor(t: Translate, { code, said }: Failure): string {
  if (isIn(reasons, code)) return t(`revealFault.${code}`)
  if (!isBorrowed(code)) return t('revealFault.other')
  const sentence = borrowed[code]
  if (sentence === 'revealFault.refused' && said !== undefined) return t('revealFault.refusedSaying', [said])
  return t(sentence)
}
