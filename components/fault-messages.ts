import { type Code, mayHaveReached } from '../lib/domain/fault'
import type { Failure } from '../lib/domain/share-outcome'
import { isWhole, message, reasonFor, reasonOf, type Words } from './fault-reasons'
import type { Translate } from './translation'

/** The text reached the server, which kept nothing of it. */
const notStored: readonly Code[] = [
  'signInFirst',
  'wrongPath',
  'refused',
  'tooLongThere',
  'rateLimited',
  'forbidden',
  'unauthorised',
]
/** Found before a text was sent, or on its way there. All others are also of settings, accounts and the lock. */
const notSent: readonly Code[] = [
  'tooLong',
  'serverNotAllowed',
  'mustBeSealed',
  'needsPassphrase',
  'livesTooLong',
  'needsAccount',
  'noPermission',
  'offline',
  'noSuchHost',
  'untrusted',
  'unreachable',
  'stoppedBefore',
  'busy',
  'malformed',
]

/** A consequence that says what to do itself ends in `|`. */
function consequenceOf(t: Translate, code: Code): string {
  if (isWhole(code)) return ''
  if (mayHaveReached(code)) return `${t('fault.maybeSent')}|`
  if (notStored.includes(code)) return t('fault.notStored')
  return t(notSent.includes(code) ? 'fault.notSent' : 'fault.unchanged')
}

/** The message for a failure: what happened, what was and wasn't sent, and what to do. */
export const apologyFor = (words: Words, failure: Failure): string =>
  message(words.t, reasonOf(words, failure), consequenceOf(words.t, failure.code))

/** Why no answer came; what became of the text, and what to do, is described separately. */
export const reasonLost = (words: Words, failure: Failure): string =>
  message(words.t, reasonOf(words, failure), '|')

/** Why a secret wasn't burned, or may have been. `refused` means the server wants the passphrase. */
export function apologyForBurn(words: Words, failure: Failure, passphrase: string): string {
  const { t } = words
  const consequence = !mayHaveReached(failure.code) ? t('history.notBurned') : `${t('history.maybeBurned')}|`
  if (failure.code !== 'refused') return reasonFor(words, failure, consequence)
  const wanted = passphrase === '' ? t('history.itsPassphraseLine') : t('fault.wrongPassphrase')
  return message(t, wanted, `${consequence}|`)
}

/** Why a secret couldn't be fetched, and whether this attempt may have consumed it. */
export const apologyForReveal = (words: Words, failure: Failure, asked: boolean): string =>
  reasonFor(words, failure, asked ? `${words.t('revealFault.unsure')}|` : words.t('revealFault.untouched'))

/** Why an account wasn't accepted, or couldn't be tested, and what that means for it. */
export const reasonAgainstAccount = (words: Words, failure: Failure, consequence?: string): string =>
  failure.code === 'unauthorised'
    ? message(words.t, words.t('fault.unauthorised'), consequence)
    : reasonFor(words, failure, consequence)
