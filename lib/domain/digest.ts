import { encode } from 'jose/base64url'

/** SHA-256 of a text in UTF-8, as base64url: 43 characters. */
export async function sha256(text: string): Promise<string> {
  return encode(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))))
}
