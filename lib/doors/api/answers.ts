import * as z from 'zod/mini'

/** Public documentation shows numbers as strings, every server measured sends integers: take both. */
const Int = z.union([
  z.int(),
  z.pipe(
    z.string().check(z.regex(/^-?\d{1,15}$/)),
    z.transform(text => Number(text)),
  ),
])
const Key = z.string().check(z.regex(/^[\w-]{1,128}$/))

/** What the server says of a status check. */
export const Status = z.object({ status: z.string() })

/** A secret that was just made. Unknown fields are dropped. */
export const Created = z.pipe(
  z.object({
    metadata_key: Key,
    secret_key: Key,
    secret_ttl: z.optional(z.nullable(Int)),
    ttl: z.optional(z.nullable(Int)),
  }),
  z.transform(answer => ({
    metadataKey: answer.metadata_key,
    secretKey: answer.secret_key,
    /** Seconds that the server grants, when it says so. */
    ttl: answer.secret_ttl ?? answer.ttl ?? undefined,
  })),
)
export type Created = z.infer<typeof Created>

/** What a secret held. Reading it destroys it on the server. */
export const Read = z.object({ value: z.string() })
