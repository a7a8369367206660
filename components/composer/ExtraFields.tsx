import { useSignal } from '@preact/signals'
import { mostPeople } from '../../lib/domain/batch'
import { linksOf } from '../../lib/domain/draft'
import { RecipientLanguageSelect } from '../RecipientLanguageSelect'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Forced } from '../ui/Forced'
import { Select } from '../ui/Select'
import { TextField } from '../ui/TextField'
import type { ComposerModel as Model } from './model'

/** A passphrase, a note to the recipient, their language and number, a private label. */
export function ExtraFields({ model }: { model: Model }) {
  const { t } = useTranslation()
  const { mode, note, label, language } = model.draft.current.value
  const sealed = mode === 'sealed'
  const busy = model.status.busy.value
  return (
    <>
      <Passphrase model={model} />
      <Field id="note" label={t('composer.note')} hint={sealed ? undefined : t('composer.noteStandard')}>
        <textarea
          id="note"
          autocomplete="off"
          dir="auto"
          rows={2}
          disabled={!sealed}
          readOnly={busy}
          aria-describedby={sealed ? undefined : 'note-hint'}
          value={note}
          onInput={event => model.write({ note: event.currentTarget.value })}
        />
      </Field>
      <RecipientLanguageSelect
        value={language}
        disabled={busy}
        onChoose={language => model.write({ language })}
      />
      <Recipient model={model} />
      <TextField
        id="label"
        label={t('composer.label')}
        dir="auto"
        maxLength={200}
        busy={busy}
        value={label}
        onType={label => model.write({ label })}
      />
      {!model.generating.value && <People model={model} />}
    </>
  )
}

const visible = { type: 'text' } as const
const masked = { type: 'password' } as const

/** The passphrase the recipient needs besides the link. Hidden until shown or generated. */
function Passphrase({ model }: { model: Model }) {
  const { t } = useTranslation()
  const shown = useSignal(false)
  const { passphrase } = model.draft.current.value
  const { passphraseRequired = false } = model.draft.policy.value
  return (
    <Field
      id="passphrase"
      label={t('composer.passphrase')}
      hint={t('composer.passphraseLine')}
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

const counts = Array.from({ length: mostPeople }, (_, at) => String(at + 1))

/** How many people get a link. While links are missing, that many. */
function People({ model }: { model: Model }) {
  const { t } = useTranslation()
  const draft = model.draft.current.value
  const mailed = linksOf({ ...draft, people: 2 }) === 1
  return (
    <Field id="people" label={t('batch.people')} hint={t(mailed ? 'batch.oneAddress' : 'batch.peopleLine')}>
      <Select
        id="people"
        value={String(model.status.missing.value || linksOf(draft))}
        disabled={model.status.busy.value || mailed}
        options={counts.map(value => ({ value, label: value }))}
        onChoose={people => model.write({ people: Number(people) })}
      />
    </Field>
  )
}
