import { decode } from 'jose/base64url'

/** A JWE of ours, and all of it but the ciphertext: what two readings of one sealed text have in common. */
export type SealedPart = { jwe: string; ends: string }

// The ends are known: an encrypted key of 40 bytes or none, an IV of 12, a tag of 16 (RFC 7516 §3.1). So it does not
// matter what stands behind it. Found one within the other, as the start of one may be the end of what is none.
const afterHeader = /(?=\.((?:[\w-]{54})?\.[\w-]{16})\.([\w-]+)\.([\w-]{21}[AQgw]))/g
/** How our headers begin, in base64url: with `{"alg":"dir"` or `{"alg":"PBES2-`. */
export const headerStarts = ['eyJhbGciOiJkaXIi', 'eyJhbGciOiJQQkVTMi']

/** A header has some 250 characters at most; what is stuck to it may begin like one. */
const most = { header: 1_200, starts: 6, found: 64 }

/** Every JWE of ours that stands whole in a text. Ours is what says so (`typ`); what it is worth is for `open`. */
export function sealedPartsIn(text: string): SealedPart[] {
  const found: SealedPart[] = []
  for (const { index, 1: key = '', 2: ciphertext = '', 3: tag = '' } of text.matchAll(afterHeader)) {
    const header = headerBefore(text.slice(Math.max(0, index - most.header), index))
    if (header === undefined) continue
    found.push({ jwe: `${header}.${key}.${ciphertext}.${tag}`, ends: `${header}.${key}.${tag}` })
    if (found.length === most.found) break
  }
  return found
}

/** Every header is base64url of `{"…`; the last that is ours is it. */
export function headerBefore(text: string): string | undefined {
  let at = text.length
  for (let tries = 0; tries < most.starts; tries++) {
    at = text.lastIndexOf('eyJ', at - 1)
    if (at < 0) return undefined
    const header = text.slice(at)
    if (/[^\w-]/.test(header)) return undefined
    if (isOurs(header)) return header
  }
  return undefined
}

function isOurs(header: string): boolean {
  try {
    return new TextDecoder().decode(decode(header)).includes('"typ":"cachet"')
  } catch {
    return false
  }
}
