import { createModel, signal } from '@preact/signals'
import type { Call } from '../../lib/doors/messages'
import { isWanted } from '../../lib/rules/kept-link'
import type { KeptLink } from '../../lib/rules/outcome'
import { type Copied, copier } from '../copied'

export type World = {
  call: Call
  /** Rejects when the clipboard refuses. */
  copy: (text: string) => Promise<void>
}

/** What can still be taken of an earlier secret. */
export type Part = 'link' | 'value'

/** Links of earlier secrets that nobody has copied yet, and what servers made up for them. */
export const Earlier = createModel((world: World, first: readonly KeptLink[]) => {
  const links = signal(first)
  /** What came of the last press. */
  const said = signal<Copied>('no')
  const copy = copier(world.copy)

  return {
    links,
    said,
    hear(next: readonly KeptLink[]): void {
      links.value = next
    },
    async take({ shared }: KeptLink, part: Part): Promise<void> {
      said.value = await copy((part === 'link' ? shared.link : shared.value) ?? '')
      if (said.peek() === 'yes') await world.call('copied', { id: shared.id, what: part }).catch(() => {})
    },
    async forget({ shared }: KeptLink): Promise<void> {
      said.value = 'no'
      await world.call('forgetLink', { id: shared.id }).catch(() => {})
    },
  }
})
export type Earlier = InstanceType<typeof Earlier>

export const partsOf = (link: KeptLink): Part[] => [
  ...(link.copied === 'yes' ? [] : ['link' as const]),
  ...(isWanted({ ...link, copied: 'yes' }) ? ['value' as const] : []),
]
