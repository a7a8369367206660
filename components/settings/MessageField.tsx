import { Field } from '../ui/Field'
import { useWords } from '../words'
import type { Settings as Model } from './model'

/** The places of a message are shown as they are typed. */
const places = { link: '{link}', expiry: '{expiry}', server: '{server}', note: '{note}' }

/** The words that go along with a link; kept with every key. */
export function MessageField({ model }: { model: Model }) {
  const { t } = useWords()
  return (
    <Field id="message" label={t('options.message')} hint={t('options.messageLine', places)}>
      <textarea
        id="message"
        dir="auto"
        rows={4}
        maxLength={2_000}
        placeholder={t('options.messageExample', { link: places.link })}
        aria-describedby="message-hint"
        value={model.message.value}
        onInput={event => model.writeMessage(event.currentTarget.value)}
        onBlur={model.leaveMessage}
      />
    </Field>
  )
}
