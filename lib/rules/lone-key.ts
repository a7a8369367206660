import { decode } from 'jose/base64url'
import { linkReadings } from './link-search'

// A hash with letters before it is the end of a link, which is cut.
const loneKey = /(?<![\w.-]|[\w-]#)c1(?<flags>p?)\.(?<key>[\w-]{42}[AEIMQUYcgkosw048])\.[\w-]{8}(?![\w-])/

/**
 * The key without its link, `c1.KEY.CHECK`: enough for somebody who holds the sealed text already. Its check
 * covers the link too and says nothing without it; that it fits is for the seal to say.
 */
export function readLoneKey(text: string): { linkKey: Uint8Array; passphrase: boolean } | undefined {
  for (const reading of linkReadings(text)) {
    const { flags, key } = reading.includes('/secret/') ? {} : (loneKey.exec(reading)?.groups ?? {})
    if (key !== undefined) return { linkKey: decode(key), passphrase: flags === 'p' }
  }
  return undefined
}
