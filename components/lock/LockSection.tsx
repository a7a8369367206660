import { idleTimes } from '../../lib/domain/lock-options'
import { apologyFor } from '../fault-messages'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Notice } from '../ui/Notice'
import { Select } from '../ui/Select'
import { TextField } from '../ui/TextField'
import { useQuestion } from '../use-question'
import type { LockFormState, LockModel, TypedPassphrases } from './model'
import './lock.css'

const atClose = 'close'

/** The lock section of the settings. */
export function LockSection({ model }: { model: LockModel }) {
  const { t } = useTranslation()
  const form = model.form.value
  const off = model.state.value === 'off'
  return (
    <>
      {off && <p class="hint">{t('lock.isOff')}</p>}
      {form.to === 'nothing' && form.done && (
        <Notice kind="good">
          <p>{t('options.saved')}</p>
        </Notice>
      )}
      {form.to === 'nothing' ? <Ways model={model} off={off} /> : <LockForm model={model} form={form} />}
      {!off && <Times model={model} />}
    </>
  )
}

function Ways({ model, off }: { model: LockModel; off: boolean }) {
  const { t } = useTranslation()
  if (off) {
    return (
      <div class="ways">
        <Button onPress={() => model.open('set')}>{t('lock.set')}</Button>
      </div>
    )
  }
  return (
    <div class="ways">
      <Button kind="primary" onPress={model.lockNow}>
        {t('lock.now')}
      </Button>
      <Button onPress={() => model.open('change')}>{t('lock.change')}</Button>
      <Button onPress={() => model.open('remove')}>{t('lock.remove')}</Button>
    </div>
  )
}

function Times({ model }: { model: LockModel }) {
  const { t, format } = useTranslation()
  const { after } = model.options.value
  const minutes = [...new Set([...idleTimes, ...(after === null ? [] : [after])])].sort((a, b) => a - b)
  return (
    <Field id="lock-after" label={t('lock.after')}>
      <Select
        id="lock-after"
        value={after === null ? atClose : String(after)}
        disabled={false}
        options={[
          ...minutes.map(count => ({ value: String(count), label: format.duration(count * 60) })),
          { value: atClose, label: t('lock.atClose') },
        ]}
        onChoose={chosen => model.change({ after: chosen === atClose ? null : Number(chosen) })}
      />
    </Field>
  )
}

type FormProps = { model: LockModel; form: Exclude<LockFormState, { to: 'nothing' }> }

/** Form to set, change or remove the lock passphrase. */
function LockForm({ model, form }: FormProps) {
  const words = useTranslation()
  const { t } = words
  const question = useQuestion()
  const { to, busy, failure } = form
  return (
    <fieldset ref={question} class="lock-form" aria-label={t(`lock.${to}`)}>
      {to !== 'set' && <Passphrase model={model} name="now" label={t('lock.passphrase')} busy={busy} />}
      {to !== 'remove' && (
        <>
          <Passphrase
            model={model}
            name="next"
            label={t('lock.nextPassphrase')}
            hint={t('lock.nextLine')}
            busy={busy}
          />
          <Passphrase model={model} name="again" label={t('lock.again')} busy={busy} />
        </>
      )}
      {failure && (
        <Notice kind="failure">
          <p>{failure === 'notTheSame' ? t('lock.notTheSame') : apologyFor(words, failure)}</p>
        </Notice>
      )}
      <div class="ways">
        <Button kind="primary" busy={busy} onPress={model.go}>
          {busy && <span class="spinner" aria-hidden="true" />}
          {t(to === 'remove' ? 'servers.removeYes' : 'options.save')}
        </Button>
        <Button onPress={model.close}>{t('composer.cancel')}</Button>
      </div>
    </fieldset>
  )
}

type PassphraseProps = {
  model: LockModel
  name: keyof TypedPassphrases
  label: string
  hint?: string
  busy: boolean
}

function Passphrase({ model, name, label, hint, busy }: PassphraseProps) {
  return (
    <TextField
      id={`lock-${name}`}
      label={label}
      hint={hint}
      type="password"
      dir="auto"
      autocomplete={name === 'now' ? 'off' : 'new-password'}
      busy={busy}
      value={model.typed.value[name]}
      onType={typed => model.type({ [name]: typed })}
      onEnter={model.go}
    />
  )
}
