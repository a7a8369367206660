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

    /** In the order of their numbers. A burned one stays, to say so. */
    const cards = computed(() => {
      for (const link of links.value) cardOf(link)
      return [...known.values()]
        .filter(card => card.burning.value.at === 'done' || find(card.shared.value.id))
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
      async burn(): Promise<void> {
        await burn(id)
        const now = burning.burning.peek()
        if (now.at !== 'done') return
        for (const secret of now.ended) await world.call('forgetLink', { id: secret }).catch(() => {})
      },
      leave: world.leave,
    }
  },
)
export type BatchModel = InstanceType<typeof BatchModel>

const numberOf = (card: SharedCardModel): number => card.shared.peek().batch?.number ?? 0
