import { Button } from '../ui/Button'
import { Forced } from '../ui/Forced'
import { TextField } from '../ui/TextField'
import { useWords } from '../words'
import type { Settings as Model } from './model'

/** Where people without the extension are led first. */
export function OpenerField({ model }: { model: Model }) {
  const { t } = useWords()
  const { opener: forced } = model.policy.value
  const { at } = model.opener.value
  return (
    <>
      <TextField
        id="opener"
        label={t('options.opener')}
        hint={at === 'wrong' ? t('options.openerWrong') : t('options.openerLine')}
        type="url"
        dir="ltr"
        spellcheck={false}
        placeholder={t('options.openerExample')}
        wrong={at === 'wrong'}
        disabled={forced !== undefined}
        value={forced ?? model.address.value}
        onType={model.typeOpener}
        onEnter={model.keepOpener}
        joined={forced === undefined && <Button onPress={model.keepOpener}>{t('options.save')}</Button>}
      >
        {forced !== undefined && <Forced words={t('policy.forced')} />}
      </TextField>
      <p role="status" class="hint">
        {at === 'kept' ? t('options.saved') : ''}
      </p>
    </>
  )
}
