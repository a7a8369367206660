import * as z from 'zod/mini'
import { Fault } from '../../domain/fault'

const Words = z.object({ message: z.string(), secret_key: z.optional(z.string()) })
const NoRoute = z.object({ error: z.string() })

/**
 * What an answer other than 200 means. Nearly every error of v1 is a 404 with a message in the server's
 * language, so only status, header and shape are looked at; the words are shown, never matched. `key`: of the secret
 * that was asked about, if any: only an answer that repeats it says that there is none.
 */
export function refusal(status: number, intended: string | null, body: string, key?: string): Fault {
  if (status === 429) return new Fault('rateLimited')
  if (status === 401 || intended === '401') return new Fault('unauthorised')
  if (status === 407 || status === 511) return new Fault('signInFirst')
  if (status === 413) return new Fault('tooLongThere')
  if (status === 403) return new Fault('forbidden')
  if (status >= 500) return new Fault('serverError')
  const json = jsonIn(body)
  const words = Words.safeParse(json)
  if (words.success) {
    const about = words.data.secret_key
    if (about !== undefined) return new Fault(about === key ? 'gone' : 'garbled')
    return new Fault('refused', { said: oneLine(words.data.message, 160) })
  }
  if (NoRoute.safeParse(json).success || status === 404) return new Fault('wrongPath')
  return new Fault('refused')
}

/** What a body holds as JSON, or nothing. */
export function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    // The parser's words quote what it read.
    return undefined
  }
}

/**
 * Reads an answer as UTF-8 and stops at `most` bytes, whatever the server goes on sending.
 * @throws Fault `answerTooBig` | `cutOff` | `timedOut`
 */
export async function readBody(response: Response, most: number): Promise<string> {
  if (!response.body) return ''
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let length = 0
  for (;;) {
    const { value, done } = await reader.read().catch((cause: unknown) => {
      throw new Fault(isTimeOut(cause) ? 'timedOut' : 'cutOff', { cause })
    })
    if (done) return text + decoder.decode()
    length += value.length
    if (length > most) {
      // The stream may be endless: stop it, and don't wait for it to agree.
      reader.cancel().catch(() => {})
      throw new Fault('answerTooBig')
    }
    text += decoder.decode(value, { stream: true })
  }
}

export const isTimeOut = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError')

/** `fetch`, but a request that fails on its way rejects with the Fault that says why. */
export type Network = (url: string, init: RequestInit) => Promise<Response>

export type ApiEnvironment = {
  network: Network
  /** Whether we hold the permission for this origin. Without it a POST is still sent, only unreadable. */
  allowed: (origin: string) => Promise<boolean>
  /** Milliseconds; the browser may stop a worker that waits for 30 seconds. */
  patience?: number
}

const answerBytes = 64 * 1024

/**
 * One question to one server; `authorization` is the header of somebody who has an account there, so that whoever
 * asks has one place to take it to. Nothing is retried: making a secret twice makes two. Every call: no cookies, no
 * referrer, no cache, no redirect, a time-out, a limited answer.
 * @throws Fault: `noPermission`, the network's, or what `refusal` makes of the answer
 */
export function createAsk(
  { network, allowed, patience = 20_000 }: ApiEnvironment,
  origin: string,
  authorization?: string,
) {
  return async <T>(
    shape: z.ZodMiniType<T>,
    { most = answerBytes, key, ...asked }: ApiRequest,
  ): Promise<T> => {
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
  const json = jsonIn(body)
  if (json === undefined) throw new Fault(body.trimStart().startsWith('<') ? 'notAServer' : 'garbled')
  const found = shape.safeParse(json)
  if (!found.success) throw new Fault('incomplete')
  return found.data
}

/**
 * What is asked: below `/api/v1/`; with a form it is a POST. `most`: bytes of the answer, at most. `key`: of the secret
 * that it is about.
 */
export type ApiRequest = { path: string; form?: Record<string, string>; most?: number; key?: string }

/** A field of a form, or none. */
export const formField = (name: string, value: string | undefined): Record<string, string> =>
  value === undefined ? {} : { [name]: value }

/** Every request of ours: no cookies, no referrer, no cache, no redirect. */
export function requestOf(
  origin: string,
  { path, form }: ApiRequest,
  authorization?: string,
): { url: string; init: RequestInit } {
  return {
    url: `${origin}/api/v1/${path}`,
    init: {
      method: form ? 'POST' : 'GET',
      // Form-encoded: old servers don't read JSON, and FormData would rewrite line breaks.
      ...(form ? { body: new URLSearchParams(form) } : {}),
      headers: { accept: 'application/json', ...(authorization === undefined ? {} : { authorization }) },
      credentials: 'omit',
      // Not `error`: that would look like any other failure on the way.
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    },
  }
}

/**
 * A stranger's words, such as a server's, as they may stand on a page: one line, without control and direction
 * characters or halves of characters, and of so many UTF-16 units at most.
 */
export const oneLine = (text: string, most: number): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ')
    .trim()
    .slice(0, most)
    .replace(/[\p{Cs}\s]+$/u, '')
