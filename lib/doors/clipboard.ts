import { encode } from 'jose/base64url'
import * as z from 'zod/mini'
import { sha256 } from '../rules/digest'
import { type Area, cell } from './storage'

/** What was copied, so that it is recognised and not known: SHA-256 over a random salt and the text. */
export const Copied = z.strictObject({ salt: z.string(), digest: z.string() })
export type Copied = z.infer<typeof Copied>

export async function copiedOf(
  text: string,
  salt = encode(crypto.getRandomValues(new Uint8Array(16))),
): Promise<Copied> {
  return { salt, digest: await sha256(`${salt}\n${text}`) }
}

export const isCopied = async (text: string, { salt, digest }: Copied): Promise<boolean> =>
  (await copiedOf(text, salt)).digest === digest

/** The last secret that was copied, until the clipboard has been looked at. */
export const createCopied = (session: Area) => cell(session, 'copied', Copied)

/** What the clipboard's own page may be asked. */
export const ClipboardAsk = z.union([
  z.strictObject({ to: z.literal('clipboard'), copy: z.string() }),
  z.strictObject({ to: z.literal('clipboard'), paste: z.literal(true) }),
])
export type ClipboardAsk = z.infer<typeof ClipboardAsk>
