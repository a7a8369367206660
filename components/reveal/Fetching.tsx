import { useSignal } from '@preact/signals'
import { locationOf } from '../../lib/domain/read-link'
import { apologyFor, apologyForReveal } from '../fault-messages'
import { KeyField } from '../SecretFields'
import { serverName } from '../server-name'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Notice } from '../ui/Notice'
import { TextField } from '../ui/TextField'
import { useArmed } from '../use-armed'
import { Fact } from './Fact'
import type { RevealModel as Model, RevealStep } from './model'

/** A screen's props: the model, and the step it shows. */
export type StepAt<Name extends RevealStep['at']> = { model: Model; step: Extract<RevealStep, { at: Name }> }

/** No link yet, or a damaged one: asks for the whole link. */
export function Asking({ model, step }: StepAt<'asking' | 'damaged'>) {
  const words = useTranslation()
  const { t } = words
  const text = useSignal(step.at === 'damaged' ? step.given : '')
  return (
    <>
      {step.at === 'damaged' && (
        <Notice kind="failure">
          <p>{apologyFor(words, step.failure)}</p>
        </Notice>
      )}
      <Field id="given" label={t('reveal.ask')} hint={t('reveal.askLine')}>
        <textarea
          id="given"
          dir="ltr"
          rows={3}
          spellcheck={false}
          autocomplete="off"
          aria-describedby="given-hint"
          value={text.value}
          onInput={event => {
            text.value = event.currentTarget.value
          }}
          onKeyDown={event => {
            // A link is one line, even though the field has several.
            if (event.key !== 'Enter' || event.isComposing) return
            event.preventDefault()
            void model.paste(text.peek())
          }}
        />
      </Field>
      <Button kind="primary" onPress={() => model.paste(text.peek())}>
        {t('reveal.check')}
      </Button>
    </>
  )
}

/** A valid link: what is known of the secret, and the button that fetches it. */
export function Ready({ model, step }: StepAt<'ready' | 'fetching'>) {
  const { t } = useTranslation()
  const { target } = step
  const armed = useArmed()
  const busy = step.at === 'fetching'
  const sealed = target.is === 'sealed'
  return (
    <>
      <ul class="facts">
        <ServerFact origin={locationOf(target).origin} />
        {sealed ? (
          <Fact sign="sealed" title={t('composer.sealed')} line={t('reveal.sealed')} />
        ) : (
          <Fact sign="unknown" line={t('reveal.unknown')} />
        )}
        {sealed && target.link.passphrase && (
          <Fact sign="key" title={t('composer.passphrase')} line={t('reveal.passphraseNeeded')} />
        )}
        <Fact sign="once" title={t('reveal.once')} line={t(`reveal.kept.${sealed ? 'disk' : 'memory'}`)} />
      </ul>
      {model.seen.value && (
        <Notice kind="care">
          <p>{t('reveal.seen')}</p>
        </Notice>
      )}
      {target.repairs.length > 0 && (
        <Notice kind="good">
          <p>{t('reveal.repaired')}</p>
        </Notice>
      )}
      {!sealed && (
        <>
          <KeyStep
            model={model}
            failure={step.at === 'ready' && step.key ? t('reveal.keyUnfit') : undefined}
          />
          <ServerPassphrase model={model} hint={t('reveal.serverPassphraseLine')} busy={busy} />
        </>
      )}
      <Button kind="primary" busy={busy || !armed} onPress={model.fetch}>
        {busy && <span class="spinner" aria-hidden="true" />}
        {busy ? t('reveal.fetching') : t('reveal.read')}
      </Button>
      {busy && (
        <p class="hint" role="status">
          {step.slow ? t('reveal.slow') : ''}
        </p>
      )}
    </>
  )
}

/** Where the secret is: a region by its name, and by its address. */
function ServerFact({ origin }: { origin: string }) {
  const { t } = useTranslation()
  const { host } = new URL(origin)
  const name = serverName(t, origin)
  return <Fact sign="server" title={t('reveal.from', [name])} line={name === host ? undefined : host} />
}

/** Asks for a key that was sent separately from the link. */
export function KeyStep({ model, failure }: { model: Model; failure: string | undefined }) {
  const text = useSignal('')
  return (
    <KeyField
      hint={failure}
      wrong={failure !== undefined}
      value={text.value}
      onType={typed => {
        text.value = typed
      }}
      onGive={() => model.giveKey(text.peek())}
    />
  )
}

/** Asks for the passphrase the server requires. What is typed survives every failure. */
function ServerPassphrase({ model, hint, busy = false }: { model: Model; hint?: string; busy?: boolean }) {
  const { t } = useTranslation()
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

/** The request failed: why, and whether the secret is still there. */
export function Failed({ model, step }: StepAt<'failed'>) {
  const words = useTranslation()
  const { t } = words
  const { failure, target } = step
  return (
    <>
      <Notice kind="failure">
        <p>{apologyForReveal(words, failure, step.asked)}</p>
      </Notice>
      {failure.code === 'noPermission' ? (
        <Button kind="primary" onPress={model.allow}>
          {t('composer.allow', [new URL(locationOf(target).origin).host])}
        </Button>
      ) : (
        <Button kind="primary" onPress={model.fetch}>
          {t('app.again')}
        </Button>
      )}
    </>
  )
}

/**
 * The server answers alike for viewed, burned, expired, unknown and wrong passphrase; so do we, where each is
 * possible.
 */
export function Gone({ model, step }: StepAt<'gone'>) {
  const { t, format } = useTranslation()
  const { target, earlier } = step
  const unknown = target.is === 'unknown'
  return (
    <>
      <Notice kind="failure">
        <p>
          {earlier === undefined
            ? t(unknown ? 'reveal.gone' : 'reveal.goneSealed')
            : t('reveal.goneByOwn', [format.moment(earlier)])}
        </p>
      </Notice>
      {unknown && (
        <>
          <ServerPassphrase model={model} />
          <Button kind="primary" onPress={model.fetch}>
            {t('app.again')}
          </Button>
        </>
      )}
    </>
  )
}
