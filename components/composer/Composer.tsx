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
import { type FileParts, SecretTextField } from './SecretTextField'
import { ServerFields } from './ServerFields'

/** `generator`, `failure` and `file`: views loaded lazily, when there is something to show. */
type Props = {
  model: Model
  shortcut: string
  generator: ComponentChildren
  failure: ComponentChildren
  file: FileParts | undefined
  showRecipient: () => unknown
}

export function Composer({ model, shortcut, generator, failure, file, showRecipient }: Props) {
  const { t } = useTranslation()
  const busy = model.status.busy.value
  const { mode, recipient, file: chosen } = model.draft.current.value
  const { sealedRequired } = model.draft.policy.value
  const opener = recipient.trim() === '' ? model.draft.opener.value : undefined
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
          {t('reveal.title')}
        </Button>
      </div>
      <Notices model={model} />
      <SecretTextField model={model} parts={file} />
      {model.generating.value && generator}
      <Choice
        name="mode"
        label={t('composer.protection')}
        value={mode}
        disabled={busy}
        action={
          <Button kind="quiet" onPress={showRecipient}>
            {t('recipientView.title')}
          </Button>
        }
        forced={
          (sealedRequired || chosen) && (
            <Forced words={t(sealedRequired ? 'policy.forced' : 'file.sealedOnly')} />
          )
        }
        options={[
          {
            value: 'sealed',
            label: t('composer.sealed'),
            line: t(opener ? 'composer.sealedLineOpener' : 'composer.sealedLineNeeds'),
          },
          { value: 'standard', label: t('composer.standard'), line: t('composer.standardLine') },
        ]}
        onChoose={mode => model.write({ mode })}
      >
        {mode === 'sealed' && !opener && (
          <div class="hint text-actions">
            {!sealedRequired && !chosen && (
              <Button kind="quiet" onPress={model.useStandardOnce}>
                {t('composer.standardOnce')}
              </Button>
            )}
            <a class="button quiet" href="/opener.html" download="opener.html">
              {t('options.getOpener')}
            </a>
          </div>
        )}
      </Choice>
      <ServerFields model={model} />
      <Extras model={model} />
      {!model.generating.value && <ShareButton model={model} shortcut={shortcut} failure={failure} />}
    </form>
  )
}

/** Always visible: the share button, its progress, and any failure. */
function ShareButton({ model, shortcut, failure }: Pick<Props, 'model' | 'shortcut' | 'failure'>) {
  const busy = model.status.busy.value
  return (
    <div class="share">
      {failure}
      <Button kind="primary" busy={busy} onPress={model.share}>
        {busy && <span class="spinner" aria-hidden="true" />}
        <Step model={model} />
        {!busy && (
          <span class="keys" dir="ltr" aria-hidden="true">
            {shortcut}
          </span>
        )}
      </Button>
    </div>
  )
}

function Step({ model }: { model: Model }) {
  const { t, format } = useTranslation()
  const { busy, missing, outcome } = model.status
  const batch = busy.value && batchOf(outcome.value)
  const links = missing.value || linksOf(model.draft.current.value)
  if (batch) return <>{t('batch.making', [format.number(batch.number), format.number(batch.of)])}</>
  if (busy.value) return <>{t('composer.sharing', [serverName(t, model.draft.current.value.server)])}</>
  return <>{links > 1 || missing.value ? t('batch.share', [format.number(links)]) : t('menu.share')}</>
}
