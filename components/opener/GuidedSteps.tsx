import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Target } from '../../lib/domain/read-link'
import { useTranslation } from '../translation'
import { Notice } from '../ui/Notice'
import type { OpenerModel as Model, RevealStep } from './model'
import { OpenerPassphrase, OtherLink, SealedField } from './SealedInput'

type Props = {
  model: Model
  step: RevealStep
  target: Extract<Target, { is: 'sealed' }>
  pasteKeys: string | undefined
}

/** The steps for a person who has only the link: go to the server's page, and bring back what it shows. */
export function GuidedSteps({ model, step, target: { link, repairs }, pasteKeys }: Props) {
  const { t } = useTranslation()
  const { host } = new URL(link.origin)
  const brought = model.sealed.value.at === 'found'
  const fits = brought && step.at !== 'notOpened'
  const went = model.went.value || brought
  const next = fits ? 'done' : went ? 'now' : 'later'
  return (
    <>
      <p>{t('opener.waitingLine', [host])}</p>
      {link.passphrase && (
        <Notice kind="care">
          <p>{t('reveal.passphraseNeeded')}</p>
        </Notice>
      )}
      {repairs.some(repair => repair !== 'surroundings') && (
        <Notice kind="good">
          <p>{t('reveal.repaired')}</p>
        </Notice>
      )}
      <ol class="steps">
        <Numbered state={went ? 'done' : 'now'} title={t('opener.goTitle')}>
          {!fits && <Go model={model} address={`${link.origin}/secret/${link.secretKey}`} went={went} />}
        </Numbered>
        <Numbered state={next} title={t('opener.copyTitle')} />
        <Numbered state={next} title={<label for="sealed">{t('opener.pasteTitle')}</label>}>
          <Paste model={model} step={step} pasteKeys={pasteKeys} />
        </Numbered>
        {link.passphrase && (
          <Numbered
            state={fits ? 'now' : 'later'}
            title={<label for="passphrase">{t('opener.passphrase')}</label>}
          >
            <OpenerPassphrase model={model} step={step} />
          </Numbered>
        )}
      </ol>
      <OtherLink model={model} />
    </>
  )
}

type NumberedProps = {
  state: 'done' | 'now' | 'later'
  title: ComponentChildren
  children?: ComponentChildren
}

/** One numbered step. */
function Numbered({ state, title, children }: NumberedProps) {
  return (
    <li class={`step ${state}`} aria-current={state === 'now' ? 'step' : undefined}>
      <h2>{title}</h2>
      {children}
    </li>
  )
}

/** Opens the server's page without the key, so its scripts can't decrypt the secret. */
function Go({ model, address, went }: { model: Model; address: string; went: boolean }) {
  const { t } = useTranslation()
  return (
    <>
      <p>{t('opener.goLine')}</p>
      <a
        class={went ? 'button' : 'button primary'}
        href={address}
        target="_blank"
        rel="noreferrer noopener"
        onClick={model.go}
        onAuxClick={model.go}
      >
        {t('opener.go', [new URL(address).host])}
      </a>
    </>
  )
}

/** Focuses the field when the person returns from the server's page. */
function Paste({ model, step, pasteKeys }: Omit<Props, 'target'>) {
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const comeBack = () => {
      if (model.went.peek() && model.sealed.peek().at !== 'found') field.current?.focus()
    }
    window.addEventListener('focus', comeBack)
    document.addEventListener('visibilitychange', comeBack)
    return () => {
      window.removeEventListener('focus', comeBack)
      document.removeEventListener('visibilitychange', comeBack)
    }
  }, [model])
  return (
    <SealedField
      model={model}
      step={step}
      field={field}
      {...(pasteKeys !== undefined && { hint: pasteKeys })}
    />
  )
}
