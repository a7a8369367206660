import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { type Answer, crashed, forbidden, rateLimited, refused, unknownSecret } from './answer'
import { type Odd, oddly } from './odd'
import type { Settings } from './settings'

/**
 * One way to answer badly. `cut`, `missing`, `drip` and `odd` do what was asked first; `slow` and `held` afterwards;
 * `hang` and `reset` only if `stored`; the others never.
 */
export type Misbehaviour =
  | { at: 'answer'; status: number; headers?: Record<string, string>; body?: string }
  | { at: 'html' }
  /**
   * JSON cut in the middle, or before its last `lost` bytes: the length is that of what is sent, or of the whole and
   * the connection ends early, at once or `after` some milliseconds: a browser may drop what came together with the end.
   */
  | { at: 'cut'; by: 'length' | 'connection'; lost?: number; after?: number }
  /** Nothing for `first` milliseconds, then so many pieces, one every `every` milliseconds. */
  | { at: 'drip'; first: number; every: number; pieces: number }
  /** What was asked for is in it, to the letter, but not as it is told. */
  | { at: 'odd'; as: Odd }
  | { at: 'missing'; fields: readonly string[] }
  | { at: 'redirect'; to: string }
  | { at: 'huge' }
  | { at: 'hang'; stored: boolean }
  | { at: 'reset'; stored: boolean }
  | { at: 'slow'; ms: number }
  | { at: 'held'; until: Promise<void> }
  | { at: 'rate-limited' }
  | { at: 'status'; status: 400 | 401 | 403 | 404 | 500 }

export type Fault = { how: Misbehaviour; left: number; path: RegExp }

const megabyte = Buffer.alloc(1024 * 1024, 'x')

/** Answers badly; `work` does what was really asked. Gives the status sent, 0 when there was none. */
export async function misbehave(
  how: Misbehaviour,
  settings: Settings,
  response: ServerResponse,
  work: () => Promise<Answer>,
): Promise<number> {
  const replace = replacement(how, settings)
  if (replace) return send(response, replace)
  if (how.at === 'huge') return await stream(response)
  if (how.at === 'hang' || how.at === 'reset') {
    if (how.stored) await work()
    if (how.at === 'reset') response.destroy()
    return 0
  }
  if (how.at === 'slow') await wait(how.ms, undefined, { ref: false })
  if (how.at === 'held') await how.until
  const answer = await work()
  if (how.at === 'missing') return send(response, { ...answer, body: without(answer.body, how.fields) })
  if (how.at === 'odd') return send(response, oddly(answer, how.as))
  if (how.at === 'drip') return await drip(response, answer, how)
  if (how.at !== 'cut') return send(response, answer)
  const whole = Buffer.from(answer.body)
  const part = whole.subarray(0, how.lost === undefined ? Math.floor(whole.length / 2) : -how.lost)
  if (how.by === 'length') return send(response, { ...answer, body: part.toString('utf8') })
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) })
  response.write(part, () => setTimeout(() => response.destroy(), how.after ?? 0).unref())
  return answer.status
}

export function send(response: ServerResponse, { status, headers, body }: Answer): number {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) })
  response.end(body)
  return status
}

function replacement(how: Misbehaviour, settings: Settings): Answer | undefined {
  if (how.at === 'answer') return { status: how.status, headers: how.headers ?? {}, body: how.body ?? '' }
  if (how.at === 'redirect') return { status: 302, headers: { location: how.to }, body: '' }
  if (how.at === 'rate-limited') return rateLimited(settings)
  if (how.at === 'html') {
    const headers = { 'content-type': 'text/html; charset=utf-8' }
    return { status: 200, headers, body: '<!doctype html><title>Sign in to this network</title>' }
  }
  if (how.at !== 'status') return undefined
  if (how.status === 400) return refused(settings, 400, 'You did not provide anything to share')
  if (how.status === 401) return refused(settings, 401, 'Not authorized')
  if (how.status === 403) return forbidden()
  return how.status === 404 ? unknownSecret('') : crashed(settings)
}

function without(body: string, fields: readonly string[]): string {
  const whole: unknown = JSON.parse(body)
  return JSON.stringify(whole, (name, value) => (fields.includes(name) ? undefined : value))
}

async function drip(
  response: ServerResponse,
  { status, headers, body }: Answer,
  { first, every, pieces }: { first: number; every: number; pieces: number },
): Promise<number> {
  const whole = Buffer.from(body)
  const size = Math.ceil(whole.length / pieces)
  await wait(first, undefined, { ref: false })
  response.writeHead(status, { ...headers, 'content-length': whole.length })
  for (let sent = 0; sent < whole.length; sent += size) {
    if (sent > 0) await wait(every, undefined, { ref: false })
    response.write(whole.subarray(sent, sent + size))
  }
  response.end()
  return status
}

async function stream(response: ServerResponse): Promise<number> {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
  // Whoever asked may have had enough before the end.
  await pipeline(Readable.from(hugeJson()), response).catch(() => undefined)
  return 200
}

function* hugeJson(): Generator<string | Buffer> {
  yield '{"value":"'
  for (let sent = 0; sent < 50; sent += 1) yield megabyte
  yield '"}'
}
