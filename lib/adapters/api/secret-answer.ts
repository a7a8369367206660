import * as z from 'zod/mini'
import { Fault, failureOf, mayHaveReached } from '../../domain/fault'
import type { KeptIn, ReceivedSecret, SecretLocation } from '../../domain/received-secret'
import { allSealed } from '../../domain/sealed-text'
import { Timestamp } from '../../domain/timestamp'
import { jsonIn, refusal, textAt } from './request'

/**
 * A server's answer to revealing a secret, unprocessed. Each call is marked pure, so that the opener page, which
 * only interprets answers, leaves it and the schema library out.
 */
export const SecretAnswer = /* @__PURE__ */ z.strictObject({
  /** When the end of it arrived, in milliseconds. */
  at: Timestamp,
  status: /* @__PURE__ */ z.int(),
  /** The status that the server meant, if stated (`x-ots-intended-status`). */
  intended: /* @__PURE__ */ z.nullable(/* @__PURE__ */ z.string()),
  body: /* @__PURE__ */ z.string(),
  /** Not UTF-8: each character of `body` is one byte. */
  binary: /* @__PURE__ */ z.boolean(),
  /** Whether the connection lasted to the end of the answer. */
  whole: /* @__PURE__ */ z.boolean(),
})
export type SecretAnswer = z.infer<typeof SecretAnswer>

/**
 * What an answer contains. `sealed`: every sealed text in it, separated by blank lines. `unread`: something
 * we cannot read, which may be all that is left of the secret. `nothing`: no secret; the fault says why.
 */
export type AnswerMeaning =
  | { is: 'sealed'; sealed: string }
  | { is: 'text'; text: string }
  | { is: 'unread'; fault: Fault }
  | { is: 'nothing'; fault: Fault }

/**
 * Interprets an answer, whatever its shape and status: the server no longer has the secret. `key`: that of
 * the secret requested; `undefined` for text that a page showed.
 */
export function meaningOf(
  { status, intended, body, binary, whole }: SecretAnswer,
  key: string | undefined,
): AnswerMeaning {
  const sealed = sealedIn(body)
  if (sealed !== undefined) return { is: 'sealed', sealed }
  const text = binary ? undefined : textIn(body)
  if (text !== undefined) return { is: 'text', text }
  const fault = faultIn({ status, intended, body, whole }, key)
  // A refusal does not contain the secret, nor does a plain error message from a failed server.
  const empty = body.trim() === '' || !mayHaveReached(fault.code) || isWords(body)
  return empty ? { is: 'nothing', fault } : { is: 'unread', fault }
}

/** The answer in the form shown to the user; `undefined` if it contains no secret. */
export function receivedOf(
  id: string,
  { place, came }: { place?: SecretLocation | undefined; came: SecretAnswer },
  kept: KeptIn,
): ReceivedSecret | undefined {
  const known = { id, ...(place ? { place } : {}), at: came.at, kept }
  const meaning = meaningOf(came, place?.secretKey)
  if (meaning.is === 'nothing') return undefined
  if (meaning.is === 'sealed')
    return { ...known, what: { is: 'sealed', sealed: meaning.sealed, raw: came.body } }
  if (meaning.is === 'text') return { ...known, what: meaning }
  const what = { is: 'unread' as const, raw: came.body, binary: came.binary }
  return { ...known, what: { ...what, failure: failureOf(meaning.fault) } }
}

type Answer = Pick<SecretAnswer, 'status' | 'intended' | 'body' | 'whole'>

function faultIn({ status, intended, body, whole }: Answer, key: string | undefined): Fault {
  if (status < 200 || status >= 300) {
    return status === 0 || (status >= 300 && status < 400)
      ? new Fault('redirected')
      : refusal(status, intended, body, key)
  }
  if (!whole) return new Fault('cutOff')
  return new Fault(body.trimStart().startsWith('<') ? 'notAServer' : 'garbled')
}

function sealedIn(body: string): string | undefined {
  const found = allSealed(body)
  return found.length === 0 ? undefined : found.join('\n\n')
}

// A whole JSON string under one of the names that servers use for a secret's text.
const named = /"(secret_value|value)"\s*:\s*("(?:[^"\\]|\\.)*")/g

/**
 * The exact text of a standard secret: from v1's answer; or under the same names anywhere, also in JSON
 * that was cut after it, or that has something before it. If several differ, none is certain.
 */
function textIn(body: string): string | undefined {
  const json = jsonIn(body)
  const value = textAt(json, 'value')
  if (value !== undefined) return value
  for (const wanted of ['secret_value', 'value']) {
    const found = [...body.matchAll(named)].flatMap(([, name, literal = '']) =>
      name === wanted ? [jsonIn(literal)] : [],
    )
    const [one, ...others] = new Set(found)
    if (typeof one === 'string' && others.length === 0) return one
  }
  return undefined
}

function isWords(body: string): boolean {
  const json = jsonIn(body)
  const said = textAt(json, 'message') ?? textAt(json, 'error')
  return said !== undefined && Object.keys(Object(json)).length <= 3
}
