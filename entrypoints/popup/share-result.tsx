import { computed } from '@preact/signals'
import { createBurns } from '../../components/burn-state'
import { LostShareNotice } from '../../components/composer/LostShareNotice'
import type { ComposerModel } from '../../components/composer/model'
import { later } from '../../components/later'
import { SharedCardModel, type SharedWorld } from '../../components/shared/model'
import { keptPlaces } from '../../components/shared/recipient-message'
import { SharedCard } from '../../components/shared/SharedCard'
import type { translationsIn } from '../../components/translation'
import { keyPart, leadsToServer } from '../../lib/domain/link'
import type { SharedSecret } from '../../lib/domain/share-outcome'
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
        const { message } = composer.settings.peek()
        if (value)
          showRecipientOfShared(given.words, value.shared.peek(), value.way.peek() === 'apart', message)
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
    const message = messageOf(outcome.shared, words, own)
    const { dismiss: leave, catchUp: look } = composer.status
    return new SharedCardModel({ call, copy, now, later, leave, look, message }, told)
  })
}

/**
 * The message to the recipient. With a link through the opener page, they need no extension. The server is
 * given by its host, since they don't know our names for servers.
 */
function messageOf(
  { link, server, sealed, passphrase, expires, mailedTo }: SharedSecret,
  { t, format }: Given['words'],
  own: string | undefined,
) {
  const needsCachet = leadsToServer(link)
  const places = { link, expiry: format.moment(expires), server: new URL(server).host }
  const ending = passphrase ? [t('message.passphrase')] : []
  // The server mails the link itself, so this message says so and adds what the mail lacks.
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
