import { encode } from 'jose/base64url'
import * as z from 'zod/mini'
import { type Area, cell } from './storage'
import { createTurns } from './turns'

/**
 * What was shared with an account and is to leave no trace here: its server lists it, and it must not come in from
 * there. Known by the SHA-256 of its metadata key, in memory, until the browser closes.
 */
export function createUntold(session: Area) {
  const kept = cell(session, 'untold', z.array(z.string()))
  const inTurn = createTurns()
  return {
    /** Never rejects: the secret is on its server by now. */
    add: (metadataKey: string): Promise<void> =>
      inTurn(['untold'], async () => {
        const digest = await digestOf(metadataKey)
        await kept.write([...((await kept.read()) ?? []), digest])
      }).catch(() => {}),
    async has(metadataKey: string): Promise<boolean> {
      const known = (await kept.read()) ?? []
      return known.length > 0 && known.includes(await digestOf(metadataKey))
    },
  }
}
export type Untold = ReturnType<typeof createUntold>

async function digestOf(metadataKey: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(metadataKey))
  return encode(new Uint8Array(digest))
}
