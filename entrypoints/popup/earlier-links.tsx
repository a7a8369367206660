import { computed, type ReadonlySignal } from '@preact/signals'
import { EarlierLinks } from '../../components/shared/EarlierLinks'
import { EarlierLinksModel } from '../../components/shared/earlier-links'
import type { Call } from '../../lib/adapters/messages'
import { batchOf, isSharing, type RecentLink, type ShareOutcome } from '../../lib/domain/share-outcome'
import { copy } from './platform'

/** Earlier links, without those shown beside the last one. Loaded lazily, only when there are any. */
export function openEarlierLinks(
  call: Call,
  links: ReadonlySignal<readonly RecentLink[]>,
  outcome: ReadonlySignal<ShareOutcome | undefined>,
) {
  const others = computed(() => {
    const id = isSharing(outcome.value) ? undefined : batchOf(outcome.value)?.id
    return links.value.filter(({ shared }) => id === undefined || shared.batch?.id !== id)
  })
  const model = new EarlierLinksModel({ call, copy }, others)
  return () => <EarlierLinks key="earlier" model={model} />
}
