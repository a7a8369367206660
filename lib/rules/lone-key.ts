import { decode } from 'jose/base64url'
import { candidates } from './repair'

const loneKey = /^#?c1(?<flags>p?)\.(?<key>[\w-]{42}[AEIMQUYcgkosw048])\.[\w-]{8}$/

/**
 * The key without its link, `c1.KEY.CHECK`: enough for somebody who holds the sealed text already. Its check
 * covers the link too and says nothing without it; that it fits is for the seal to say.
 */
export function readLoneKey(text: string): { linkKey: Uint8Array; passphrase: boolean } | undefined {
  for (const { text: meant } of candidates(text)) {
    const { flags, key } = loneKey.exec(meant)?.groups ?? {}
    if (key !== undefined) return { linkKey: decode(key), passphrase: flags === 'p' }
  }
  return undefined
}
