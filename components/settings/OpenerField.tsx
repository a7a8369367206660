import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Forced } from '../ui/Forced'
import { useWords } from '../words'
import type { Settings as Model } from './model'

/** Where people without the extension are led first. */
export function OpenerField({ model }: { model: Model }) {
  const { t } = useWords()
  const { opener: forced } = model.policy.value
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
            disabled={forced !== undefined}
            value={forced ?? address}
            onInput={event => model.typeOpener(event.currentTarget.value)}
            onKeyDown={event => {
              if (event.key === 'Enter') void model.keepOpener()
            }}
          />
          {forced === undefined && <Button onPress={model.keepOpener}>{t('options.save')}</Button>}
        </div>
        {forced !== undefined && <Forced words={t('policy.forced')} />}
      </Field>
      <p role="status" class="hint">
        {at === 'kept' ? t('options.saved') : ''}
      </p>
    </>
  )
}
