import { z } from 'zod'
import { ask, type Heard } from './ask'
import { basic } from './people'
import { parse } from './recording'

export type Person = { user: string; token: string } | undefined

export const Keys = z.object({ metadata_key: z.string(), secret_key: z.string() })

export async function share(
  origin: string,
  fields: Record<string, string>,
  as?: Person,
): Promise<z.infer<typeof Keys>> {
  return Keys.parse(parse((await post(origin, '/api/v1/share', fields, as)).body))
}

export function post(
  origin: string,
  path: string,
  fields: Record<string, string>,
  as?: Person,
): Promise<Heard> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...identity(as) }
  const body = Buffer.from(new URLSearchParams(fields).toString())
  return ask(origin, { method: 'POST', path, headers, body })
}

export function get(origin: string, path: string, as?: Person): Promise<Heard> {
  return ask(origin, { method: 'GET', path, headers: identity(as) })
}

function identity(as: Person): Record<string, string> {
  return as ? { authorization: basic(as) } : {}
}
