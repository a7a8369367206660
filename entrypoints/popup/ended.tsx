import { computed } from '@preact/signals'
import { createBurnings } from '../../components/burning'
import type { Composer } from '../../components/composer/model'
import { Orphan } from '../../components/composer/Orphan'
import { keptPlaces } from '../../components/shared/message'
import { Card, type World } from '../../components/shared/model'
import { SharedCard } from '../../components/shared/SharedCard'
import type { wordsIn } from '../../components/words'
import { keyPart, leadsToServer } from '../../lib/rules/link'
import type { Shared } from '../../lib/rules/outcome'
import { copy, later, now } from './platform'

type Given = { call: World['call']; composer: Composer; words: ReturnType<typeof wordsIn> }

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

/** The card of what was shared last, one for each secret, however often it is told. */
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
    const message = messageOf(outcome.shared, words, own)
    const { dismiss: leave, catchUp: look } = composer.status
    return new Card({ call, copy, now, later, leave, look, message }, told)
  })
}

/** A link that goes through the opener's page needs no extension. A server goes by its host: whoever reads this may know none of our names. */
function messageOf(
  { link, server, sealed, passphrase, expires, mailedTo }: Shared,
  { t, format }: Given['words'],
  own: string | undefined,
) {
  const needsCachet = leadsToServer(link)
  const places = { link, expiry: format.moment(expires), server: new URL(server).host }
  const ending = passphrase ? [t('message.passphrase')] : []
  // The link is on its way by mail: this message says so, and takes along what the mail lacks.
  if (mailedTo) {
    const lines = sealed ? t('recipient.keyMessage', keptPlaces) : t('recipient.message', keptPlaces)
    return {
      template: [lines, ...ending].join('\n'),
      places: sealed ? { ...places, link: keyPart(link) } : places,
    }
  }
  const lines = own ?? (needsCachet ? t('message.sealed', keptPlaces) : t('message.standard', keptPlaces))
  return { template: [lines, ...ending].join('\n'), places }
}
