import type { Code } from '../lib/domain/fault'
import type { Failure } from '../lib/domain/share-outcome'
import { type Format, joinSentences } from './format'
import type { Translate } from './translation'

export type Words = { t: Translate; format: Format }

/** Faults that ask the same of the person share the message of one of them. */
const alike = {
  nul: 'loneSurrogate',
  tooLong: 'tooLongThere',
  lockTooShort: 'passphraseShort',
  noBrackets: 'badServer',
  accountDisabled: 'accountGone',
  accountElsewhere: 'accountGone',
  serverHasAccounts: 'serverIsDefault',
  backupNewer: 'keptByNewer',
  keyMissing: 'notKept',
  timedOut: 'unreachable',
  cutOff: 'unreachable',
  noSuchHost: 'notAServer',
  redirected: 'notAServer',
  incomplete: 'garbled',
  answerTooBig: 'garbled',
  serverError: 'garbled',
  forbidden: 'refused',
  notOpened: 'malformed',
} as const satisfies Partial<Record<Code, Code>>
type Alike = keyof typeof alike
/** Reasons in words that are said elsewhere, too. */
const elsewhere = {
  stoppedBefore: 'orphan.stopped',
  stoppedWhileSending: 'orphan.stopped',
  mustBeSealed: 'policy.rule.sealedRequired',
  needsPassphrase: 'policy.rule.passphraseRequired',
  needsAccount: 'policy.rule.accountRequired',
  policyBroken: 'policy.broken',
  malformed: 'revealFault.other',
  gone: 'reveal.gone',
} as const satisfies Partial<Record<Code, string>>

/** The fault whose message this one shares, if it isn't its own. */
const messageOf = (code: Code): Exclude<Code, Alike> => (isAlike(code) ? alike[code] : code)
const isAlike = (code: Code): code is Alike => code in alike
const isElsewhere = (code: Code): code is keyof typeof elsewhere => code in elsewhere

/** What happened, and after a `|` what to do about it, where that isn't plain from the first. */
export function reasonOf({ t, format }: Words, { code, by = 1, said }: Failure): string {
  const one = messageOf(code)
  if (one === 'passphraseShort') return t('fault.passphraseShort', [format.number(by)])
  if (one === 'lockWait') return t('fault.lockWait', [format.amount(by, 'second')])
  if (one === 'livesTooLong') return t('policy.rule.longestLifetime', [format.duration(by)])
  // The server's own bars part nothing.
  if (one === 'refused' && said !== undefined) return t('fault.refusedSaying', [said.replaceAll('|', '¦')])
  return isElsewhere(one) ? t(elsewhere[one]) : t(`fault.${one}`)
}

/**
 * A whole message: what happened, what that means for the secret or the text, and what to do. A consequence that
 * says what to do itself ends in `|`, or has that after it, and is the last word.
 */
export function message(t: Translate, reason: string, consequence = ''): string {
  const [what = '', advice = ''] = partsOf(reason)
  const [means = '', instead = advice] = partsOf(consequence)
  return joinSentences(t('language'), [what, means, instead])
}
const partsOf = (text: string): string[] => text.split(/\s*\|\s*/)

/** Messages that say everything themselves. */
const whole: readonly Code[] = [
  'notALink',
  'linkDamaged',
  'linkHidden',
  'needsKey',
  'policyBroken',
  'gone',
  'erased',
  'lockWait',
  'wrongPassphrase',
  'unexpected',
]
export const isWhole = (code: Code): boolean => whole.includes(messageOf(code))
/** What can't come of asking a server, or says nothing about why. */
const strange: readonly Code[] = ['unexpected', 'lockWait', 'erased', 'gone']

/** Why a server couldn't be asked, whatever the request, and what that means for what was asked. */
export function reasonFor(words: Words, failure: Failure, consequence?: string): string {
  const code = failure.code === 'unauthorised' ? 'refused' : failure.code
  const known = strange.includes(code) ? 'malformed' : code
  return message(words.t, reasonOf(words, { ...failure, code: known }), isWhole(known) ? '' : consequence)
}
