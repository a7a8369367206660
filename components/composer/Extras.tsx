import { useSignal } from '@preact/signals'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Forced } from '../ui/Forced'
import { useWords } from '../words'
import type { Composer as Model } from './model'

/** What most secrets do without: a passphrase, a note to the recipient, a label for oneself. */
export function Extras({ model }: { model: Model }) {
  const { t } = useWords()
  const { mode, note, label, passphrase, recipient } = model.draft.value
  const { passphraseRequired } = model.policy.value
  const used = note !== '' || label !== '' || passphrase !== '' || recipient !== ''
  const sealed = mode === 'sealed'
  const busy = model.busy.value
  return (
    <details class="extras" open={used || passphraseRequired}>
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
      <Field id="label" label={t('composer.label')} hint={t('composer.labelLine')}>
        <input
          id="label"
          dir="auto"
          maxLength={200}
          autocomplete="off"
          readOnly={busy}
          aria-describedby="label-hint"
          value={label}
          onInput={event => model.write({ label: event.currentTarget.value })}
        />
      </Field>
    </details>
  )
}

/** Servers mail for accounts only. What was typed before the account was left stays in sight. */
function Recipient({ model }: { model: Model }) {
  const { t } = useWords()
  const { mode, account, recipient } = model.draft.value
  if (account === null && recipient === '') return null
  return (
    <Field
      id="recipient"
      label={t('recipient.field')}
      hint={mode === 'sealed' ? t('recipient.sealedLine') : t('recipient.standardLine')}
    >
      <input
        id="recipient"
        type="text"
        inputMode="email"
        dir="ltr"
        maxLength={200}
        autocomplete="off"
        spellcheck={false}
        readOnly={model.busy.value}
        aria-describedby="recipient-hint"
        value={recipient}
        onInput={event => model.write({ recipient: event.currentTarget.value })}
      />
    </Field>
  )
}

const visible = { type: 'text' } as const
const masked = { type: 'password' } as const

function Passphrase({ model }: { model: Model }) {
  const { t } = useWords()
  const shown = useSignal(false)
  const { mode, passphrase } = model.draft.value
  const { passphraseRequired = false } = model.policy.value
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
          readOnly={model.busy.value}
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
      {passphraseRequired && <Forced id="passphrase-forced" words={t('policy.required')} />}
    </Field>
  )
}
