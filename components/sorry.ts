import type { Failure } from '../lib/rules/outcome'
import type { Format } from './format'
import type { Translate } from './words'

/** The sentence for a failure: what happened, what was and was not sent, and what to do. */
export function sorry(
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
