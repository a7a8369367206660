import { useSignal } from '@preact/signals'
import { Button } from '../ui/Button'
import { TextField } from '../ui/TextField'
import { useWords } from '../words'
import type { Reveal as Model } from './model'

/** The key that came by another way than the link. */
export function KeyField({ model, failure }: { model: Model; failure: string | undefined }) {
  const { t } = useWords()
  const text = useSignal('')
  const give = () => model.giveKey(text.peek())
  return (
    <TextField
      id="key"
      label={t('reveal.key')}
      hint={failure}
      dir="ltr"
      spellcheck={false}
      placeholder={t('reveal.keyHint')}
      wrong={failure !== undefined}
      value={text.value}
      onType={typed => {
        text.value = typed
      }}
      onEnter={give}
      joined={<Button onPress={give}>{t('reveal.addKey')}</Button>}
    />
  )
}
