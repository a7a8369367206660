import * as z from 'zod/mini'
import { Fault } from '../../rules/fault'

const Words = z.object({ message: z.string(), secret_key: z.optional(z.string()) })
const NoRoute = z.object({ error: z.string() })

/**
 * What an answer other than 200 means. Nearly every error of v1 is a 404 with a message in the server's
 * language, so only status, header and shape are looked at; the words are shown, never matched.
 */
export function refusal(status: number, intended: string | null, body: string): Fault {
  if (status === 429) return new Fault('rateLimited')
  if (status === 401 || intended === '401') return new Fault('unauthorised')
  if (status === 403) return new Fault('forbidden')
  if (status >= 500) return new Fault('serverError')
  const json = parse(body)
  const words = Words.safeParse(json)
  if (words.success) {
    // Only an answer about a secret repeats the key it was asked for.
    if (words.data.secret_key !== undefined) return new Fault('gone')
    return new Fault('refused', { said: shorten(words.data.message) })
  }
  if (NoRoute.safeParse(json).success || status === 404) return new Fault('wrongPath')
  return new Fault('refused')
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** The server's words are a stranger's: one line, no control or direction characters, not long. */
const shorten = (message: string): string =>
  message
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 160)
