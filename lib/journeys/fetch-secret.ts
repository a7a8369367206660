import type { Api } from '../doors/api/api'
import type { Revealings } from '../doors/revealing'
import { Fault } from '../rules/fault'

export type World = { api: (origin: string) => Api; revealings: Revealings }
export type Wanted = { token: string; origin: string; secretKey: string; passphrase?: string | undefined }

/**
 * The one reading of a secret. The server is first asked whether it is there at all, so that nothing is destroyed
 * in vain; what it held is kept before anything is done with it; and what is kept is never asked for again.
 * @throws Fault `malformed` for a token that is nobody's, and what the server and the way to it said
 */
export function createFetch({ api, revealings }: World) {
  const running = new Map<string, Promise<string>>()

  async function read({ token, origin, secretKey, passphrase }: Wanted): Promise<string> {
    const found = await revealings.read(token)
    if (!found) throw new Fault('malformed')
    if (found.stored !== undefined) return found.stored
    const server = api(origin)
    await server.status()
    const stored = await server.read(secretKey, passphrase)
    // Memory may be full; the page that waits for the answer has it all the same.
    await revealings.write(token, { ...found, stored }).catch(() => {})
    return stored
  }

  /** Two presses are one reading. */
  return async (wanted: Wanted): Promise<string> => {
    const last = running.get(wanted.token)
    if (last) return last
    const now = read(wanted).finally(() => running.delete(wanted.token))
    running.set(wanted.token, now)
    return now
  }
}
