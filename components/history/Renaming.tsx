import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../ui/Button'
import { TextField } from '../ui/TextField'
import { useWords } from '../words'
import type { History } from './model'

type Props = { acting: History['acting']; id: string; label: string }

export function Renaming({ acting, id, label }: Props) {
  const { t } = useWords()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.select(), [])
  return (
    <>
      <TextField
        field={field}
        id="new-label"
        label={t('history.label')}
        hint={t('composer.labelLine')}
        dir="auto"
        maxLength={200}
        value={label}
        onType={acting.typeLabel}
        onEnter={() => acting.rename(id)}
      />
      <div class="answers">
        <Button onPress={() => acting.rename(id)}>{t('history.save')}</Button>
        <Button kind="quiet" onPress={acting.back}>
          {t('composer.cancel')}
        </Button>
      </div>
    </>
  )
}
