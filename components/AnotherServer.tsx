import { useEffect, useRef } from 'preact/hooks'
import type { Adding } from './adding-server'
import { why } from './fault-messages'
import { Button } from './ui/Button'
import { TextField } from './ui/TextField'
import { useWords } from './words'

type Props = {
  model: {
    typeServer: (address: string) => void
    useServer: () => Promise<void>
    closeServer: () => void
  }
  adding: Exclude<Adding, { at: 'closed' }>
  /** What the button says. */
  yes: string
}

/** The address of another server, as it is typed, checked, or wrong. */
export function AnotherServer({ model, adding, yes }: Props) {
  const { t } = useWords()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const failure = adding.at === 'typing' ? adding.failure : undefined
  return (
    <div class="another">
      <TextField
        field={field}
        id="address"
        label={t('composer.serverAddress')}
        hint={failure ? why(t, failure) : t('composer.serverLine')}
        type="url"
        dir="ltr"
        spellcheck={false}
        placeholder={t('composer.serverExample')}
        wrong={failure !== undefined}
        value={adding.address}
        onType={model.typeServer}
        onEnter={model.useServer}
      />
      <div class="row">
        <Button busy={adding.at === 'checking'} onPress={model.useServer}>
          {yes}
        </Button>
        <Button kind="quiet" onPress={model.closeServer}>
          {t('composer.cancel')}
        </Button>
      </div>
    </div>
  )
}
