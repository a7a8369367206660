import { useSignal } from '@preact/signals'
import { useLayoutEffect } from 'preact/hooks'
import { Field } from '../ui/Field'
import { TextField } from '../ui/TextField'
import { useWords } from '../words'
import type { Composer as Model } from './model'
import { Passphrase } from './Passphrase'
import { Recipient } from './Recipient'

/** What most secrets do without: a passphrase, a note to the recipient, a label for oneself. */
export function Extras({ model }: { model: Model }) {
  const { t } = useWords()
  const { mode, note, label, passphrase, recipient } = model.draft.value
  const { passphraseRequired } = model.policy.value
  const used = note !== '' || label !== '' || passphrase !== '' || recipient !== ''
  const wanted = used || passphraseRequired === true
  const open = useSignal(wanted)
  // What is used comes into sight, but nothing closes under the hands of somebody who empties it.
  useLayoutEffect(() => {
    if (wanted) open.value = true
  }, [wanted])
  const sealed = mode === 'sealed'
  const busy = model.busy.value
  return (
    <details
      class="extras"
      open={open.value}
      onToggle={event => {
        open.value = event.currentTarget.open
      }}
    >
      <summary>{t('composer.more')}</summary>
      <Passphrase model={model} />
      <Field
        id="note"
        label={t('composer.note')}
        hint={sealed ? t('composer.noteLine') : t('composer.noteStandard')}
      >
        <textarea
          id="note"
          dir="auto"
          rows={2}
          disabled={!sealed}
          readOnly={busy}
          aria-describedby="note-hint"
          value={note}
          onInput={event => model.write({ note: event.currentTarget.value })}
        />
      </Field>
      <Recipient model={model} />
      <TextField
        id="label"
        label={t('composer.label')}
        hint={t('composer.labelLine')}
        dir="auto"
        maxLength={200}
        busy={busy}
        value={label}
        onType={label => model.write({ label })}
      />
    </details>
  )
}
