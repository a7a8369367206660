import type { Code } from '../../lib/rules/fault'
import type { Failure } from '../../lib/rules/outcome'
import { why } from '../why'
import type { Translate } from '../words'

const own = ['unauthorised', 'accountGone', 'accountNoToken', 'locked'] as const
const isOwn = (code: Code): code is (typeof own)[number] => own.some(name => name === code)

/** Why an account was not accepted, or could not be tested. */
export function whyNot(t: Translate, failure: Failure): string {
  const { code } = failure
  return isOwn(code) ? t(`accounts.why.${code}`) : why(t, failure)
}
