import { useSignal } from '@preact/signals'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { useWords } from '../words'
import type { Reveal as Model } from './model'

/** The key that came by another way than the link. */
export function KeyField({ model, failure }: { model: Model; failure: string | undefined }) {
  const { t } = useWords()
  const text = useSignal('')
  return (
    <Field id="key" label={t('reveal.key')} hint={failure}>
      <div class="joined">
        <input
          id="key"
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
          placeholder={t('reveal.keyHint')}
          aria-invalid={failure !== undefined}
          aria-describedby="key-hint"
          value={text.value}
          onInput={event => {
            text.value = event.currentTarget.value
          }}
          onKeyDown={event => {
            if (event.key === 'Enter') void model.giveKey(text.peek())
          }}
        />
        <Button onPress={() => model.giveKey(text.peek())}>{t('reveal.addKey')}</Button>
      </div>
    </Field>
  )
}
