import { readFileSync } from 'node:fs'
import { z } from 'zod'

const Exchange = z.strictObject({
  name: z.string(),
  note: z.optional(z.string()),
  request: z.strictObject({
    method: z.string(),
    path: z.string(),
    authorization: z.optional(z.string()),
    'content-type': z.optional(z.string()),
    body: z.optional(z.nullable(z.string())),
    origin: z.optional(z.string()),
    cookie: z.optional(z.string()),
    host: z.optional(z.string()),
    'accept-language': z.optional(z.string()),
    'sec-fetch-site': z.optional(z.string()),
    'x-requested-with': z.optional(z.string()),
  }),
  response: z.strictObject({
    status: z.number(),
    headers: z.strictObject({
      'content-type': z.optional(z.string()),
      'set-cookie': z.optional(z.array(z.string())),
      'x-ots-intended-status': z.optional(z.string()),
    }),
    body: z.string(),
  }),
})

/** One question and its answer, as a real server gave it. */
export type Exchange = z.infer<typeof Exchange>

export function readRecording(version: string): Exchange[] {
  const lines = readFileSync(new URL(`../vectors/v${version}.jsonl`, import.meta.url), 'utf8').trim()
  return lines.split('\n').map(line => Exchange.parse(JSON.parse(line)))
}

export function isV1({ request }: Exchange): boolean {
  return request.path.startsWith('/api/v1')
}

const Times = z.object({ created: z.number(), ttl: z.number(), metadata_ttl: z.number() })
const Answer = z.union([
  Times,
  z.pipe(
    z.object({ state: Times }),
    z.transform(({ state }) => state),
  ),
  z.pipe(
    z.tuple([Times], z.unknown()),
    z.transform(([first]) => first),
  ),
])

/** When an exchange happened, in seconds, where its answer tells. */
export function timeOf({ response: { body } }: Exchange): number | undefined {
  const read = Answer.safeParse(parse(body))
  if (read.success) return read.data.created + 2 * read.data.ttl - read.data.metadata_ttl
  const cut = body.match(/^\[\{.*?"ttl":(\d+),"metadata_ttl":(\d+),.*?"updated":(\d{10}),/)
  return cut ? Number(cut[3]) + 2 * Number(cut[1]) - Number(cut[2]) : undefined
}

export function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
