import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { useWords } from '../words'
import type { Settings as Model } from './model'

export function Settings({ model }: { model: Model }) {
  const { t } = useWords()
  return (
    <main class="settings">
      <h1>{t('options.title')}</h1>
      <OpenerField model={model} />
      <div class="field">
        <a class="button" href="/opener.html" download="opener.html">
          {t('options.getOpener')}
        </a>
        <p class="hint">{t('options.getOpenerLine')}</p>
      </div>
    </main>
  )
}

function OpenerField({ model }: { model: Model }) {
  const { t } = useWords()
  const { at, address } = model.opener.value
  return (
    <>
      <Field
        id="opener"
        label={t('options.opener')}
        hint={at === 'wrong' ? t('options.openerWrong') : t('options.openerLine')}
      >
        <div class="joined">
          <input
            id="opener"
            type="url"
            dir="ltr"
            autocomplete="off"
            spellcheck={false}
            placeholder={t('options.openerExample')}
            aria-invalid={at === 'wrong'}
            aria-describedby="opener-hint"
            value={address}
            onInput={event => model.typeOpener(event.currentTarget.value)}
            onKeyDown={event => {
              if (event.key === 'Enter') void model.keepOpener()
            }}
          />
          <Button onPress={model.keepOpener}>{t('options.save')}</Button>
        </div>
      </Field>
      <p role="status" class="hint">
        {at === 'kept' ? t('options.saved') : ''}
      </p>
    </>
  )
}
