// What is ours, told without reading it: for the script in web pages, which must stay tiny and import nothing.

const language = String.raw`(?:/[a-z]{2,3}(?:[-_][a-z\d]{2,8})?)?`
const page = new RegExp(`^${language}/secret/`, 'i')
const place = new RegExp(`^(${language}/secret/)([\\w-]+)`, 'i')
// Cut ones too, down to the first letter: the site's own page would destroy the secret without opening it.
const fragment = /^#c(1(p?(\..*)?)?)?$/s
// There the site's page finds nothing, and destroys nothing.
const inPath = /^[^#]*(#c1(?:p?(?:\..*)?)?)$/s
const compact = /(?<![\w.-])(eyJ[\w-]+)\.[\w-]*(?:\.[\w-]+){3}/

/** Characters of an address: ours has some 350 at most, and its key may be percent-encoded, even twice. */
export const longestLink = 2_000

/** The parts of an address, as `location` and `URL` have them. */
export type LinkAddress = Record<'origin' | 'pathname' | 'search' | 'hash', string>

/**
 * A sealed link that stands in an address. `link`: as it was sent, or what is left of it. `plain`: the address of the
 * secret's page without the key. `seen`: the key stood before the `#`, so that the server was sent it.
 */
export type LinkAt = { link: string; plain: string; seen: boolean }

/** Whether an address leads to a page on which secrets are read. */
export const isSecretPage = ({ pathname }: Pick<LinkAddress, 'pathname'>): boolean =>
  page.test(decoded(pathname))

/**
 * The sealed link in the address of a secret's page, whole or damaged, in whatever form mail and gateways left it:
 * percent-encoded in part or wholly, up to three times, the `#` as an entity or in full width, a language before it, a
 * slash or a query after it, white space in it. `undefined` for every other address.
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

/** Up to three times: a gateway may code what another one coded. */
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

/** Whether a text seems to hold a JWE of ours: its header must say so. What it is worth is for `findSealed`. */
export function looksSealed(text: string): boolean {
  const header = compact.exec(text)?.[1] ?? ''
  try {
    return atob(header.replaceAll('-', '+').replaceAll('_', '/')).includes('"typ":"cachet"')
  } catch {
    return false
  }
}
