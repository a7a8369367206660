import { useSignal } from '@preact/signals'
import { Button } from '../ui/Button'
import { TextField } from '../ui/TextField'
import { useWords } from '../words'

type Props = {
  id: string
  hint: string
  wrong: boolean
  value: string
  busy: boolean
  onType: (token: string) => void
  onEnter: () => unknown
}

/** Where a token is put in: the one place where it is ever seen. */
export function TokenField(props: Props) {
  const { t } = useWords()
  const shown = useSignal(false)
  return (
    <TextField
      {...props}
      label={t('accounts.token')}
      type={shown.value ? 'text' : 'password'}
      dir="ltr"
      spellcheck={false}
      joined={
        <Button
          onPress={() => {
            shown.value = !shown.value
          }}
        >
          {shown.value ? t('composer.hide') : t('composer.show')}
        </Button>
      }
    />
  )
}
