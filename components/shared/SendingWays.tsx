import { useEffect, useRef } from 'preact/hooks'
import { CopyButton } from '../CopyButton'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Tick } from '../ui/Tick'
import type { SendingWay, SharedCardModel } from './model'

const panels = { message: MessageText, code: Code, apart: TwoParts } as const

type Props = { card: SharedCardModel; showRecipient: () => unknown }

/** Other ways to send the link, each behind its own button; and what the recipient will see. */
export function SendingWays({ card, showRecipient }: Props) {
  const { t } = useTranslation()
  const chosen = card.way.value
  const ways: SendingWay[] = card.apart.step.value ? ['message', 'code', 'apart'] : ['message', 'code']
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => panel.current?.scrollIntoView({ block: 'nearest' }), [chosen, card.code.value])
  const Panel = chosen && panels[chosen]
  return (
    <div class="ways">
      <div class="names">
        {ways.map(way => (
          <button
            key={way}
            type="button"
            class="button"
            aria-expanded={way === chosen}
            aria-controls="way"
            onClick={() => void card.turnTo(way)}
          >
            {t(`shared.way.${way}`)}
          </button>
        ))}
      </div>
      <div ref={panel} id="way" class="way" hidden={!Panel}>
        {Panel && <Panel card={card} />}
      </div>
      <Button kind="quiet" onPress={showRecipient}>
        {t('recipientView.title')}
      </Button>
    </div>
  )
}

/** A message to send, ready to be pasted. */
function MessageText({ card }: { card: SharedCardModel }) {
  const { t } = useTranslation()
  return (
    <>
      <Field id="message-note" label={t('message.note')}>
        <input
          id="message-note"
          dir="auto"
          autocomplete="off"
          value={card.note.value}
          onInput={event => card.writeNote(event.currentTarget.value)}
        />
      </Field>
      {card.apart.step.value && !card.shared.value.mailedTo && (
        <Tick label={t('message.leaveOutKey')} checked={card.keyApart.value} onChange={card.leaveOutKey} />
      )}
      <Field id="message" label={t('shared.way.message')}>
        <textarea
          id="message"
          lang={card.shared.value.language}
          dir="auto"
          rows={7}
          autocomplete="off"
          readOnly
          value={card.message.value}
          onFocus={event => event.currentTarget.select()}
        />
      </Field>
      <CopyButton
        copied={card.messageCopied.value}
        onPress={card.copyMessage}
        name={t('message.copy')}
        done={t('shared.copiedAgain')}
        failed={t('shared.copyFailed')}
      />
      {card.keyApart.value && <KeyButton card={card} />}
    </>
  )
}

/** The key of a link that goes without it. */
export function KeyButton({ card }: { card: SharedCardModel }) {
  const { t } = useTranslation()
  return (
    <CopyButton
      copied={card.keyCopied.value}
      onPress={card.copyKey}
      name={t('recipient.copyKey')}
      done={t('shared.copiedAgain')}
      failed={t('shared.apartFailed')}
    />
  )
}

/** Black on white in every theme, as cameras require. */
function Code({ card }: { card: SharedCardModel }) {
  const { t } = useTranslation()
  const code = card.code.value
  if (!code) return null
  const { size, path } = code
  return (
    <svg
      class="code"
      role="img"
      aria-label={`${t('shared.way.code')}: ${card.shared.value.link}`}
      viewBox={`0 0 ${size} ${size}`}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

/** Sends the link one way and its key another: whoever sees only one can read nothing. */
function TwoParts({ card }: { card: SharedCardModel }) {
  const { t } = useTranslation()
  const step = card.apart.step.value
  if (!step) return null
  const { at, failed } = step
  return (
    <>
      <p class="hint">{t('shared.apartLine')}</p>
      <Button onPress={card.apart.copyNext}>
        {at === 'key' ? `2. ${t('recipient.copyKey')}` : `1. ${t('shared.copyKeyless')}`}
      </Button>
      <p class="hint" role="status">
        {failed ? t('shared.apartFailed') : at === 'link' ? '' : t(`shared.apartThen.${at}`)}
      </p>
    </>
  )
}
