import * as z from 'zod/mini'
import type { Receipt as Told } from '../../rules/receipt'
import { Burned, Created, Read, Receipt, Status } from './answers'
import { createAsk, type Outside } from './ask'

export type NewSecret = {
  secret: string
  /** Seconds. */
  ttl: number
  /** For the server to check; a sealed secret has none. */
  passphrase?: string
}

/** Old servers keep up to a million bytes, and JSON may write six for one. */
const secretBytes = 6_500_000
/** Some 700 bytes a secret, of an account that may have thousands. */
const listBytes = 8_000_000

const withPassphrase = (passphrase: string | undefined): Record<string, string> =>
  passphrase === undefined ? {} : { passphrase }

/** The v1 REST API of one server: anonymously, but for an account's own list. Faults: see `createAsk`. */
export function createApi(outside: Outside, origin: string) {
  const ask = createAsk(outside, origin)
  return {
    /** Whether a Onetime Secret server answers here. */
    status: () => ask(Status, { path: 'status' }),
    share: ({ secret, ttl, passphrase }: NewSecret): Promise<Created> =>
      ask(Created, {
        path: 'share',
        form: { secret, ttl: String(ttl), ...withPassphrase(passphrase) },
      }),
    /**
     * What a secret held: its one reading.
     * @throws Fault `gone` for read, burned, expired, unknown and for a wrong passphrase alike
     */
    read: async (secretKey: string, passphrase?: string): Promise<string> => {
      const form = withPassphrase(passphrase)
      return (await ask(Read, { path: `secret/${secretKey}`, form, most: secretBytes })).value
    },
    /**
     * How a secret stands, for its sender. Up to 0.25 the first such answer holds the text of a standard one: it is
     * dropped here. @throws Fault `gone` when the server knows nothing of it
     */
    receipt: (metadataKey: string): Promise<Told> =>
      ask(Receipt, { path: `private/${metadataKey}`, most: secretBytes }),
    /**
     * Destroys a secret unread. @throws Fault `gone` when it was read, burned or expired before; `refused` when
     * its passphrase is missing or wrong
     */
    burn: async (metadataKey: string, passphrase?: string): Promise<void> => {
      await ask(Burned, { path: `private/${metadataKey}/burn`, form: withPassphrase(passphrase) })
    },
    /** All secrets of an account. @throws Fault `refused` always from 0.21 to 0.23.6, which stumble over it */
    recent: (user: string, token: string): Promise<Told[]> =>
      ask(z.array(Receipt), { path: 'private/recent', authorization: basic(user, token), most: listBytes }),
  }
}
export type Api = ReturnType<typeof createApi>

/** RFC 7617, in UTF-8. */
const basic = (user: string, token: string): string =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${token}`)))}`
