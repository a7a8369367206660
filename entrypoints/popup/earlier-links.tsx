import { EarlierLinks } from '../../components/shared/EarlierLinks'
import { EarlierLinksModel } from '../../components/shared/earlier-links'
import type { Call } from '../../lib/adapters/messages'
import { copy } from './platform'

/** Earlier links. Loaded lazily, only when there are any. */
export function openEarlierLinks(call: Call) {
  const model = new EarlierLinksModel({ call, copy }, [])
  return { hear: model.hear, view: () => <EarlierLinks key="earlier" model={model} /> }
}
