// What is ours, told without reading it: for the script in web pages, which must stay tiny and import nothing.

// Cut ones too, down to the first letter: the site's own page would destroy the secret without opening it.
const fragment = /^#c(1(p?(\..*)?)?)?$/
const compact = /(?<![\w.-])(eyJ[\w-]+)\.[\w-]*(?:\.[\w-]+){3}/

/** Whether an address's fragment (`#…`) is the key of a sealed link, whole or damaged. */
export const looksLikeKey = (hash: string): boolean => fragment.test(hash)

/** Whether a text seems to hold a JWE of ours: its header must say so. What it is worth is for `findSealed`. */
export function looksSealed(text: string): boolean {
  const header = compact.exec(text)?.[1] ?? ''
  try {
    return atob(header.replaceAll('-', '+').replaceAll('_', '/')).includes('"typ":"cachet"')
  } catch {
    return false
  }
}
