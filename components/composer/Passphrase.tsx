import { useSignal } from '@preact/signals'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Forced } from '../ui/Forced'
import { useWords } from '../words'
import type { Composer as Model } from './model'

const visible = { type: 'text' } as const
const masked = { type: 'password' } as const

/** What the recipient must know besides the link. Covered until the person looks, or has one made up. */
export function Passphrase({ model }: { model: Model }) {
  const { t } = useWords()
  const shown = useSignal(false)
  const { mode, passphrase } = model.draft.value
  const { passphraseRequired = false } = model.policy.value
  return (
    <Field
      id="passphrase"
      label={t('composer.passphrase')}
      hint={mode === 'sealed' ? t('composer.passphraseSealed') : t('composer.passphraseStandard')}
      action={
        <Button
          kind="quiet"
          onPress={() => {
            shown.value = true
            return model.inventPassphrase()
          }}
        >
          {t('composer.words')}
        </Button>
      }
    >
      <div class="joined">
        <input
          id="passphrase"
          {...(shown.value ? visible : masked)}
          dir="auto"
          autocomplete="off"
          spellcheck={false}
          readOnly={model.busy.value}
          required={passphraseRequired}
          aria-describedby={passphraseRequired ? 'passphrase-hint passphrase-forced' : 'passphrase-hint'}
          value={passphrase}
          onInput={event => model.write({ passphrase: event.currentTarget.value })}
        />
        <Button
          onPress={() => {
            shown.value = !shown.value
          }}
        >
          {shown.value ? t('composer.hide') : t('composer.show')}
        </Button>
      </div>
      {passphraseRequired && <Forced id="passphrase-forced" words={t('policy.required')} />}
    </Field>
  )
}
