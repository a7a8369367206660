import type { Ref } from 'preact'
import type { Code } from '../../lib/domain/fault'
import type { OpenFailure } from '../../lib/domain/open-failure'
import { joinSentences } from '../format'
import { KeyField, PassphraseForm } from '../SecretFields'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import type { OpenerModel as Model, RevealStep } from './model'

type Props = { model: Model; step: RevealStep }

/** For a missing or broken link: asks for what is needed, in any order. */
export function SealedInput({ model, step }: Props) {
  const { t } = useTranslation()
  const target = 'target' in step ? step.target : undefined
  const wrongKey = 'key' in step && step.key !== undefined
  return (
    <>
      <LinkField model={model} step={step} />
      {target && (
        <KeyField
          hint={
            wrongKey
              ? joinSentences(t('language'), [t('opener.keyUnfit'), t('revealFault.untouched')])
              : undefined
          }
          wrong={wrongKey}
          value={model.typed.value.key}
          onType={key => void model.write({ key })}
        />
      )}
      <Field id="sealed" label={t('opener.sealed')}>
        <SealedField model={model} step={step} />
      </Field>
      {model.takesPassphrase.value && (
        <OpenerPassphrase model={model} step={step} label={t('opener.passphrase')} />
      )}
    </>
  )
}

export function LinkField({ model, step }: Props) {
  const { t } = useTranslation()
  const { link } = model.typed.value
  const failure = step.at === 'damaged' ? step.failure.code : undefined
  return (
    <Field id="link" label={t('opener.link')}>
      <textarea
        id="link"
        dir="ltr"
        rows={2}
        spellcheck={false}
        autocomplete="off"
        aria-invalid={failure !== undefined}
        aria-describedby="link-line"
        value={link}
        onInput={event => void model.write({ link: event.currentTarget.value })}
      />
      <p class="hint" id="link-line" role={failure ? 'alert' : 'status'}>
        {failure ? t(linkFault(failure)) : model.hasKeyAlone.value && t('reveal.key')}
      </p>
    </Field>
  )
}

function linkFault(code: Code) {
  if (code === 'notALink') return 'fault.notALink'
  return code === 'linkHidden' ? 'fault.linkHidden' : 'fault.linkDamaged'
}

function misfit(why: OpenFailure) {
  if (why === 'nothing') return 'opener.notOpened.nothing'
  return why === 'otherLink' || why === 'otherLock'
    ? 'opener.notOpened.otherLink'
    : 'opener.notOpened.partial'
}

type SealedProps = Props & { hint?: string; field?: Ref<HTMLTextAreaElement> }

/** Field for what the server showed. The label is rendered elsewhere, with `for="sealed"`. */
export function SealedField({ model, step, hint, field }: SealedProps) {
  const { t } = useTranslation()
  const sealed = model.sealed.value
  const wrong = sealed.at === 'wrong' ? sealed.why : step.at === 'notOpened' ? step.why : undefined
  const found = step.at === 'opening' ? t('reveal.opening') : t('opener.found')
  return (
    <>
      <textarea
        ref={field ?? null}
        id="sealed"
        dir="ltr"
        rows={sealed.at === 'found' ? 2 : 4}
        spellcheck={false}
        autocomplete="off"
        aria-invalid={wrong !== undefined}
        aria-describedby="sealed-line"
        value={model.typed.value.sealed}
        onInput={event => void model.write({ sealed: event.currentTarget.value })}
      />
      <p class="hint" id="sealed-line" role="status">
        {wrong ? t(misfit(wrong)) : sealed.at === 'found' ? found : hint}
      </p>
    </>
  )
}

/** Field for the sender's passphrase. */
export function OpenerPassphrase({ model, step, label }: Props & { label?: string }) {
  return (
    <PassphraseForm
      {...(label !== undefined && { label })}
      value={model.typed.value.passphrase}
      next={step.at === 'needsPassphrase'}
      wrong={step.at === 'needsPassphrase' && step.wrong}
      busy={step.at === 'opening'}
      onType={passphrase => void model.write({ passphrase })}
      onOpen={model.unlock}
    />
  )
}

/** Leaves this link for another. */
export function OtherLink({ model }: { model: Model }) {
  const { t } = useTranslation()
  return (
    <div>
      <Button kind="quiet" onPress={model.startOver}>
        {t('opener.another')}
      </Button>
    </div>
  )
}
