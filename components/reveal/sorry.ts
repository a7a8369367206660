import { faults } from '../../lib/rules/fault'
import type { Failure } from '../../lib/rules/outcome'
import { why } from '../why'
import type { Translate } from '../words'

/** Why a secret could not be fetched, and whether this attempt can have used it up. */
export function sorryToRead(t: Translate, failure: Failure): string {
  const untouched = faults[failure.code] === 'no'
  return `${why(t, failure)} ${untouched ? t('revealFault.untouched') : t('revealFault.unsure')}`
}
