import { computed, createModel, type ReadonlySignal, signal } from '@preact/signals'
import type { Call } from '../../lib/adapters/messages'
import type { RecentLink } from '../../lib/domain/share-outcome'
import { createBatchBurn } from '../burn-state'
import type { SharedCardModel } from './model'

export type BatchWorld = {
  call: Call
  /** The model of one link's card. */
  cardOf: (told: ReadonlySignal<RecentLink>) => SharedCardModel
  leave: () => Promise<void>
}

/** The links of one secret for several people, as far as they were made and are still kept. */
export const BatchModel = createModel(
  (world: BatchWorld, id: string, links: ReadonlySignal<readonly RecentLink[]>) => {
    const known = new Map<string, SharedCardModel>()
    const opened = signal<string | undefined>(undefined)
    const { burn, ...burning } = createBatchBurn(world.call)

    const find = (secret: string) => links.value.find(({ shared }) => shared.id === secret)
    function cardOf(link: RecentLink): SharedCardModel {
      const secret = link.shared.id
      const card = known.get(secret) ?? world.cardOf(computed(() => find(secret) ?? link))
      known.set(secret, card)
      return card
    }

    /** A link that was burned by itself stays, to say so. */
    function isThere(secret: string, burned: boolean): boolean {
      const { value } = burning.burning
      if (value.at === 'done' && value.ended.includes(secret)) return false
      return burned || find(secret) !== undefined
    }

    /** In the order of their numbers. */
    const cards = computed(() => {
      for (const link of links.value) cardOf(link)
      return [...known.values()]
        .filter(card => isThere(card.shared.value.id, card.burning.value.at === 'done'))
        .sort((one, other) => numberOf(one) - numberOf(other))
    })

    return {
      cards,
      /** The secret whose link is shown with the other ways to send it. */
      opened,
      turn: (secret: string) => {
        opened.value = opened.peek() === secret ? undefined : secret
      },
      ...burning,
      burn: () => burn(id),
      leave: world.leave,
    }
  },
)
export type BatchModel = InstanceType<typeof BatchModel>

const numberOf = (card: SharedCardModel): number => card.shared.peek().batch?.number ?? 0
