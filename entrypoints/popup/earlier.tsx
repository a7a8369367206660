import { EarlierLinks } from '../../components/shared/EarlierLinks'
import { Earlier } from '../../components/shared/earlier'
import type { Call } from '../../lib/doors/messages'
import { copy } from './platform'

/** The links that were left behind, in a file of its own: nothing of it is needed where there are none. */
export function openEarlier(call: Call) {
  const model = new Earlier({ call, copy }, [])
  return { hear: model.hear, view: () => <EarlierLinks key="earlier" model={model} /> }
}
