/** A small file that is shared. `type`: its media type, or ''. `data`: its bytes in base64 (RFC 4648 §4). */
export type SharedFile = { name: string; type: string; data: string }

/** UTF-16 code units of a file's name, which is what Windows and macOS allow. */
const longestName = 255
// Not isWellFormed(): recipients' browsers may be older.
export const loneSurrogate = /\p{Surrogate}/u
const mediaType = /^([\w!#$&^.+-]{1,63}\/[\w!#$&^.+-]{1,63})?$/

/** A file as it is sealed. Names and types that no file has are cut or dropped. `name`: '' for none. */
export function sharedFileOf(name: string, type: string, bytes: Uint8Array): SharedFile {
  const named = name.slice(0, longestName).replaceAll('\0', '').toWellFormed()
  return { name: named || 'file', type: mediaType.test(type) ? type : '', data: base64Of(bytes) }
}

/**
 * Reads a file strictly: no other members, a name, and base64 in its one canonical spelling.
 * @throws Error which tells nothing of what was read
 */
export function readSharedFile(raw: unknown): SharedFile {
  const { name, type, data, ...more }: Record<string, unknown> = Object(raw)
  const isNamed = typeof name === 'string' && name.length > 0 && name.length <= longestName
  if (!isNamed || loneSurrogate.test(name) || name.includes('\0')) throw new Error('no name')
  if (typeof type !== 'string' || !mediaType.test(type)) throw new Error('no media type')
  if (typeof data !== 'string' || data === '' || !isCanonical(data)) throw new Error('no data')
  if (Object.keys(more).length > 0) throw new Error('a member that is none of ours')
  return { name, type, data }
}

/** `atob` also takes white space, missing padding and stray last bits. */
function isCanonical(data: string): boolean {
  try {
    return btoa(atob(data)) === data
  } catch {
    return false
  }
}

/** In pieces, since a call takes only so many arguments. */
function base64Of(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8_192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return btoa(binary)
}

export const fileBytes = ({ data }: Pick<SharedFile, 'data'>): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(data), byte => byte.charCodeAt(0))

/** In bytes. */
export const fileSize = ({ data }: Pick<SharedFile, 'data'>): number =>
  (data.length / 4) * 3 - (data.length - data.replace(/=+$/, '').length)

/** What a text file says, without a byte order mark; `undefined` unless it is UTF-8 without NUL. */
export function fileText(file: SharedFile): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(fileBytes(file))
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

/** What can be read and copied of a secret; `undefined` for a file that is no text. */
export const payloadText = ({ text, file }: { text?: string; file?: SharedFile }): string | undefined =>
  file ? fileText(file) : text
