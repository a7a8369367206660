import * as z from 'zod/mini'
import { Fault } from '../../rules/fault'

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
  const json = parse(body)
  const words = Words.safeParse(json)
  if (words.success) {
    const about = words.data.secret_key
    if (about !== undefined) return new Fault(about === key ? 'gone' : 'garbled')
    return new Fault('refused', { said: oneLine(words.data.message, 160) })
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
