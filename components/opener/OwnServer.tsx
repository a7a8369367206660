import type { Code } from '../../lib/domain/fault'
import { Forget } from '../Forget'
import { message } from '../fault-reasons'
import { type Translate, useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useArmed } from '../use-armed'
import type { OpenerModel as Model, RevealStep } from './model'
import { LinkField, OpenerPassphrase, OtherLink } from './SealedInput'

type Props = { model: Model; step: RevealStep }

/** On the secret's own server: reads the secret here, from the link to the text. */
export function OwnServer({ model, step }: Props) {
  switch (step.at) {
    case 'ready':
    case 'fetching':
    case 'failed':
      return <Ready model={model} step={step} />
    case 'gone':
      return <Gone model={model} step={step} />
    case 'needsPassphrase':
    case 'opening':
      return <Passphrase model={model} step={step} />
    case 'notOpened':
      return <NotOpened model={model} />
    case 'unread':
      return <Unread model={model} step={step} />
    default:
      return <NeedsLink model={model} step={step} />
  }
}

type StepAt<Name extends RevealStep['at']> = { model: Model; step: Extract<RevealStep, { at: Name }> }

/** Why it was not read: of all reasons, those for which a person can do something. */
function reasonFor(t: Translate, code: Code, consequence: string): string {
  return message(t, t(`fault.${reasonNamed(code)}`), consequence)
}

function reasonNamed(code: Code) {
  switch (code) {
    case 'offline':
    case 'rateLimited':
      return code
    case 'unreachable':
    case 'timedOut':
    case 'cutOff':
    case 'serverError':
      return 'unreachable'
    default:
      return 'garbled'
  }
}

/** A valid link, and the button that fetches the secret; or that it could not be fetched, and why. */
function Ready({ model, step }: StepAt<'ready' | 'fetching' | 'failed'>) {
  const { t } = useTranslation()
  const armed = useArmed()
  const { target } = step
  const busy = step.at === 'fetching'
  const failure = step.at === 'failed' && step.failure.code !== 'noRoom' ? step.failure : undefined
  return (
    <>
      <p>{t('opener.waitingLine', [model.reads.value ?? ''])}</p>
      {failure && (
        <Notice kind="failure">
          <p>
            {reasonFor(
              t,
              failure.code,
              step.at === 'failed' && step.asked ? `${t('revealFault.unsure')}|` : t('revealFault.untouched'),
            )}
          </p>
        </Notice>
      )}
      {target.is === 'sealed' && target.link.passphrase && (
        <Notice kind="care">
          <p>{t('reveal.passphraseNeeded')}</p>
        </Notice>
      )}
      {target.repairs.some(repair => repair !== 'surroundings') && (
        <Notice kind="good">
          <p>{t('reveal.repaired')}</p>
        </Notice>
      )}
      {model.keeps.value ? (
        <p>{t('opener.keptTab')}</p>
      ) : (
        <Notice kind="care">
          <p>{t('opener.keptPage')}</p>
        </Notice>
      )}
      <Button kind="primary" busy={busy || !armed} onPress={model.fetch}>
        {busy && <span class="spinner" aria-hidden="true" />}
        {t(busy ? 'reveal.fetching' : failure ? 'app.again' : 'reveal.read')}
      </Button>
      <p class="hint" role="status">
        {step.at === 'fetching' && step.slow && t('reveal.slow')}
      </p>
      {failure && (
        <div>
          <Button kind="quiet" onPress={model.lead}>
            {t('opener.go', [model.reads.value ?? ''])}
          </Button>
        </div>
      )}
      {!busy && <OtherLink model={model} />}
    </>
  )
}

function Gone({ model, step: { earlier } }: StepAt<'gone'>) {
  const { t } = useTranslation()
  return (
    <>
      <Notice kind="failure">
        <p>
          {earlier === undefined
            ? t('reveal.goneSealed')
            : t('reveal.goneByOwn', [new Date(earlier).toLocaleString(t('language'))])}
        </p>
      </Notice>
      <OtherLink model={model} />
    </>
  )
}

/** Fetched before, by this tab; the link that opens it is not kept. */
function NeedsLink({ model, step }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <Notice kind="good">
        <p>{t('opener.found')}</p>
      </Notice>
      <LinkField model={model} step={step} />
      <Copies model={model} />
    </>
  )
}

function Passphrase({ model, step }: StepAt<'needsPassphrase' | 'opening'>) {
  const { t } = useTranslation()
  return (
    <>
      <Notice kind="good">
        <p>{t('opener.found')}</p>
      </Notice>
      <OpenerPassphrase model={model} step={step} label={t('opener.passphrase')} />
      <Copies model={model} />
    </>
  )
}

/** Fetched, but this link doesn't decrypt it. */
function NotOpened({ model }: { model: Model }) {
  const { t } = useTranslation()
  return (
    <>
      <Notice kind="failure">
        <p>{t('opener.notOpened.otherLink')}</p>
      </Notice>
      <Copies model={model} />
    </>
  )
}

/** The response isn't a secret that we can read. It can be saved, and the server asked again. */
function Unread({ model, step }: StepAt<'unread'>) {
  const { t } = useTranslation()
  return (
    <>
      <Notice kind="failure">
        <p>{reasonFor(t, step.failure.code, `${t('reveal.unread')}|`)}</p>
      </Notice>
      <Button kind="primary" onPress={model.save}>
        {t('reveal.save')}
      </Button>
      {step.target && <Button onPress={model.fetch}>{t('app.again')}</Button>}
      <Kept model={model} />
    </>
  )
}

function Copies({ model }: { model: Model }) {
  const { t } = useTranslation()
  return (
    <>
      <Button onPress={model.save}>{t('reveal.save')}</Button>
      <Kept model={model} />
    </>
  )
}

/** Where the only copy is, how long it stays there, and the way to delete it. */
export function Kept({ model }: { model: Model }) {
  const { t } = useTranslation()
  return (
    <>
      {model.kept.value === 'page' ? (
        <Notice kind="care">
          <p>{t('opener.keptPage')}</p>
        </Notice>
      ) : (
        <p class="hint">{t('opener.keptTab')}</p>
      )}
      <Forget asking={model.forgetting} onForget={model.forget} />
    </>
  )
}
