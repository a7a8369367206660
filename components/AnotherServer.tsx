import { useEffect, useRef } from 'preact/hooks'
import type { Adding } from './adding-server'
import { sorry } from './sorry'
import { Button } from './ui/Button'
import { Field } from './ui/Field'
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
  const { t, format } = useWords()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const failure = adding.at === 'typing' ? adding.failure : undefined
  return (
    <div class="another">
      <Field
        id="address"
        label={t('composer.serverAddress')}
        hint={failure ? sorry({ t, format }, failure) : t('composer.serverLine')}
      >
        <input
          ref={field}
          id="address"
          type="url"
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
          placeholder={t('composer.serverExample')}
          aria-invalid={failure !== undefined}
          aria-describedby="address-hint"
          value={adding.address}
          onInput={event => model.typeServer(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key !== 'Enter') return
            event.stopPropagation()
            void model.useServer()
          }}
        />
      </Field>
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
