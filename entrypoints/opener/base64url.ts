/** In the place of `jose/base64url`, without what only newer browsers have. RFC 4648 §5, without padding */
export const encode = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

/** @throws Error of what is in no such coding. Stray last bits are taken, as by the library. */
export function decode(text: string): Uint8Array<ArrayBuffer> {
  if (/[+/]/.test(text)) throw new Error('base64, not base64url')
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), byte => byte.charCodeAt(0))
}
