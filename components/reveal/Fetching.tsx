import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { locationOf } from '../../lib/domain/read-link'
import type { Failure } from '../../lib/domain/share-outcome'
import { apologyFor } from '../fault-messages'
import { reasonFor } from '../fault-reasons'
import { KeyField } from '../SecretFields'
import { serverName } from '../server-name'
import { type Translate, useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Notice } from '../ui/Notice'
import { TextField } from '../ui/TextField'
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
          placeholder={t('reveal.askHint')}
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
        <li>{t('reveal.from', [serverName(t, locationOf(target).origin)])}</li>
        <li>{sealed ? t('reveal.sealed') : t('reveal.unknown')}</li>
        {sealed && target.link.passphrase && <li>{t('reveal.passphraseNeeded')}</li>}
        <li>{t(sealed ? 'reveal.once' : 'reveal.onceStandard')}</li>
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
            failure={step.at === 'ready' && step.key ? t('opener.keyUnfit') : undefined}
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

/** Why a secret couldn't be fetched, and whether this attempt may have consumed it. */
const sorryToRead = (t: Translate, failure: Failure, asked: boolean): string =>
  `${failure.code === 'noRoom' ? t('fault.noRoom') : reasonFor(t, failure)} ${asked ? t('revealFault.unsure') : t('revealFault.untouched')}`

/** The request failed: why, and whether the secret is still there. */
export function Failed({ model, step }: StepAt<'failed'>) {
  const { t } = useTranslation()
  const { failure, target } = step
  return (
    <>
      <Notice kind="failure">
        <p>{sorryToRead(t, failure, step.asked)}</p>
      </Notice>
      {failure.code === 'noPermission' ? (
        <Button kind="primary" onPress={model.allow}>
          {t('reveal.allow', [new URL(locationOf(target).origin).host])}
        </Button>
      ) : (
        <Button kind="primary" onPress={model.fetch}>
          {t('reveal.again')}
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
            {t('reveal.tryPassphrase')}
          </Button>
        </>
      )}
    </>
  )
}

/** Milliseconds the button must have been visible before it works. */
const seenFor = 600
const least = { width: 300, height: 240 }

/**
 * Whether a press can be deliberate: the page is visible, in a window large enough to read, and has been for
 * a moment. Otherwise a site could place a small window under a click meant for something else.
 */
function useArmed(): boolean {
  const armed = useSignal(false)
  useEffect(() => {
    let timer = 0
    const start = () => {
      clearTimeout(timer)
      armed.value = false
      const readable = innerWidth >= least.width && innerHeight >= least.height
      if (document.visibilityState !== 'visible' || !readable) return
      timer = window.setTimeout(() => {
        armed.value = true
      }, seenFor)
    }
    start()
    addEventListener('resize', start)
    document.addEventListener('visibilitychange', start)
    return () => {
      clearTimeout(timer)
      removeEventListener('resize', start)
      document.removeEventListener('visibilitychange', start)
    }
  }, [armed])
  return armed.value
}
