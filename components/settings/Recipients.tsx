import { RecipientLanguageSelect } from '../RecipientLanguageSelect'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Forced } from '../ui/Forced'
import { TextField } from '../ui/TextField'
import type { SettingsModel as Model } from './model'

/** What recipients of a link are told, and in which language. */
export function Recipients({ model }: { model: Model }) {
  return (
    <>
      <RecipientLanguageSelect value={model.kept.value.sharing.language} onChoose={model.chooseLanguage} />
      <MessageField model={model} />
    </>
  )
}

/** The opener page, for recipients without the extension: its address on the web, and the page itself. */
export function OpenerPage({ model }: { model: Model }) {
  const { t } = useTranslation()
  return (
    <>
      <OpenerField model={model} />
      <a class="button" href="/opener.html" download="opener.html">
        {t('options.getOpener')}
      </a>
    </>
  )
}

/** A message's placeholders, shown as they are typed. */
const places = { link: '{link}', expiry: '{expiry}', server: '{server}', note: '{note}' }

/** The message that accompanies a link; stored on every keystroke. */
function MessageField({ model }: { model: Model }) {
  const { t } = useTranslation()
  return (
    <Field id="message" label={t('options.message')} hint={t('options.messageLine', places)}>
      <textarea
        id="message"
        autocomplete="off"
        // What stands in for it is in the page's language, of which an empty field would know nothing.
        dir={model.message.value === '' ? undefined : 'auto'}
        rows={4}
        maxLength={2_000}
        placeholder={t('message.start', places)}
        aria-describedby="message-hint"
        value={model.message.value}
        onInput={event => model.writeMessage(event.currentTarget.value)}
        onBlur={model.leaveMessage}
      />
    </Field>
  )
}

/** Where sealed links go through; labelled by the section's heading. */
function OpenerField({ model }: { model: Model }) {
  const { t } = useTranslation()
  const { opener: forced } = model.policy.value
  const { at } = model.opener.value
  const from = model.openerFrom.value
  return (
    <>
      <TextField
        id="opener"
        aria-labelledby="opener-page-title"
        hint={
          forced !== undefined ? undefined : t(at === 'wrong' ? 'options.openerWrong' : 'options.openerLine')
        }
        type="url"
        dir="ltr"
        spellcheck={false}
        placeholder="https://www.example.com/opener.html"
        wrong={at === 'wrong'}
        disabled={forced !== undefined}
        value={forced ?? model.address.value}
        onType={model.typeOpener}
        onEnter={model.keepOpener}
        joined={forced === undefined && <Button onPress={model.keepOpener}>{t('options.save')}</Button>}
      >
        {forced !== undefined && <Forced words={t('policy.forced')} />}
        {from === 'build' && <p>{t('options.openerBuilt')}</p>}
        {from === 'user' && (
          <div>
            <Button onPress={model.useBuiltOpener}>{t('options.useBuiltOpener')}</Button>
          </div>
        )}
      </TextField>
      <p role="status" class="hint">
        {at === 'kept' ? t('options.saved') : ''}
      </p>
    </>
  )
}
