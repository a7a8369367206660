import { useSignal } from '@preact/signals'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { TextField } from '../ui/TextField'
import { useWords } from '../words'
import { Forget } from './Forget'
import { Kept } from './Kept'
import { KeyField } from './KeyField'
import type { Reveal as Model } from './model'
import type { Step } from './step'

/** Fetched and kept, sealed, without its key. */
export function NeedsKey({ model, step }: { model: Model; step: Extract<Step, { at: 'needsKey' }> }) {
  const { t } = useWords()
  return (
    <>
      <Notice kind="good">
        <p>{t('reveal.needsKey')}</p>
      </Notice>
      <KeyField model={model} failure={step.key ? t('reveal.keyUnfitHere') : undefined} />
      <Kept model={model} />
      <Button onPress={model.save}>{t('reveal.save')}</Button>
      <Forget model={model} />
    </>
  )
}

type LockedProps = { model: Model; step: Extract<Step, { at: 'needsPassphrase' | 'opening' }> }

/** Fetched and kept; the passphrase is tried here, as often as it takes. */
export function NeedsPassphrase({ model, step }: LockedProps) {
  const { t } = useWords()
  const text = useSignal('')
  const unlock = () => model.unlock(text.peek())
  const busy = step.at === 'opening'
  const wrong = step.at === 'needsPassphrase' && step.wrong
  return (
    <>
      <Notice kind="good">
        <p>{t('reveal.needsPassphrase')}</p>
      </Notice>
      <TextField
        id="passphrase"
        label={t('reveal.passphrase')}
        type="password"
        dir="auto"
        busy={busy}
        wrong={wrong}
        value={text.value}
        onType={typed => {
          text.value = typed
        }}
        onEnter={unlock}
      />
      {wrong && (
        <Notice kind="failure">
          <p>{t('reveal.wrong')}</p>
        </Notice>
      )}
      <Button kind="primary" busy={busy} onPress={unlock}>
        {busy && <span class="spinner" aria-hidden="true" />}
        {busy ? t('reveal.opening') : t('reveal.open')}
      </Button>
      <Kept model={model} />
      <Button onPress={model.save}>{t('reveal.save')}</Button>
      <Forget model={model} />
    </>
  )
}
