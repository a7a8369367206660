import { encode } from 'jose/base64url'
import * as z from 'zod/mini'
import { sha256 } from '../domain/digest'
import { type Area, cell } from './storage-area'

/** Identifies the copied text without revealing it: SHA-256 over a random salt and the text. */
export const CopiedDigest = z.strictObject({ salt: z.string(), digest: z.string() })
export type CopiedDigest = z.infer<typeof CopiedDigest>

export async function digestOfCopied(
  text: string,
  salt = encode(crypto.getRandomValues(new Uint8Array(16))),
): Promise<CopiedDigest> {
  return { salt, digest: await sha256(`${salt}\n${text}`) }
}

export const isStillCopied = async (text: string, { salt, digest }: CopiedDigest): Promise<boolean> =>
  (await digestOfCopied(text, salt)).digest === digest

/** The last secret that was copied, until the clipboard has been checked. */
export const createCopiedCell = (session: Area) => cell(session, 'copied', CopiedDigest)

/** Requests to the offscreen page for the clipboard. */
export const ClipboardAsk = z.union([
  z.strictObject({ to: z.literal('clipboard'), copy: z.string() }),
  z.strictObject({ to: z.literal('clipboard'), paste: z.literal(true) }),
])
export type ClipboardAsk = z.infer<typeof ClipboardAsk>
