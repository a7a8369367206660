import { sorry } from '../fault-messages'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { TextField } from '../ui/TextField'
import { useQuestion } from '../use-question'
import { useWords } from '../words'
import type { Form, LockSettings, Typed } from './model'

type Props = { model: LockSettings; form: Exclude<Form, { to: 'nothing' }> }

/** The passphrase to be set, changed or taken away. */
export function LockForm({ model, form }: Props) {
  const words = useWords()
  const { t } = words
  const question = useQuestion()
  const { to, busy, failure } = form
  return (
    <fieldset ref={question} class="lock-form" aria-label={t(`lock.${to}`)}>
      {to !== 'set' && <Passphrase model={model} name="now" label={t('lock.nowPassphrase')} busy={busy} />}
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
          <p>{failure === 'notTheSame' ? t('lock.notTheSame') : sorry(words, failure)}</p>
        </Notice>
      )}
      <div class="ways">
        <Button kind="primary" busy={busy} onPress={model.go}>
          {busy && <span class="spinner" aria-hidden="true" />}
          {t(`lock.go.${to}`)}
        </Button>
        <Button onPress={model.close}>{t('lock.cancel')}</Button>
      </div>
    </fieldset>
  )
}

type PassphraseProps = { model: LockSettings; name: keyof Typed; label: string; hint?: string; busy: boolean }

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
