import type { Call } from './call'
import { callerName } from './call'
import { text } from './params'
import type { Stored } from './store'

export type Checked = 'right' | 'wrong' | 'locked' | 'limited' | 'undecipherable'

/** Compares what was sent with what was set, and counts what was wrong. */
export function checkPassphrase(call: Call, stored: Stored): Checked {
  const { settings, rate } = call
  if (stored.passphrase === '') return 'right'
  const { allowed, per, lockedMs } = settings.wrongPassphrase
  const counter = `wrong passphrase ${per === 'secret' ? stored.secretKey : callerName(call)}`
  if (per === 'secret' && rate.count(counter) >= allowed) return 'locked'
  const given = text(call.params.passphrase)
  if (given === stored.passphrase) return 'right'
  // bcrypt reads 72 bytes only, but the text was encrypted with the whole passphrase.
  if (settings.passphrase.hash === '72 bytes' && start(given) === start(stored.passphrase))
    return 'undecipherable'
  if (rate.count(counter) >= allowed) return 'limited'
  rate.add(counter, lockedMs)
  return 'wrong'
}

function start(passphrase: string): string {
  return Buffer.from(passphrase, 'utf8').subarray(0, 72).toString('hex')
}
