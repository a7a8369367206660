import type { ComponentChildren } from 'preact'
import { linksOf } from '../../lib/domain/draft'
import { batchOf } from '../../lib/domain/share-outcome'
import { serverName } from '../server-name'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Choice } from '../ui/Choice'
import { Forced } from '../ui/Forced'
import { Extras } from './Extras'
import type { ComposerModel as Model } from './model'
import { Notices } from './Notices'
import { SecretTextField } from './SecretTextField'
import { ServerFields } from './ServerFields'

/** `generator` and `failure`: views loaded lazily, when there is something to show. */
type Props = { model: Model; shortcut: string; generator: ComponentChildren; failure: ComponentChildren }

export function Composer({ model, shortcut, generator, failure }: Props) {
  const { t } = useTranslation()
  const busy = model.status.busy.value
  const { mode } = model.draft.current.value
  const { sealedRequired, opener = model.settings.value.opener } = model.draft.policy.value
  return (
    <form
      class="composer"
      aria-label={t('composer.title')}
      aria-busy={busy}
      onSubmit={event => event.preventDefault()}
      onKeyDown={event => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        if (!model.generating.value) void model.share()
      }}
    >
      <div class="row">
        <h1>{t('composer.title')}</h1>
        <Button kind="quiet" onPress={model.openLink}>
          {t('reveal.openLink')}
        </Button>
      </div>
      <Notices model={model} />
      <SecretTextField model={model} />
      {model.generating.value && generator}
      <Choice
        name="mode"
        label={t('composer.protection')}
        value={mode}
        disabled={busy}
        forced={sealedRequired && <Forced words={t('policy.forced')} />}
        options={[
          {
            value: 'sealed',
            label: t('composer.sealed'),
            line: t(opener ? 'composer.sealedLineOpener' : 'composer.sealedLine'),
          },
          { value: 'standard', label: t('composer.standard'), line: t('composer.standardLine') },
        ]}
        onChoose={mode => model.write({ mode })}
      />
      <ServerFields model={model} />
      <Extras model={model} />
      {!model.generating.value && <ShareButton model={model} shortcut={shortcut} failure={failure} />}
    </form>
  )
}

/** Always visible: the share button, its progress, and any failure. */
function ShareButton({ model, shortcut, failure }: Omit<Props, 'generator'>) {
  const { t } = useTranslation()
  const busy = model.status.busy.value
  return (
    <div class="share">
      {failure}
      <Button kind="primary" busy={busy} onPress={model.share}>
        {busy && <span class="spinner" aria-hidden="true" />}
        <Step model={model} />
      </Button>
      <p class="hint">{t('composer.shortcut', [shortcut])}</p>
    </div>
  )
}

function Step({ model }: { model: Model }) {
  const { t } = useTranslation()
  const { busy, missing, outcome } = model.status
  const at = outcome.value?.at
  const batch = busy.value && batchOf(outcome.value)
  const links = missing.value || linksOf(model.draft.current.value)
  if (batch) return <>{t('batch.making', [String(batch.number), String(batch.of)])}</>
  if (at === 'sealing') return <>{t('composer.sealing')}</>
  if (at === 'sending') return <>{t('composer.sending', [serverName(t, model.draft.current.value.server)])}</>
  if (missing.value) return <>{t('batch.rest', [String(links)])}</>
  return <>{links > 1 ? t('batch.share', [String(links)]) : t('composer.share')}</>
}
