import { useSignal } from '@preact/signals'
import { placeOf } from '../../lib/rules/target'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Notice } from '../ui/Notice'
import { useWords } from '../words'
import type { Reveal as Model } from './model'
import { sorryToRead } from './sorry'
import type { Step } from './step'

/** The way to the server failed: why, and whether the secret is still there. */
export function Failed({ model, step }: { model: Model; step: Extract<Step, { at: 'failed' }> }) {
  const { t } = useWords()
  const { failure, target } = step
  return (
    <>
      <Notice kind="failure">
        <p>{sorryToRead(t, failure)}</p>
      </Notice>
      {failure.code === 'noPermission' ? (
        <Button kind="primary" onPress={model.allow}>
          {t('reveal.allow', [new URL(placeOf(target).origin).host])}
        </Button>
      ) : (
        <Button kind="primary" onPress={() => model.fetch()}>
          {t('reveal.again')}
        </Button>
      )}
    </>
  )
}

/** The server says the same for read, burned, expired, unknown and a wrong passphrase; so do we, of what can be. */
export function Gone({ model, step }: { model: Model; step: Extract<Step, { at: 'gone' }> }) {
  const { t } = useWords()
  const passphrase = useSignal('')
  return (
    <>
      <Notice kind="failure">
        <p>{t(step.target.is === 'sealed' ? 'reveal.goneSealed' : 'reveal.gone')}</p>
      </Notice>
      {step.target.is === 'unknown' && (
        <>
          <Field id="server-passphrase" label={t('reveal.serverPassphrase')}>
            <input
              id="server-passphrase"
              type="password"
              dir="auto"
              autocomplete="off"
              value={passphrase.value}
              onInput={event => {
                passphrase.value = event.currentTarget.value
              }}
            />
          </Field>
          <Button kind="primary" onPress={() => model.fetch(passphrase.peek())}>
            {t('reveal.tryPassphrase')}
          </Button>
        </>
      )}
    </>
  )
}

/** Fetched, but nothing that this link can open: it is not thrown away. */
export function NotOpened({ model }: { model: Model }) {
  const { t } = useWords()
  return (
    <>
      <Notice kind="failure">
        <p>{t('reveal.notOpened')}</p>
      </Notice>
      <Button kind="primary" onPress={model.save}>
        {t('reveal.save')}
      </Button>
      <Button onPress={model.forget}>{t('reveal.forget')}</Button>
    </>
  )
}
