import { RecipientLanguageSelect } from '../RecipientLanguageSelect'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Forced } from '../ui/Forced'
import { TextField } from '../ui/TextField'
import type { SettingsModel as Model } from './model'

/** What recipients of a link see. */
export function Recipients({ model }: { model: Model }) {
  const { t } = useTranslation()
  return (
    <>
      <RecipientLanguageSelect value={model.kept.value.sharing.language} onChoose={model.chooseLanguage} />
      <MessageField model={model} />
      <OpenerField model={model} />
      <div class="field">
        <a class="button" href="/opener.html" download="opener.html">
          {t('options.getOpener')}
        </a>
        <p class="hint">{t('options.getOpenerLine')}</p>
      </div>
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

/** The opener page, for recipients without the extension. */
function OpenerField({ model }: { model: Model }) {
  const { t } = useTranslation()
  const { opener: forced } = model.policy.value
  const { at } = model.opener.value
  const from = model.openerFrom.value
  return (
    <>
      <TextField
        id="opener"
        label={t('options.opener')}
        hint={at === 'wrong' ? t('options.openerWrong') : t('options.openerLine')}
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
