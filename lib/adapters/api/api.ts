import type { Account } from '../../domain/account'
import { type Code, Fault, faultOf } from '../../domain/fault'
import type { Receipt as Told } from '../../domain/receipt'
import {
  BurnedAnswer,
  CreatedAnswer,
  GeneratedAnswer,
  ReceiptAnswer,
  ReceiptsAnswer,
  StatusAnswer,
} from './answers'
import { type ApiEnvironment, type ApiRequest, createAsk, formField } from './request'

/** How a secret is to be stored. */
export type ShareTerms = {
  /** Seconds. */
  ttl: number
  /** Checked by the server; a sealed secret has none. */
  passphrase?: string
  /** The address the server mails the link to; it refuses this without an account. */
  recipient?: string
  /** The host to use in the link: one of the account's domains. */
  shareDomain?: string
}

export type NewSecret = ShareTerms & { secret: string }

/** A secret for the server to generate. `length`: characters, up to 128; 0.18 always makes 12. */
export type GenerateTerms = ShareTerms & { length: number }

const fields = ({ ttl, passphrase, recipient, shareDomain }: ShareTerms): Record<string, string> => ({
  ttl: String(ttl),
  ...formField('passphrase', passphrase),
  ...formField('recipient', recipient),
  ...formField('share_domain', shareDomain),
})

/** The terms with the account's own domain, if it has one. */
export const onDomainOf = <T extends ShareTerms>(
  { shareDomain }: Pick<Account, 'shareDomain'>,
  terms: T,
): T => (shareDomain === undefined ? terms : { ...terms, shareDomain })

/** The request that creates a secret, with or without an account. */
export const shareRequest = (secret: NewSecret): ApiRequest => ({
  path: 'share',
  form: { secret: secret.secret, ...fields(secret) },
})

/** The request that has the server generate a secret. */
export const generateRequest = (wanted: GenerateTerms): ApiRequest => ({
  path: 'generate',
  form: { length: String(wanted.length), ...fields(wanted) },
})

/** Credentials for an account; its name and id are not needed. */
export type Access = Pick<Account, 'server' | 'user' | 'token'>

/** Some 700 bytes per secret, for an account that may have thousands. */
const listBytes = 8_000_000

/** How servers of all generations refuse unknown credentials. */
const turnedAway: ReadonlySet<Code> = new Set(['refused', 'unauthorised', 'forbidden', 'gone'])

/**
 * The v1 REST API of an account's own server, authenticated. A token is sent to the origin that it belongs
 * to and nowhere else: there is no other argument. `heard` is called after every answer with whether the
 * account was accepted.
 * @throws Fault `unauthorised` when the account is not accepted; for the rest see `createAsk`
 */
export function createAccountApi(
  outside: ApiEnvironment,
  access: Access,
  heard: (accepted: boolean) => Promise<void> = async () => {},
) {
  const ask = createAsk(outside, access.server, basic(access))

  async function check(): Promise<void> {
    await ask(StatusAnswer, { path: 'authcheck' }).catch((error: unknown) => {
      throw turnedAway.has(faultOf(error).code) ? new Fault('unauthorised', { cause: error }) : error
    })
  }

  /**
   * Older servers refuse a wrong token and an invalid request in the same words, so check the token alone.
   */
  async function meant(error: unknown): Promise<unknown> {
    if (faultOf(error).code !== 'refused') return error
    const doubt = await check().catch((error: unknown) => faultOf(error))
    return doubt?.code === 'unauthorised' ? doubt : error
  }

  async function signed<T>(asked: Promise<T>): Promise<T> {
    try {
      const answer = await asked
      await heard(true)
      return answer
    } catch (error) {
      const cause = await meant(error)
      if (faultOf(cause).code === 'unauthorised') await heard(false)
      throw cause
    }
  }

  return {
    /** Whether the server accepts the account. */
    check: () => signed(check()),
    share: (secret: NewSecret): Promise<CreatedAnswer> => signed(ask(CreatedAnswer, shareRequest(secret))),
    generate: (wanted: GenerateTerms): Promise<GeneratedAnswer> =>
      signed(ask(GeneratedAnswer, generateRequest(wanted))),
    /**
     * All of the account's secrets. @throws Fault `refused` always from 0.21 to 0.23.6, where this endpoint
     * is broken
     */
    recent: (): Promise<ReceiptsAnswer> =>
      signed(ask(ReceiptsAnswer, { path: 'private/recent', most: listBytes })),
  }
}
export type AccountApi = ReturnType<typeof createAccountApi>

/** RFC 7617, in UTF-8. */
const basic = ({ user, token }: Access): string =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${token}`)))}`

/** Old servers store up to a million bytes, and JSON may take six bytes for one. */
const secretBytes = 6_500_000

/** The v1 REST API of one server, anonymous. Faults: see `createAsk`. */
export function createApi(outside: ApiEnvironment, origin: string) {
  const ask = createAsk(outside, origin)
  return {
    /** Whether a Onetime Secret server answers here. */
    status: () => ask(StatusAnswer, { path: 'status' }),
    share: (secret: NewSecret): Promise<CreatedAnswer> => ask(CreatedAnswer, shareRequest(secret)),
    /** Has the server generate a secret, which is a standard one. */
    generate: (wanted: GenerateTerms): Promise<GeneratedAnswer> =>
      ask(GeneratedAnswer, generateRequest(wanted)),
    /**
     * A secret's status, for its sender. Up to 0.25 the first such answer contains the text of a standard
     * one, which is dropped here. @throws Fault `gone` when the server does not know it, `garbled` when the
     * answer is about another one
     */
    receipt: async (key: string): Promise<Told> => {
      const receipt = await ask(ReceiptAnswer, { path: `private/${key}`, key, most: secretBytes })
      checkKey(receipt.metadataKey, key)
      return receipt
    },
    /**
     * Destroys a secret unread; its receipt tells whether that happened. @throws Fault `gone` when it was
     * already read, burned or expired; `refused` when its passphrase is missing or wrong; `garbled` when
     * another one was burned
     */
    burn: async (key: string, passphrase?: string): Promise<void> => {
      const form = formField('passphrase', passphrase)
      const { state } = await ask(BurnedAnswer, { path: `private/${key}/burn`, key, form })
      checkKey(state.metadata_key, key)
    },
  }
}
export type Api = ReturnType<typeof createApi>

/** Rejects an answer about another secret. */
function checkKey(told: string, asked: string): void {
  if (told !== asked) throw new Fault('garbled')
}
