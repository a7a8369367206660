import type { Call } from '../../lib/doors/messages'
import { Fault } from '../../lib/rules/fault'
import type { Place, Reading } from '../../lib/rules/received'

/** Some minutes: a browser that is busy takes its time to start a worker anew. */
const most = 100

type World = { call: Call; later: (run: () => void, ms: number) => () => void }

/**
 * Asks for a secret, once. A worker that is stopped meanwhile does not answer; what it had read for us goes on without
 * it, so that the end is asked for, as often as it takes. @throws Fault, as it was answered
 */
export async function readSurely(
  { call, later }: World,
  place: Place,
  passphrase: string | undefined,
): Promise<Reading> {
  let asking = call('reveal', { ...place, ...(passphrase === undefined ? {} : { passphrase }) })
  for (let tries = 0; ; tries++) {
    try {
      return await asking
    } catch (error) {
      if (error instanceof Fault || tries === most) throw error
      await new Promise<void>(resolve => later(resolve, Math.min(2_000, 100 * 2 ** tries)))
      asking = call('revealEnd', place)
    }
  }
}
