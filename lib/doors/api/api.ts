import type { Receipt as Told } from '../../rules/receipt'
import { Burned, Created, Generated, Receipt, Status } from './answers'
import { createAsk, type Outside } from './ask'
import { type Generate, generateIn, given, type NewSecret, shareIn } from './new-secret'

/** Old servers keep up to a million bytes, and JSON may write six for one. */
const secretBytes = 6_500_000

/** The v1 REST API of one server, for anybody. Faults: see `createAsk`. */
export function createApi(outside: Outside, origin: string) {
  const ask = createAsk(outside, origin)
  return {
    /** Whether a Onetime Secret server answers here. */
    status: () => ask(Status, { path: 'status' }),
    share: (secret: NewSecret): Promise<Created> => ask(Created, shareIn(secret)),
    /** Has the server make a secret up. It is a standard one. */
    generate: (wanted: Generate): Promise<Generated> => ask(Generated, generateIn(wanted)),
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
      await ask(Burned, { path: `private/${metadataKey}/burn`, form: given('passphrase', passphrase) })
    },
  }
}
export type Api = ReturnType<typeof createApi>
