import { useLayoutEffect, useRef } from 'preact/hooks'
import { apologyFor } from '../fault-messages'
import { later } from '../later'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Notice } from '../ui/Notice'
import { turnPage } from './follow-lock'
import { UnlockModel, type UnlockModelWorld } from './unlock-model'
import './lock.css'

/** What our pages show while locked. */
export const lockScreen = (call: UnlockModelWorld['call']) => (
  <Unlock model={new UnlockModel({ call, leave: turnPage, later })} />
)

/** Replaces the whole page while locked. */
function Unlock({ model }: { model: UnlockModel }) {
  const { t } = useTranslation()
  return (
    <form class="unlock" aria-label={t('lock.title')} onSubmit={event => event.preventDefault()}>
      <Wax />
      <h1>{t('lock.title')}</h1>
      {model.forgotten.value === 'no' ? <WayIn model={model} /> : <WayOut model={model} />}
    </form>
  )
}

function WayIn({ model }: { model: UnlockModel }) {
  const { t } = useTranslation()
  const { at } = model.step.value
  return (
    <>
      <p>{t('lock.line')}</p>
      <Passphrase model={model} />
      <Told model={model} />
      <Button kind="primary" busy={at === 'working' || at === 'waiting'} onPress={model.unlock}>
        {at === 'working' && <span class="spinner" aria-hidden="true" />}
        {t('lock.unlock')}
      </Button>
      <Button kind="quiet" onPress={() => model.forget(true)}>
        {t('lock.forgotten')}
      </Button>
    </>
  )
}

function Passphrase({ model }: { model: UnlockModel }) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const { at } = model.step.value
  useLayoutEffect(() => {
    field.current?.focus()
    if (at === 'refused') field.current?.select()
  }, [at])
  return (
    <Field id="lock-passphrase" label={t('lock.passphrase')}>
      <input
        ref={field}
        id="lock-passphrase"
        type="password"
        dir="auto"
        autocomplete="off"
        readOnly={at === 'working'}
        aria-invalid={at === 'refused'}
        aria-describedby="lock-told"
        value={model.passphrase.value}
        onInput={event => model.type(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Enter') void model.unlock()
        }}
      />
    </Field>
  )
}

function Told({ model }: { model: UnlockModel }) {
  const words = useTranslation()
  const step = model.step.value
  return (
    <div id="lock-told">
      {step.at === 'refused' && (
        <Notice kind="failure">
          <p>{apologyFor(words, step.failure)}</p>
        </Notice>
      )}
      {step.at === 'waiting' && (
        <Notice kind="care">
          <p>{apologyFor(words, { code: 'lockWait', by: step.seconds })}</p>
        </Notice>
      )}
    </div>
  )
}

/** Without the passphrase, the only way out is to erase everything. */
function WayOut({ model }: { model: UnlockModel }) {
  const { t } = useTranslation()
  return (
    <Notice kind="failure">
      <p>{t('lock.forgottenAsk')}</p>
      <div class="ways">
        <Button kind="primary" busy={model.forgotten.value === 'erasing'} onPress={model.erase}>
          {t('options.eraseYes')}
        </Button>
        <Button onPress={() => model.forget(false)}>{t('composer.cancel')}</Button>
      </div>
    </Notice>
  )
}

/** The closed seal. */
function Wax() {
  return (
    <svg class="seal" viewBox="0 0 64 64" aria-hidden="true">
      <circle class="wax" cx="32" cy="32" r="28" />
      <path class="bow" d="M23 30v-6a9 9 0 0 1 18 0v6" />
      <rect class="body" x="19" y="29" width="26" height="19" rx="4" />
    </svg>
  )
}
