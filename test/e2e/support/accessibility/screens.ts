import { chooseServer } from '../journey'
import type { Look, Place, Way } from './open-screen'
import { pageWays } from './page-screens'
import { popupWays } from './popup-screens'

/** Every screen of the extension, by the way on which it lies. A new screen is one line there. */
export const ways: Record<string, Way> = { ...popupWays, ...pageWays }

/** Goes one way, and gives the names of the screens that were looked at. */
export async function goThrough(way: string, place: Place, look: Look): Promise<string[]> {
  const found = ways[way]
  if (!found) throw new Error(`no way ${way}`)
  await chooseServer(place.worker, place.server.origin)
  const seen: string[] = []
  await found.go(place, async (page, name) => {
    seen.push(name)
    await look(page, name)
  })
  return seen
}
