import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { createBurns } from '../../components/burn-state'
import type { ComposerModel } from '../../components/composer/model'
import { ShareFailure } from '../../components/composer/ShareFailure'
import { later } from '../../components/later'
import { recipientWords } from '../../components/recipient-words'
import { BatchCard, MadeLinks } from '../../components/shared/BatchCard'
import { BatchModel } from '../../components/shared/batch'
import { SharedCardModel, type SharedWorld } from '../../components/shared/model'
import { recipientMessage } from '../../components/shared/recipient-message'
import { SharedCard } from '../../components/shared/SharedCard'
import { translationsIn } from '../../components/translation'
import { batchOf, isSharing, type RecentLink } from '../../lib/domain/share-outcome'
import { copy, now, readOwnFile } from './platform'

/** Does something with the view of what the recipient sees, once it is loaded; otherwise says so. */
export type ShowRecipient = (
  show: (view: typeof import('./recipient-view')) => Promise<void>,
) => Promise<void>

type Given = {
  call: SharedWorld['call']
  composer: ComposerModel
  /** The links of earlier shares. */
  earlier: ReadonlySignal<readonly RecentLink[]>
  words: ReturnType<typeof translationsIn>
  showRecipient: ShowRecipient
}

/** The result of a share. Loaded lazily, only once something has been shared. */
export function openShareResult(given: Given) {
  const { call, composer } = given
  const cards = createCards(given)
  const batches = createBatches(given)
  const burningOf = createBurns(call)
  const { outcome, missing } = composer.status
  const showRecipient = (card: SharedCardModel) =>
    given.showRecipient(view => view.showRecipientOfShared(given.words, composer, card))
  return {
    card() {
      const { value } = cards
      const batch = value && batches.value
      if (batch) {
        const rest = { missing: missing.value, makeRest: composer.share }
        return <BatchCard key="batch" batch={batch} {...rest} showRecipient={showRecipient} />
      }
      if (!value) return undefined
      const shared = { card: value, showRecipient: () => showRecipient(value) }
      return <SharedCard key={value.shared.value.id} {...shared} />
    },
    /** What was made before a failure. */
    made: () =>
      outcome.value?.at !== 'shared' &&
      batches.value && <MadeLinks batch={batches.value} showRecipient={showRecipient} />,
    failure: () => <ShareFailure model={composer} burningOf={burningOf} />,
  }
}

/** The links of the batch that was made last, or has stopped. */
function createBatches(given: Given) {
  const { call, composer, earlier } = given
  const { outcome, dismiss: leave } = composer.status
  const last = computed(() => (isSharing(outcome.value) ? undefined : batchOf(outcome.value)?.id))
  return computed(() => {
    const id = last.value
    if (id === undefined) return undefined
    const links = computed(() => {
      const { value } = outcome
      const known = value?.at === 'shared' ? [value, ...earlier.value] : earlier.value
      return known.filter(({ shared }) => shared.batch?.id === id)
    })
    return new BatchModel({ call, leave, cardOf: told => cardOf(given, told) }, id, links)
  })
}

/** The card of the last share: one per secret, however often its outcome is reported. */
function createCards(given: Given) {
  const { composer } = given
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
    return cardOf(given, told)
  })
}

function cardOf({ call, composer, words }: Given, told: ReadonlySignal<RecentLink>) {
  const { message: own } = composer.settings.peek()
  const opener = composer.draft.opener.peek()
  const spoken = signal(words)
  const loadWords = async () => {
    const { t, missing } = await recipientWords(words.t, told.peek().shared.language, readOwnFile)
    spoken.value = translationsIn(t)
    return !missing
  }
  const message = (keyApart: boolean) =>
    recipientMessage(told.peek().shared, spoken.value, { own, opener, keyApart })
  const { dismiss: leave, catchUp: look } = composer.status
  return new SharedCardModel({ call, copy, now, later, leave, look, loadWords, message }, told)
}
