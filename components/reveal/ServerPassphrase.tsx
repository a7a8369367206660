import { TextField } from '../ui/TextField'
import { useWords } from '../words'
import type { Reveal as Model } from './model'

/** The passphrase that the server asks for. What is typed stays through every failure. */
export function ServerPassphrase({
  model,
  hint,
  busy = false,
}: {
  model: Model
  hint?: string
  busy?: boolean
}) {
  const { t } = useWords()
  return (
    <TextField
      id="server-passphrase"
      label={t('reveal.serverPassphrase')}
      hint={hint}
      type="password"
      dir="auto"
      busy={busy}
      value={model.passphrase.value}
      onType={typed => {
        model.passphrase.value = typed
      }}
      onEnter={() => {}}
    />
  )
}
