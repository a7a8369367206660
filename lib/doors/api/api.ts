import type * as z from 'zod/mini'
import { Fault } from '../../rules/fault'
import { Created, Read, Status } from './answers'
import { isTimeOut, readBody } from './body'
import { refusal } from './refusal'

/** `fetch`, but a request that fails on its way rejects with the Fault that says why. */
export type Network = (url: string, init: RequestInit) => Promise<Response>

export type Outside = {
  network: Network
  /** Whether we hold the permission for this origin. Without it a POST is still sent, only unreadable. */
  allowed: (origin: string) => Promise<boolean>
  /** Milliseconds; the browser may stop a worker that waits for 30 seconds. */
  patience?: number
}

export type NewSecret = {
  secret: string
  /** Seconds. */
  ttl: number
  /** For the server to check; a sealed secret has none. */
  passphrase?: string
}

const answerBytes = 64 * 1024
/** Old servers keep up to a million bytes, and JSON may write six for one. */
const secretBytes = 6_500_000

/**
 * The v1 REST API of one server, anonymously. Nothing is retried: making a secret twice makes two.
 * Every call: no cookies, no referrer, no cache, no redirect, a time-out, a limited answer.
 * @throws Fault: `noPermission`, the network's, or what `refusal` makes of the answer
 */
export function createApi({ network, allowed, patience = 20_000 }: Outside, origin: string) {
  async function ask<T>(
    shape: z.ZodMiniType<T>,
    path: string,
    form?: URLSearchParams,
    most = answerBytes,
  ): Promise<T> {
    if (!(await allowed(origin))) throw new Fault('noPermission')
    const response = await network(`${origin}/api/v1/${path}`, {
      method: form ? 'POST' : 'GET',
      // Form-encoded: old servers don't read JSON, and FormData would rewrite line breaks.
      ...(form ? { body: form } : {}),
      headers: { accept: 'application/json' },
      credentials: 'omit',
      // Not `error`: that would look like any other failure on the way.
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: AbortSignal.timeout(patience),
    }).catch((cause: unknown) => {
      if (isTimeOut(cause)) throw new Fault('timedOut', { cause })
      throw cause
    })
    if (response.type === 'opaqueredirect' || isRedirect(response.status)) throw new Fault('redirected')
    const body = await readBody(response, most)
    if (!response.ok) {
      throw refusal(response.status, response.headers.get('x-ots-intended-status'), body)
    }
    return parse(shape, body)
  }

  return {
    /** Whether a Onetime Secret server answers here. */
    status: () => ask(Status, 'status'),
    share: ({ secret, ttl, passphrase }: NewSecret): Promise<Created> =>
      ask(
        Created,
        'share',
        new URLSearchParams({
          secret,
          ttl: String(ttl),
          ...(passphrase === undefined ? {} : { passphrase }),
        }),
      ),
    /**
     * What a secret held: its one reading.
     * @throws Fault `gone` for read, burned, expired, unknown and for a wrong passphrase alike
     */
    read: async (secretKey: string, passphrase?: string): Promise<string> => {
      const form = new URLSearchParams(passphrase === undefined ? {} : { passphrase })
      return (await ask(Read, `secret/${secretKey}`, form, secretBytes)).value
    },
  }
}
export type Api = ReturnType<typeof createApi>

const isRedirect = (status: number) => status >= 300 && status < 400

function parse<T>(shape: z.ZodMiniType<T>, body: string): T {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    // The cause is left out on purpose: a parser's message quotes what it read.
    throw new Fault(body.trimStart().startsWith('<') ? 'notAServer' : 'garbled')
  }
  const found = shape.safeParse(json)
  if (!found.success) throw new Fault('incomplete')
  return found.data
}
