import { createBurnings } from '../../components/burning'
import { Orphan } from '../../components/composer/Orphan'
import { SharedCard } from '../../components/shared/SharedCard'
import { createCards, type Given } from './card'

/** How a share ended, in a file of its own: nothing of it is needed for a popup in which nothing is shared yet. */
export function openEnded(given: Given) {
  const { call, composer } = given
  const cards = createCards(given)
  const burningOf = createBurnings(call)
  return {
    card() {
      const { value } = cards
      return value && <SharedCard key={value.shared.value.id} card={value} />
    },
    orphan() {
      const { value } = composer.status.outcome
      if (value?.at !== 'failed' || !value.orphan) return undefined
      return <Orphan orphan={value.orphan} burningOf={burningOf} />
    },
  }
}
