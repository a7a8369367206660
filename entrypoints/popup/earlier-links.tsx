import { EarlierLinks } from '../../components/shared/EarlierLinks'
import { EarlierLinksModel } from '../../components/shared/earlier-links'
import type { Call } from '../../lib/adapters/messages'
import { copy } from './platform'

/** The links that were left behind, in a file of its own: nothing of it is needed where there are none. */
export function openEarlierLinks(call: Call) {
  const model = new EarlierLinksModel({ call, copy }, [])
  return { hear: model.hear, view: () => <EarlierLinks key="earlier" model={model} /> }
}
