import type { Failure } from '../../lib/rules/outcome'
import { why } from '../why'
import type { Translate } from '../words'

/** Why a secret could not be fetched, and whether this attempt can have used it up. */
export const sorryToRead = (t: Translate, failure: Failure, asked: boolean): string =>
  `${failure.code === 'noRoom' ? t('fault.noRoom') : why(t, failure)} ${asked ? t('revealFault.unsure') : t('revealFault.untouched')}`
