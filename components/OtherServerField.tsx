import { useEffect, useRef } from 'preact/hooks'
import type { AddServerState } from './add-server'
import { reasonFor } from './fault-reasons'
import { useTranslation } from './translation'
import { Button } from './ui/Button'
import { TextField } from './ui/TextField'

type Props = {
  model: {
    typeServer: (address: string) => void
    useServer: () => Promise<void>
    closeServer: () => void
  }
  adding: Exclude<AddServerState, { at: 'closed' }>
  /** The button's label. */
  yes: string
}

/** A field for another server's address: being typed, checked, or invalid. */
export function OtherServerField({ model, adding, yes }: Props) {
  const words = useTranslation()
  const { t } = words
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const failure = adding.at === 'typing' ? adding.failure : undefined
  return (
    <div class="another">
      <TextField
        field={field}
        id="address"
        label={t('composer.serverAddress')}
        hint={failure ? reasonFor(words, failure) : t('composer.serverLine')}
        type="url"
        dir="ltr"
        spellcheck={false}
        placeholder="secrets.example.com"
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
