import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { useWords } from '../words'
import type { Card } from './model'

/** Words to send along, ready to be pasted. */
export function MessageText({ card }: { card: Card }) {
  const { t } = useWords()
  const copied = card.messageCopied.value
  return (
    <>
      <Field id="message-note" label={t('message.note')} hint={t('message.noteLine')}>
        <input
          id="message-note"
          dir="auto"
          autocomplete="off"
          aria-describedby="message-note-hint"
          value={card.note.value}
          onInput={event => card.writeNote(event.currentTarget.value)}
        />
      </Field>
      <Field id="message" label={t('message.text')}>
        <textarea
          id="message"
          dir="auto"
          rows={7}
          readOnly
          value={card.message.value}
          onFocus={event => event.currentTarget.select()}
        />
      </Field>
      <Button onPress={card.copyMessage}>{copied === 'yes' ? t('message.copied') : t('message.copy')}</Button>
      <p class={copied === 'failed' ? 'hint' : 'unseen'} role="status">
        {copied === 'yes' ? t('message.copied') : copied === 'failed' ? t('message.copyFailed') : ''}
      </p>
    </>
  )
}
