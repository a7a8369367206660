import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { useWords } from '../words'
import type { History } from './model'

type Props = { acting: History['acting']; id: string; label: string }

export function Renaming({ acting, id, label }: Props) {
  const { t } = useWords()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.select(), [])
  return (
    <>
      <Field id="new-label" label={t('history.label')} hint={t('composer.labelLine')}>
        <input
          ref={field}
          id="new-label"
          dir="auto"
          maxLength={200}
          autocomplete="off"
          aria-describedby="new-label-hint"
          value={label}
          onInput={event => acting.typeLabel(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key === 'Enter') void acting.rename(id)
          }}
        />
      </Field>
      <div class="answers">
        <Button onPress={() => acting.rename(id)}>{t('history.save')}</Button>
        <Button kind="quiet" onPress={acting.back}>
          {t('composer.cancel')}
        </Button>
      </div>
    </>
  )
}
