import { useSignal } from '@preact/signals'
import { useLayoutEffect } from 'preact/hooks'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Forced } from '../ui/Forced'
import { TextField } from '../ui/TextField'
import type { ComposerModel as Model } from './model'

/** Optional fields: a passphrase, a note to the recipient, a private label. */
export function Extras({ model }: { model: Model }) {
  const { t } = useTranslation()
  const { mode, note, label, passphrase, recipient } = model.draft.current.value
  const { passphraseRequired } = model.draft.policy.value
  const used = note !== '' || label !== '' || passphrase !== '' || recipient !== ''
  const wanted = used || passphraseRequired === true
  const open = useSignal(wanted)
  // Open when a field is in use, but don't close while someone is emptying it.
  useLayoutEffect(() => {
    if (wanted) open.value = true
  }, [wanted])
  const sealed = mode === 'sealed'
  const busy = model.status.busy.value
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
      <Field id="note" label={t('composer.note')} hint={sealed ? undefined : t('composer.noteStandard')}>
        <textarea
          id="note"
          dir="auto"
          rows={2}
          disabled={!sealed}
          readOnly={busy}
          aria-describedby={sealed ? undefined : 'note-hint'}
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

const visible = { type: 'text' } as const
const masked = { type: 'password' } as const

/** The passphrase the recipient needs besides the link. Hidden until shown or generated. */
function Passphrase({ model }: { model: Model }) {
  const { t } = useTranslation()
  const shown = useSignal(false)
  const { mode, passphrase } = model.draft.current.value
  const { passphraseRequired = false } = model.draft.policy.value
  return (
    <Field
      id="passphrase"
      label={t('composer.passphrase')}
      hint={mode === 'sealed' ? t('composer.passphraseSealed') : t('composer.passphraseStandard')}
      action={
        <Button
          kind="quiet"
          onPress={() => {
            shown.value = true
            return model.inventPassphrase()
          }}
        >
          {t('composer.words')}
        </Button>
      }
    >
      <div class="joined">
        <input
          id="passphrase"
          {...(shown.value ? visible : masked)}
          dir="auto"
          autocomplete="off"
          spellcheck={false}
          readOnly={model.status.busy.value}
          required={passphraseRequired}
          aria-describedby={passphraseRequired ? 'passphrase-hint passphrase-forced' : 'passphrase-hint'}
          value={passphrase}
          onInput={event => model.write({ passphrase: event.currentTarget.value })}
        />
        <Button
          onPress={() => {
            shown.value = !shown.value
          }}
        >
          {shown.value ? t('composer.hide') : t('composer.show')}
        </Button>
      </div>
      {passphraseRequired && <Forced id="passphrase-forced" words={t('policy.forced')} />}
    </Field>
  )
}

/**
 * Servers send mail for accounts only. An address typed earlier stays visible if the account is deselected.
 */
function Recipient({ model }: { model: Model }) {
  const { t } = useTranslation()
  const { mode, account, recipient } = model.draft.current.value
  if (account === null && recipient === '') return null
  return (
    <TextField
      id="recipient"
      label={t('recipient.field')}
      hint={mode === 'sealed' ? t('recipient.sealedLine') : t('recipient.standardLine')}
      inputMode="email"
      dir="ltr"
      maxLength={200}
      spellcheck={false}
      busy={model.status.busy.value}
      value={recipient}
      onType={recipient => model.write({ recipient })}
    />
  )
}
