import { computed } from '@preact/signals'
import { createBurns } from '../../components/burn-state'
import { LostShareNotice } from '../../components/composer/LostShareNotice'
import type { ComposerModel } from '../../components/composer/model'
import { later } from '../../components/later'
import { SharedCardModel, type SharedWorld } from '../../components/shared/model'
import { recipientMessage } from '../../components/shared/recipient-message'
import { SharedCard } from '../../components/shared/SharedCard'
import type { translationsIn } from '../../components/translation'
import { copy, now } from './platform'

type Given = { call: SharedWorld['call']; composer: ComposerModel; words: ReturnType<typeof translationsIn> }

/** The result of a share. Loaded lazily, only once something has been shared. */
export function openShareResult(given: Given) {
  const { call, composer } = given
  const cards = createCards(given)
  const burningOf = createBurns(call)
  return {
    card() {
      const { value } = cards
      const showRecipient = async () => {
        const { showRecipientOfShared } = await import('./recipient-view')
        if (value) showRecipientOfShared(given.words, composer, value)
      }
      return value && <SharedCard key={value.shared.value.id} card={value} showRecipient={showRecipient} />
    },
    orphan() {
      const { value } = composer.status.outcome
      if (value?.at !== 'failed' || !value.orphan) return undefined
      return <LostShareNotice orphan={value.orphan} burningOf={burningOf} />
    },
  }
}

/** The card of the last share: one per secret, however often its outcome is reported. */
function createCards({ call, composer, words }: Given) {
  const last = computed(() => {
    const outcome = composer.status.outcome.value
    return outcome?.at === 'shared' ? outcome.shared.id : undefined
  })
  return computed(() => {
    const id = last.value
    const outcome = id === undefined ? undefined : composer.status.outcome.peek()
    if (outcome?.at !== 'shared') return undefined
    const told = computed(() => {
      const { value } = composer.status.outcome
      return value?.at === 'shared' && value.shared.id === id ? value : outcome
    })
    const { message: own } = composer.settings.peek()
    const opener = composer.draft.opener.peek()
    const message = (keyApart: boolean) => recipientMessage(outcome.shared, words, { own, opener, keyApart })
    const { dismiss: leave, catchUp: look } = composer.status
    return new SharedCardModel({ call, copy, now, later, leave, look, message }, told)
  })
}
