import { plain } from './codings'
import { type Place, placeIn } from './link-form'
import { readings } from './readings'

const most = { characters: 10_000 }
/** The whole of it, or what an address of a gateway holds; then nothing that may be the start of a key of ours. */
const inAddress =
  /(?:^|[=/_])(https:\/\/[^\s/@#?\\]+\/secret\/([\w-]{1,128}))(?=$|[/?.,;!"')>\]]|&(?!#|\w+;)|#(?!c))/g
const withoutScheme = /^(?:\/\/)?((?:[a-z\d-]+\.)+[a-z]{2,}(?::\d{1,5})?\/secret\/[\w-]{1,128})\/?$/i
/** Marks of a gateway, before and behind what it holds. */
const marks = /__+$/

/**
 * Where a link without a key leads, when it is under codings, or in a gateway's address. Nothing in it can be checked, so
 * it is read only where the whole text is one address, and that holds one link: it is never guessed from prose.
 */
export function codedPlace(text: string): Place | undefined {
  const one = text.trim().replace(/=\r?\n/g, '')
  if (/\s/.test(one)) return undefined
  for (const reading of readings(one.slice(0, most.characters), text => [plain(text)])) {
    const [place, ...others] = placesIn(reading)
    if (place && others.length === 0) return place
  }
  return undefined
}

function placesIn(reading: string): Place[] {
  const [, bare] = withoutScheme.exec(reading) ?? []
  const links =
    bare === undefined ? [...reading.matchAll(inAddress)].map(([, link = '']) => link) : [`https://${bare}`]
  const places = [...new Set(links)].map(link => placeIn(link.replace(marks, '')))
  return places.filter(place => place !== undefined)
}
