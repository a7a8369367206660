import { type Code, faults } from '../../lib/rules/fault'
import type { Failure } from '../../lib/rules/outcome'
import type { Translate } from '../words'

const named = [
  'noPermission',
  'offline',
  'noSuchHost',
  'untrusted',
  'unreachable',
  'timedOut',
  'cutOff',
  'redirected',
  'wrongPath',
  'notAServer',
  'rateLimited',
  'serverError',
] as const
const isNamed = (code: Code): code is (typeof named)[number] => named.some(name => name === code)
const strange: readonly Code[] = ['garbled', 'incomplete', 'answerTooBig']
const refused: readonly Code[] = ['refused', 'forbidden', 'unauthorised']

/** Why a secret could not be fetched, and whether this attempt can have used it up. */
export function sorryToRead(t: Translate, failure: Failure): string {
  const untouched = faults[failure.code] === 'no'
  return `${why(t, failure)} ${untouched ? t('revealFault.untouched') : t('revealFault.unsure')}`
}

function why(t: Translate, { code, said }: Failure): string {
  if (isNamed(code)) return t(`revealFault.${code}`)
  if (strange.includes(code)) return t('revealFault.strange')
  if (!refused.includes(code)) return t('revealFault.other')
  return said === undefined ? t('revealFault.refused') : t('revealFault.refusedSaying', [said])
}
