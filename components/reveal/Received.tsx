import { useSignal } from '@preact/signals'
import { Forget } from '../Forget'
import { reasonFor } from '../fault-reasons'
import { PassphraseForm, SecretText } from '../SecretFields'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { Tick } from '../ui/Tick'
import { Fact } from './Fact'
import { KeyStep, type StepAt } from './Fetching'
import type { RevealModel as Model } from './model'

/** Fetched and stored, sealed; the key is missing. */
export function NeedsKey({ model, step }: StepAt<'needsKey'>) {
  const { t } = useTranslation()
  return (
    <>
      <Notice kind="good">
        <p>{t('reveal.stillSealed')}</p>
      </Notice>
      <KeyStep model={model} failure={step.key ? t('reveal.keyUnfit') : undefined} />
      <Copies model={model} />
    </>
  )
}

/** Fetched and stored; the passphrase is checked locally. */
export function NeedsPassphrase({ model, step }: StepAt<'needsPassphrase' | 'opening'>) {
  const { t } = useTranslation()
  const text = useSignal('')
  return (
    <>
      <Notice kind="good">
        <p>{t('reveal.stillSealed')}</p>
      </Notice>
      <PassphraseForm
        label={t('composer.passphrase')}
        value={text.value}
        next
        wrong={step.at === 'needsPassphrase' && step.wrong}
        busy={step.at === 'opening'}
        onType={typed => {
          text.value = typed
          model.retype()
        }}
        onOpen={() => model.unlock(text.peek())}
      />
      <Copies model={model} />
    </>
  )
}

export function RevealedSecret({ model, step }: StepAt<'shown'>) {
  const { t } = useTranslation()
  return (
    <>
      <Kept model={model} />
      <SecretText secret={step} onShow={model.show} onHide={model.hide} onCopy={model.copy}>
        <Tick label={t('reveal.clears')} checked={model.clears.value} onChange={model.clearAfterwards} />
      </SecretText>
      {!step.sealed && (
        <ul class="facts">
          <Fact sign="unknown" title={t('composer.standard')} line={t('composer.standardLine')} />
        </ul>
      )}
      <Forget asking={model.forgetting} onForget={model.forget} />
    </>
  )
}

/** Fetched, but this link can't decrypt it. It is kept. */
export function NotOpened({ model, step }: StepAt<'notOpened'>) {
  const { t } = useTranslation()
  const why = step.why === 'cutAtEnd' || step.why === 'cutAtStart' ? 'partial' : step.why
  return (
    <>
      <Notice kind="failure">
        <p>{t(`reveal.notOpened.${why}`)}</p>
        <p>{t('reveal.unread')}</p>
      </Notice>
      <Kept model={model} />
      <Button kind="primary" onPress={model.save}>
        {t('reveal.save')}
      </Button>
      <Forget asking={model.forgetting} onForget={model.forget} />
    </>
  )
}

/** The response isn't a secret that we can read. It can be saved, and the server asked again. */
export function Unread({ model, step }: StepAt<'unread'>) {
  const words = useTranslation()
  const { t } = words
  return (
    <>
      <Notice kind="failure">
        <p>{reasonFor(words, step.failure, `${t('reveal.unread')}|`)}</p>
      </Notice>
      <Kept model={model} />
      <Button kind="primary" onPress={model.save}>
        {t('reveal.save')}
      </Button>
      <div class="answers">
        {step.target && <Button onPress={model.fetch}>{t('app.again')}</Button>}
        <Forget asking={model.forgetting} onForget={model.forget} />
      </div>
    </>
  )
}

/** A secret not yet opened: where it is stored, and what can be done with it as it is. */
function Copies({ model }: { model: Model }) {
  const { t } = useTranslation()
  return (
    <>
      <Kept model={model} />
      <div class="answers">
        <Button onPress={model.save}>{t('reveal.save')}</Button>
        <Forget asking={model.forgetting} onForget={model.forget} />
      </div>
    </>
  )
}

/** Where the only copy is, and how long it stays there. */
function Kept({ model }: { model: Model }) {
  const { t } = useTranslation()
  const kept = model.kept.value
  if (kept === undefined) return null
  if (kept !== 'page') return <p class="hint">{t(`reveal.kept.${kept}`)}</p>
  return (
    <Notice kind="care">
      <p>{t('reveal.kept.page')}</p>
    </Notice>
  )
}
