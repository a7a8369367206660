import type { ComponentChildren } from 'preact'
import { apologyFor, reasonLost } from '../fault-messages'
import { serverName } from '../server-name'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Choice } from '../ui/Choice'
import { Forced } from '../ui/Forced'
import { Notice } from '../ui/Notice'
import { Extras } from './Extras'
import type { ComposerModel as Model } from './model'
import { Notices } from './Notices'
import { type FileParts, SecretTextField } from './SecretTextField'
import { ServerFields } from './ServerFields'

/** `generator`, `orphan` and `file`: views loaded lazily, when there is something to show. */
type Props = {
  model: Model
  shortcut: string
  generator: ComponentChildren
  orphan: ComponentChildren
  file: FileParts | undefined
}

export function Composer({ model, shortcut, generator, orphan, file }: Props) {
  const { t } = useTranslation()
  const busy = model.status.busy.value
  const { mode, file: chosen } = model.draft.current.value
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
      <SecretTextField model={model} parts={file} />
      {model.generating.value && generator}
      <Choice
        name="mode"
        label={t('composer.protection')}
        value={mode}
        disabled={busy}
        forced={
          (sealedRequired || chosen) && (
            <Forced words={t(sealedRequired ? 'policy.forced' : 'file.sealedOnly')} />
          )
        }
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
      {!model.generating.value && <ShareButton model={model} shortcut={shortcut} orphan={orphan} />}
    </form>
  )
}

/** Always visible: the share button, its progress, and any failure. */
function ShareButton({ model, shortcut, orphan }: Omit<Props, 'generator' | 'file'>) {
  const { t } = useTranslation()
  const busy = model.status.busy.value
  return (
    <div class="share">
      <Failed model={model} orphan={orphan} />
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
  const at = model.status.outcome.value?.at
  if (at === 'sealing') return <>{t('composer.sealing')}</>
  if (at === 'sending') return <>{t('composer.sending', [serverName(t, model.draft.current.value.server)])}</>
  return <>{t('composer.share')}</>
}

function Failed({ model, orphan }: Pick<Props, 'model' | 'orphan'>) {
  const { t, format } = useTranslation()
  const outcome = model.status.outcome.value
  if (outcome?.at === 'looking') {
    return (
      <Notice kind="failure">
        <p>{reasonLost(t, outcome.failure)}</p>
        <p>{t('orphan.looking')}</p>
      </Notice>
    )
  }
  if (outcome?.at !== 'failed') return null
  const { server } = model.draft.current.value
  return (
    <Notice kind="failure">
      <p>{outcome.orphan ? reasonLost(t, outcome.failure) : apologyFor({ t, format }, outcome.failure)}</p>
      {orphan}
      {outcome.failure.code === 'noPermission' && (
        <Button onPress={model.allowServer}>{t('composer.allow', [new URL(server).host])}</Button>
      )}
    </Notice>
  )
}
