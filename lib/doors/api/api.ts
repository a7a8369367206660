import { Fault } from '../../rules/fault'
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
     * dropped here. @throws Fault `gone` when the server knows nothing of it, `garbled` when it speaks of another one
     */
    receipt: async (key: string): Promise<Told> => {
      const receipt = await ask(Receipt, { path: `private/${key}`, key, most: secretBytes })
      checkKey(receipt.metadataKey, key)
      return receipt
    },
    /**
     * Has a secret destroyed unread; whether it was, its receipt says. @throws Fault `gone` when it was read, burned or
     * expired before; `refused` when its passphrase is missing or wrong; `garbled` when another one was
     */
    burn: async (key: string, passphrase?: string): Promise<void> => {
      const form = given('passphrase', passphrase)
      const { state } = await ask(Burned, { path: `private/${key}/burn`, key, form })
      checkKey(state.metadata_key, key)
    },
  }
}
export type Api = ReturnType<typeof createApi>

/** An answer about another secret is no answer. */
function checkKey(told: string, asked: string): void {
  if (told !== asked) throw new Fault('garbled')
}
