import { createModel, type ReadonlySignal, signal } from '@preact/signals'
import type { Call } from '../../lib/adapters/messages'
import { isNeeded } from '../../lib/domain/recent-link'
import type { RecentLink } from '../../lib/domain/share-outcome'
import { type CopyFeedback, copier } from '../copy-feedback'

type World = {
  call: Call
  /** Rejects if the clipboard refuses. */
  copy: (text: string) => Promise<void>
}

/** What can still be copied from an earlier secret. */
export type CopiedPart = 'link' | 'value'

/** Links of earlier secrets that nobody has copied yet, and values that servers generated for them. */
export const EarlierLinksModel = createModel((world: World, links: ReadonlySignal<readonly RecentLink[]>) => {
  /** The result of the last action. */
  const said = signal<CopyFeedback>('no')
  const copy = copier(world.copy)

  return {
    links,
    said,
    async take({ shared }: RecentLink, part: CopiedPart): Promise<void> {
      said.value = await copy((part === 'link' ? shared.link : shared.value) ?? '')
      if (said.peek() === 'yes') await world.call('copied', { id: shared.id, what: part }).catch(() => {})
    },
    async forget({ shared }: RecentLink): Promise<void> {
      said.value = 'no'
      await world.call('forgetLink', { id: shared.id }).catch(() => {})
    },
  }
})
export type EarlierLinksModel = InstanceType<typeof EarlierLinksModel>

export const partsOf = (link: RecentLink): CopiedPart[] => [
  ...(link.copied === 'yes' ? [] : ['link' as const]),
  ...(isNeeded({ ...link, copied: 'yes' }) ? ['value' as const] : []),
]
