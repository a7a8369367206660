import { placeOf } from '../../lib/rules/read-link'
import { serverName } from '../server-name'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useWords } from '../words'
import { KeyField } from './KeyField'
import type { Reveal as Model } from './model'
import { ServerPassphrase } from './ServerPassphrase'
import type { Step } from './step'
import { useArmed } from './use-armed'

type Props = { model: Model; step: Extract<Step, { at: 'ready' | 'fetching' }> }

/** A good link: what is known of the secret, and the one press that fetches it. */
export function Ready({ model, step }: Props) {
  const { t } = useWords()
  const { target } = step
  const armed = useArmed()
  const busy = step.at === 'fetching'
  const sealed = target.is === 'sealed'
  return (
    <>
      <ul class="facts">
        <li>{t('reveal.from', [serverName(t, placeOf(target).origin)])}</li>
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
          <KeyField
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
