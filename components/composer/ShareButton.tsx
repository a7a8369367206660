import type { ComponentChildren } from 'preact'
import { serverName } from '../server-name'
import { sorry } from '../sorry'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { whyLost } from '../why'
import { useWords } from '../words'
import type { Composer as Model } from './model'

type Props = { model: Model; shortcut: string; orphan: ComponentChildren }

/** Always in sight: the one thing to press, how far it is, and what went wrong. */
export function ShareButton({ model, shortcut, orphan }: Props) {
  const { t } = useWords()
  const busy = model.busy.value
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
  const { t } = useWords()
  const at = model.outcome.value?.at
  if (at === 'sealing') return <>{t('composer.sealing')}</>
  if (at === 'sending') return <>{t('composer.sending', [serverName(t, model.draft.value.server)])}</>
  return <>{t('composer.share')}</>
}

function Failed({ model, orphan }: Omit<Props, 'shortcut'>) {
  const { t, format } = useWords()
  const outcome = model.outcome.value
  if (outcome?.at === 'looking') {
    return (
      <Notice kind="failure">
        <p>{whyLost(t, outcome.failure)}</p>
        <p>{t('orphan.looking')}</p>
      </Notice>
    )
  }
  if (outcome?.at !== 'failed') return null
  const { server } = model.draft.value
  return (
    <Notice kind="failure">
      <p>{outcome.orphan ? whyLost(t, outcome.failure) : sorry({ t, format }, outcome.failure)}</p>
      {orphan}
      {outcome.failure.code === 'noPermission' && (
        <Button onPress={model.allowServer}>{t('composer.allow', [new URL(server).host])}</Button>
      )}
    </Notice>
  )
}
