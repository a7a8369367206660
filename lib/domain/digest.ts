import { encode } from 'jose/base64url'
import type { LinkTarget } from './link'

/** SHA-256 of a text in UTF-8, as base64url: 43 characters. */
export async function sha256(text: string): Promise<string> {
  return encode(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))))
}

/** The name under which a fetched secret is stored, which does not reveal where the secret was. */
export const receivedId = (of: LinkTarget | string): Promise<string> =>
  sha256(typeof of === 'string' ? of : `${of.origin}\n${of.secretKey}`)

export const isReceivedId = (text: string): boolean => /^[\w-]{43}$/.test(text)
