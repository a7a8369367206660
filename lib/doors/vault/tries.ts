import * as z from 'zod/mini'
import { Fault, faultOf } from '../../rules/fault'
import { waitAfter } from '../../rules/lock'
import { asVersion, record } from '../record'
import type { Area } from '../storage'

/** Wrong passphrases in a row, and when the last one was tried, in milliseconds. */
export const Tries = z.strictObject({ version: z.literal(1), wrong: z.int(), last: z.int() })
const OnDisk = z.object({ ...Tries.shape, version: asVersion(1) })

/** Slows who guesses, and outlasts a restart: a try counts as wrong before it is made. */
export function createTries(local: Area, now: () => number) {
  const kept = record(local, 'lock-tries', { asRead: OnDisk, whole: Tries })
  // A full disk must not keep out who knows the passphrase.
  const note = (wrong: number, last: number) => kept.write({ version: 1, wrong, last }).catch(() => {})
  return {
    /** @throws Fault `lockWait` (`by`: seconds) when it is too early to try, and what `attempt` throws */
    async slowed<T>(attempt: () => Promise<T>): Promise<T> {
      const { wrong, last } = (await kept.read()) ?? { wrong: 0, last: 0 }
      // A clock that was set back must not make anybody wait until it has caught up.
      const since = Math.max(0, now() - last)
      const left = waitAfter(wrong) - since
      if (left > 0) {
        if (now() < last) await note(wrong, now())
        throw new Fault('lockWait', { by: Math.ceil(left / 1000) })
      }
      await note(wrong + 1, now())
      const made = await attempt().catch(async (error: unknown) => {
        if (faultOf(error).code !== 'wrongPassphrase') await note(wrong, last)
        throw error
      })
      if (await kept.isNewer()) await note(0, last)
      else await kept.clear().catch(() => {})
      return made
    },
  }
}
