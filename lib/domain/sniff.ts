// Recognises our links and texts without parsing them: for the content script, which must stay tiny and
// import nothing.

const language = String.raw`(?:/[a-z]{2,3}(?:[-_][a-z\d]{2,8})?)?`
const page = new RegExp(`^${language}/secret/`, 'i')
const place = new RegExp(`^(${language}/secret/)([\\w-]+)`, 'i')
// Also matches links cut anywhere, down to the first letter: the site's own page would destroy the secret
// without opening it.
const fragment = /^#c(1(p?(\..*)?)?)?$/s
// Here the site's page finds no secret, and so destroys none.
const inPath = /^[^#]*(#c1(?:p?(?:\..*)?)?)$/s
const compact = /(?<![\w.-])(eyJ[\w-]+)\.[\w-]*(?:\.[\w-]+){3}/

/** Characters of an address: ours has some 350 at most, and its key may be percent-encoded, even twice. */
export const longestLink = 2_000

/** The parts of an address, as in `location` and `URL`. */
export type LinkAddress = Record<'origin' | 'pathname' | 'search' | 'hash', string>

/**
 * A sealed link in an address. `link`: as it was sent, or what is left of it. `plain`: the secret page's
 * address without the key. `seen`: the key was before the `#`, so it was sent to the server.
 */
export type LinkAt = { link: string; plain: string; seen: boolean }

/** Whether an address leads to a page that reveals secrets. */
export const isSecretPage = ({ pathname }: Pick<LinkAddress, 'pathname'>): boolean =>
  page.test(decoded(pathname))

/**
 * The sealed link in the address of a secret's page, whole or damaged, however mail and gateways left it:
 * percent-encoded in part or wholly, up to three times, the `#` as an entity or full-width, a language
 * before it, a slash or a query after it, white space in it. `undefined` for any other address.
 */
export function linkAt({ origin, pathname, search, hash }: LinkAddress): LinkAt | undefined {
  const tail = decoded(hash)
  const whole = fragment.test(tail) ? decoded(pathname) + tail : decoded(pathname + search + hash)
  if (!page.test(whole)) return undefined
  const [, key] = (fragment.test(tail) ? /^[^#]*(#.*)$/s : inPath).exec(whole) ?? []
  if (key === undefined) return undefined
  const seen = !tail.endsWith(key.slice(1))
  const [before = pathname, , secretKey] = place.exec(whole) ?? []
  return {
    link: `${origin}${secretKey === undefined ? pathname : `/secret/${secretKey}`}${key}`,
    plain: origin + (seen ? before : pathname + search),
    seen,
  }
}

/** Decodes up to three times: gateways may encode what others have encoded. */
function decoded(text: string): string {
  let clear = text
  for (let times = 0; times < 3; times += 1)
    clear = clear
      .replace(/(?:%[\da-f]{2})+/gi, bytes)
      .normalize('NFKC')
      .replace(/[\s\p{Default_Ignorable_Code_Point}]/gu, '')
      .replace(/&(?:#35|#x23|num);|=23(?=c1)/gi, '#')
  return clear
}

function bytes(coded: string): string {
  try {
    return decodeURIComponent(coded)
  } catch {
    return coded
  }
}

/**
 * Whether a text seems to contain a JWE of ours, by its header. Whether it really does is for `findSealed`
 * to say.
 */
export function looksSealed(text: string): boolean {
  const header = compact.exec(text)?.[1] ?? ''
  try {
    return atob(header.replaceAll('-', '+').replaceAll('_', '/')).includes('"typ":"cachet"')
  } catch {
    return false
  }
}
