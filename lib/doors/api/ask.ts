import type * as z from 'zod/mini'
import { Fault } from '../../rules/fault'
import { isTimeOut, readBody } from './body'
import { refusal } from './refusal'
import { type Asked as Request, requestOf } from './request'

/** `fetch`, but a request that fails on its way rejects with the Fault that says why. */
export type Network = (url: string, init: RequestInit) => Promise<Response>

export type Outside = {
  network: Network
  /** Whether we hold the permission for this origin. Without it a POST is still sent, only unreadable. */
  allowed: (origin: string) => Promise<boolean>
  /** Milliseconds; the browser may stop a worker that waits for 30 seconds. */
  patience?: number
}

/** What is asked. `most`: bytes of the answer, at most. `key`: of the secret that it is about. */
export type Asked = Request & { most?: number; key?: string }

const answerBytes = 64 * 1024

/**
 * One question to one server; `authorization` is the header of somebody who has an account there, so that whoever
 * asks has one place to take it to. Nothing is retried: making a secret twice makes two. Every call: no cookies, no
 * referrer, no cache, no redirect, a time-out, a limited answer.
 * @throws Fault: `noPermission`, the network's, or what `refusal` makes of the answer
 */
export function createAsk(
  { network, allowed, patience = 20_000 }: Outside,
  origin: string,
  authorization?: string,
) {
  return async <T>(shape: z.ZodMiniType<T>, { most = answerBytes, key, ...asked }: Asked): Promise<T> => {
    if (!(await allowed(origin))) throw new Fault('noPermission')
    const { url, init } = requestOf(origin, asked, authorization)
    const response = await network(url, { ...init, signal: AbortSignal.timeout(patience) }).catch(
      (cause: unknown) => {
        if (isTimeOut(cause)) throw new Fault('timedOut', { cause })
        throw cause
      },
    )
    if (response.type === 'opaqueredirect' || isRedirect(response.status)) throw new Fault('redirected')
    const body = await readBody(response, most)
    if (!response.ok) {
      throw refusal(response.status, response.headers.get('x-ots-intended-status'), body, key)
    }
    return parse(shape, body)
  }
}

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
