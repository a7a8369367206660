import type { Region } from './server'

const unitedKingdom = /^Europe\/(London|Belfast|Jersey|Guernsey|Isle_of_Man)$/
const newZealand = /^(Pacific\/(Auckland|Chatham)|Antarctica\/McMurdo)$/
const europe =
  /^(Europe\/|Arctic\/Longyearbyen|Atlantic\/(Azores|Canary|Faroe|Madeira|Reykjavik)|Asia\/Nicosia)/
const canada =
  /^(Canada\/|America\/(Toronto|Vancouver|Montreal|Winnipeg|Edmonton|Halifax|Regina|St_Johns|Moncton|Iqaluit|Whitehorse|Yellowknife|Glace_Bay|Goose_Bay|Thunder_Bay|Nipigon|Swift_Current|Dawson|Dawson_Creek|Fort_Nelson|Creston|Inuvik|Cambridge_Bay|Rankin_Inlet|Resolute|Atikokan|Blanc-Sablon|Rainy_River|Pangnirtung)$)/

/** The likeliest region for an IANA time zone, used until the user chooses one. */
export function nearestRegion(timeZone: string): Region {
  if (unitedKingdom.test(timeZone)) return 'uk'
  if (newZealand.test(timeZone)) return 'nz'
  if (canada.test(timeZone)) return 'ca'
  return europe.test(timeZone) ? 'eu' : 'us'
}
