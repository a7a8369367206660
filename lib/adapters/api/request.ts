import { Fault } from '../../domain/fault'

/** A schema that tells whether JSON has its shape; any of zod's does. */
export type Shape<T> = {
  safeParse: (json: unknown) => { success: true; data: T } | { success: false }
}

/**
 * The text under a name in parsed JSON; `undefined` if there is none. What the opener page needs of an
 * answer is read with this: a schema library would be a tenth of that page.
 */
export function textAt(json: unknown, name: string): string | undefined {
  const found: unknown = Object(json)[name]
  return typeof found === 'string' ? found : undefined
}

/**
 * The fault for an answer other than 200. Nearly every v1 error is a 404 with a message in the server's
 * language, so only status, header and shape are examined; the message is shown, never matched. `key`: that
 * of the secret requested, if any; only an answer that repeats it means that the secret does not exist.
 */
export function refusal(status: number, intended: string | null, body: string, key?: string): Fault {
  if (status === 429) return new Fault('rateLimited')
  if (status === 401 || intended === '401') return new Fault('unauthorised')
  if (status === 407 || status === 511) return new Fault('signInFirst')
  if (status === 413) return new Fault('tooLongThere')
  if (status === 403) return new Fault('forbidden')
  if (status >= 500) return new Fault('serverError')
  const json = jsonIn(body)
  const said = textAt(json, 'message')
  if (said !== undefined) {
    const about = textAt(json, 'secret_key')
    if (about !== undefined) return new Fault(about === key ? 'gone' : 'garbled')
    return new Fault('refused', { said: oneLine(said, 160) })
  }
  if (textAt(json, 'error') !== undefined || status === 404) return new Fault('wrongPath')
  return new Fault('refused')
}

/** A body parsed as JSON; `undefined` if it is not JSON. */
export function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    // The parser's message quotes what it read.
    return undefined
  }
}

/**
 * Reads an answer as UTF-8 and stops after `most` bytes, whatever the server goes on sending.
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
      // The stream may be endless: cancel it without waiting.
      reader.cancel().catch(() => {})
      throw new Fault('answerTooBig')
    }
    text += decoder.decode(value, { stream: true })
  }
}

export const isTimeOut = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError')

/** Like `fetch`, but a request that fails in transit rejects with a specific Fault. */
export type Network = (url: string, init: RequestInit) => Promise<Response>

export type ApiEnvironment = {
  network: Network
  /**
   * Whether we have the permission for this origin. Without it a POST is still sent, but its answer is
   * unreadable.
   */
  allowed: (origin: string) => Promise<boolean>
  /** Time-out in milliseconds; the browser may stop a worker that waits for 30 seconds. */
  patience?: number
}

const answerBytes = 64 * 1024

/**
 * Makes requests to one server. `authorization` is the header for an account on it; binding it to the
 * origin here keeps it from going anywhere else. Nothing is retried: creating a secret twice makes two.
 * Every call: no cookies, no referrer, no cache, no redirect, a time-out, a limited answer.
 * @throws Fault: `noPermission`, the network's, or what `refusal` makes of the answer
 */
export function createAsk(
  { network, allowed, patience = 20_000 }: ApiEnvironment,
  origin: string,
  authorization?: string,
) {
  return async <T>(shape: Shape<T>, { most = answerBytes, key, ...asked }: ApiRequest): Promise<T> => {
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

function parse<T>(shape: Shape<T>, body: string): T {
  const json = jsonIn(body)
  if (json === undefined) throw new Fault(body.trimStart().startsWith('<') ? 'notAServer' : 'garbled')
  const found = shape.safeParse(json)
  if (!found.success) throw new Fault('incomplete')
  return found.data
}

/**
 * A request below `/api/v1/`; a POST if it has a form. `most`: maximum bytes of the answer. `key`: that of
 * the secret concerned.
 */
export type ApiRequest = { path: string; form?: Record<string, string>; most?: number; key?: string }

/** A form field, or none. */
export const formField = (name: string, value: string | undefined): Record<string, string> =>
  value === undefined ? {} : { [name]: value }

/** Applies to every request: no cookies, no referrer, no cache, no redirect. */
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
      // Not `error`: that would be indistinguishable from a network failure.
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    },
  }
}

/**
 * Text from others, such as a server, made safe to display: one line, without control and direction
 * characters or lone surrogates, and at most `most` UTF-16 units long.
 */
export const oneLine = (text: string, most: number): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ')
    .trim()
    .slice(0, most)
    .replace(/[\p{Cs}\s]+$/u, '')
