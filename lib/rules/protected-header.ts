import { decode, encode } from 'jose/base64url'
import * as z from 'zod/mini'
import { iterations } from './new-header'

const common = { enc: z.literal('A256GCM'), zip: z.exactOptional(z.literal('DEF')), typ: z.literal('cachet') }

// RFC 7516 §4.1, RFC 7518 §4.5 and §4.8.1; nothing that is not listed.
const Header = z.discriminatedUnion('alg', [
  z.strictObject({ alg: z.literal('dir'), ...common }),
  z.strictObject({
    alg: z.literal('PBES2-HS512+A256KW'),
    ...common,
    p2c: z.int().check(z.positive(), z.maximum(iterations.most)),
    p2s: z.string().check(z.refine(text => isCanonical(text) && decode(text).length >= 8)),
  }),
])
export type Header = z.infer<typeof Header>

/**
 * Everything that can be wrong before a key is used: parts, spelling, header. The header must be spelled as
 * `JSON.stringify` does, which leaves no room for duplicate members, for `1e3` or for `\u0061lg`.
 */
export function readHeader(jwe: string): Header {
  const parts = jwe.split('.')
  if (!parts.every(isCanonical)) throw new Error('not canonical base64url')
  const json = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(decode(parts[0] ?? ''))
  const header: unknown = JSON.parse(json)
  if (JSON.stringify(header) !== json) throw new Error('not canonical JSON')
  return Header.parse(header)
}

/** Base64url has aliases: the last character may carry bits that no byte has (RFC 4648 §3.5). */
function isCanonical(part: string): boolean {
  try {
    return encode(decode(part)) === part
  } catch {
    // Of a length that no bytes have.
    return false
  }
}
