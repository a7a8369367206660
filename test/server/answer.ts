import { makeShrimp } from './keys'
import type { Settings } from './settings'

export type Answer = { status: number; headers: Record<string, string | string[]>; body: string }

const api = { 'content-type': 'application/json; charset=utf-8' }

export function ok(body: unknown): Answer {
  return { status: 200, headers: api, body: JSON.stringify(body) }
}

/** Servers mean 400 or 401 and send 404; the newer ones say in a header what they meant. */
export function refused(settings: Settings, intended: 400 | 401, message: string): Answer {
  const shrimp = intended === 400 && settings.errors.shrimp !== 'none' ? { shrimp: makeShrimp() } : {}
  return notFound({ ...shrimp, message }, settings.errors.intendedStatus ? intended : undefined)
}

export function unexpected(settings: Settings): Answer {
  const message = 'An unexpected error occurred :['
  if (settings.errors.shrimp === 'on refusals') return notFound({ message })
  return refused(settings, 400, message)
}

export function rateLimited(settings: Settings): Answer {
  return notFound({ message: settings.rateMessage }, settings.errors.intendedStatus ? 400 : undefined)
}

export function unknownSecret(key: string): Answer {
  return notFound({ secret_key: key, message: 'Unknown secret' })
}

export function notFound(body: unknown, intended?: number): Answer {
  const headers = intended === undefined ? api : { ...api, 'x-ots-intended-status': String(intended) }
  return { status: 404, headers, body: JSON.stringify(body) }
}

export function noRoute(): Answer {
  return { status: 404, headers: { 'content-type': 'application/json' }, body: '{"error":"Not Found"}' }
}

export function forbidden(): Answer {
  return { status: 403, headers: { 'content-type': 'text/plain' }, body: 'Forbidden' }
}

export function crashed(settings: Settings): Answer {
  const detail = settings.errors.intendedStatus
    ? { message: 'An error occurred. Please try again later.' }
    : {}
  return {
    status: 500,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ error: 'Internal Server Error', ...detail }),
  }
}
