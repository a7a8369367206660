import * as z from 'zod/mini'
import type { CreatedSecret as Made } from '../../domain/created-secret'
import { isAsTyped } from '../../domain/plaintext'
import type { Receipt as Told } from '../../domain/receipt'
import { serverKey } from '../../domain/server-key'
import { oneLine } from './request'

/** An invalid value counts as absent. */
const Loosely = <T extends z.ZodMiniType>(shape: T) => z.catch(z.optional(z.nullable(shape)), undefined)

/** Public documentation shows numbers as strings, every server measured sends integers: accept both. */
const Int = z.union([
  z.int(),
  z.pipe(
    z.string().check(z.regex(/^-?\d{1,15}$/)),
    z.transform(text => Number(text)),
  ),
])
/**
 * Seconds. Negative values and those beyond two centuries are not plausible as a lifetime or time, and
 * count as absent.
 */
const Seconds = Loosely(Int.check(z.minimum(0), z.maximum(200 * 365 * 86_400)))
const Key = z.string().check(z.regex(serverKey))

const Recipients = z.union([z.string(), z.array(z.string())])
const recipientIn = (told: z.infer<typeof Recipients> | null | undefined): string | undefined =>
  oneLine([told ?? []].flat().join(', '), 200) || undefined

/** The answer to a status check. */
export const StatusAnswer = z.object({ status: z.string() })

const created = z.object({
  metadata_key: Key,
  secret_key: Key,
  secret_ttl: Seconds,
  ttl: Seconds,
  recipient: Loosely(Recipients),
  share_domain: Loosely(z.string()),
})
const createdOf = (answer: z.infer<typeof created>): Made => ({
  metadataKey: answer.metadata_key,
  secretKey: answer.secret_key,
  ttl: answer.secret_ttl ?? answer.ttl ?? undefined,
  recipient: recipientIn(answer.recipient),
  shareDomain: answer.share_domain || undefined,
})
/** A secret that was just made. Unknown fields are dropped. */
export const CreatedAnswer = z.pipe(created, z.transform(createdOf))
export type CreatedAnswer = z.infer<typeof CreatedAnswer>

/**
 * No server generates more than 128 characters. A text of more than one line could not be displayed
 * faithfully.
 */
const MadeUp = z.string().check(
  z.maxLength(1_000),
  z.refine(text => isAsTyped(text) && !/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(text)),
)

/** A secret that the server generated, with its text, which it returns only this once. */
export const GeneratedAnswer = z.pipe(
  z.extend(created, { value: MadeUp }),
  z.transform(answer => ({ ...createdOf(answer), value: answer.value })),
)
export type GeneratedAnswer = z.infer<typeof GeneratedAnswer>

/**
 * What a sender is told about a secret. Only the fields named here are kept: `value` and `secret_value`,
 * the text itself, are dropped. Few fields are required, because generations differ.
 */
export const ReceiptAnswer = z.pipe(
  z.object({
    metadata_key: Key,
    state: z.string(),
    created: Seconds,
    ttl: Seconds,
    secret_ttl: Seconds,
    secret_key: Loosely(z.string()),
    passphrase_required: Loosely(z.boolean()),
    recipient: Loosely(Recipients),
  }),
  z.transform(
    (answer): Told => ({
      metadataKey: answer.metadata_key,
      state: answer.state,
      created: answer.created ?? undefined,
      ttl: answer.ttl ?? undefined,
      left: (answer.secret_ttl ?? 0) > 0 ? (answer.secret_ttl ?? undefined) : undefined,
      emptied: answer.secret_key === '',
      passphrase: answer.passphrase_required === true,
      recipient: recipientIn(answer.recipient),
    }),
  ),
)

/**
 * The list of an account's secrets. An invalid item is left out and counted, without affecting the others.
 */
export const ReceiptsAnswer = z.pipe(
  z.array(z.unknown()),
  z.transform((items): { receipts: Told[]; leftOut: number } => {
    const receipts = items.flatMap(item => ReceiptAnswer.safeParse(item).data ?? [])
    return { receipts, leftOut: items.length - receipts.length }
  }),
)
export type ReceiptsAnswer = z.infer<typeof ReceiptsAnswer>

/** The answer to burning: the earlier receipt, which contains nothing new. */
export const BurnedAnswer = z.object({ state: z.object({ metadata_key: Key }) })
