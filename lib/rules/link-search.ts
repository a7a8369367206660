import { checked, keyAnywhere, type Place, type SealedLink } from './link-form'
import { type Parts, partsIn } from './link-parts'
import { linkShapes } from './link-shapes'
import { readings } from './readings'

/** Checks that are tried at most, and characters that are searched: a hostile text must cost little. */
const most = { checks: 150, characters: 30_000 }

/** The readings of what was given for a link. */
export const linkReadings = (text: string): Generator<string> =>
  readings(text.slice(0, most.characters), linkShapes)

/** A link whose pieces stand anywhere in some readings. The check says which of them belong together. */
export async function searchLink(
  read: Iterable<string>,
  partsOf: (reading: string) => Parts = partsIn,
): Promise<SealedLink | undefined> {
  const tried = new Set<string>()
  for (const reading of read) {
    const { places, keys } = partsOf(reading)
    for (const { flags, key, check } of keys) {
      const link = await firstThatFits(places, `c1${flags}.${key}.${check}`, tried)
      if (link) return link
    }
  }
  return undefined
}

/** The same where link and key came by two ways. `undefined`: there is no link to join a key to. */
export async function searchJoined(link: string, keyText: string): Promise<SealedLink | 'unfit' | undefined> {
  const places = [...linkReadings(link)].flatMap(reading => partsIn(reading).places).slice(0, 20)
  if (places.length === 0) return undefined
  const tried = new Set<string>()
  for (const reading of linkReadings(keyText)) {
    const [key] = keyAnywhere.exec(reading) ?? []
    const joined = key === undefined ? undefined : await firstThatFits(places, key, tried)
    if (joined) return joined
  }
  return 'unfit'
}

async function firstThatFits(
  places: Place[],
  key: string,
  tried: Set<string>,
): Promise<SealedLink | undefined> {
  for (const { origin, secretKey } of places) {
    const whole = `${origin}/secret/${secretKey}#${key}`
    if (tried.has(whole) || tried.size >= most.checks) continue
    tried.add(whole)
    const link = await checked(whole)
    if (link) return link
  }
  return undefined
}
