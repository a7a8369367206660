import { useSignal } from '@preact/signals'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { useWords } from '../words'

const visible = { type: 'text' } as const
const masked = { type: 'password' } as const

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
export function TokenField({ id, hint, wrong, value, busy, onType, onEnter }: Props) {
  const { t } = useWords()
  const shown = useSignal(false)
  return (
    <Field id={id} label={t('accounts.token')} hint={hint}>
      <div class="joined">
        <input
          id={id}
          {...(shown.value ? visible : masked)}
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
          readOnly={busy}
          aria-invalid={wrong}
          aria-describedby={`${id}-hint`}
          value={value}
          onInput={event => onType(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key === 'Enter' && event.isTrusted) void onEnter()
          }}
        />
        <Button
          onPress={() => {
            shown.value = !shown.value
          }}
        >
          {shown.value ? t('composer.hide') : t('composer.show')}
        </Button>
      </div>
    </Field>
  )
}
