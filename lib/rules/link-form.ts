import { decode, encode } from 'jose/base64url'
import { loopback } from './loopback'

/** A link that opens a sealed secret. `origin` is canonical, `linkKey` has 32 bytes. */
export type SealedLink = { origin: string; secretKey: string; linkKey: Uint8Array; passphrase: boolean }

/** Where a secret is, without what opens it. */
export type Place = { origin: string; secretKey: string }

// What an origin may look like is for `canonical` to say; a user name before the host is nobody's here.
const place = String.raw`(?<origin>https?://[^\s/@#?\\]+)/secret/(?<secretKey>[\w-]{1,128})`
// 43 characters hold 258 bits: the last two are zero, or it would be an alias (RFC 4648 §3.5).
const key = String.raw`c1(?<flags>p?)\.(?<key>[\w-]{42}[AEIMQUYcgkosw048])\.(?<check>[\w-]{8})`

export const sealedLink = new RegExp(`^${place}#${key}$`)
const plainLink = new RegExp(`^${place}$`)
export const cutAfterHash = new RegExp(`^${place}#(?:c|c1.*)?$`)
export const keyAnywhere = new RegExp(String.raw`(?<![\w.-])${key}(?![\w-])`)

/** The link that a text is to the letter, when it passes the check. */
export async function checked(text: string): Promise<SealedLink | undefined> {
  const { origin, secretKey, flags, key, check } = sealedLink.exec(text)?.groups ?? {}
  if (!origin || !secretKey || flags === undefined || !key || canonical(origin) !== origin) return undefined
  if (check !== (await checkOf({ origin, secretKey }, flags, key))) return undefined
  return { origin, secretKey, linkKey: decode(key), passphrase: flags === 'p' }
}

export function placeIn(text: string): Place | undefined {
  const { origin, secretKey } = plainLink.exec(text)?.groups ?? {}
  if (!origin || !secretKey || canonical(origin) !== origin) return undefined
  return { origin, secretKey }
}

/** Six bytes of SHA-256: enough to notice every accident; against malice stands the seal itself. */
export async function checkOf({ origin, secretKey }: Place, flags: string, key: string): Promise<string> {
  const said = new TextEncoder().encode(`cachet c1\n${flags}\n${origin}\n${secretKey}\n${key}`)
  return encode(new Uint8Array(await crypto.subtle.digest('SHA-256', said)).subarray(0, 6))
}

/** Lower case, no default port, no user, no path; https, or http on this machine. */
export function canonical(origin: string): string | undefined {
  if (!URL.canParse(origin)) return undefined
  const url = new URL(origin)
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname))
  return safe && url.href === `${url.origin}/` ? url.origin : undefined
}
