import type { Caller } from './accounts'
import type { Params } from './params'
import type { Rate } from './rate'
import type { Settings } from './settings'
import type { Store } from './store'

/** One request, understood: what a route needs to answer it. */
export type Call = {
  settings: Settings
  store: Store
  rate: Rate
  caller: Caller
  params: Params
  /** The last segment or, for burns, the one before it; decoded. Empty where the route has none. */
  key: string
  origin: string
  acceptLanguage: string
}

/** Who is counted by a rate limit: an account, or everybody at this address without one. */
export function callerName({ caller }: Call): string {
  return caller.at === 'account' ? caller.user : 'anonymous'
}
