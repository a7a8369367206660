import { serverName } from '../server-name'
import { Button } from '../ui/Button'
import { useWords } from '../words'
import type { Composer as Model } from './model'

export function ShareButton({ model, shortcut }: { model: Model; shortcut: string }) {
  const { t } = useWords()
  const at = model.outcome.value?.at
  const busy = model.busy.value
  return (
    <div class="share">
      <Button kind="primary" busy={busy} onPress={model.share}>
        {busy && <span class="spinner" aria-hidden="true" />}
        {at === 'sealing'
          ? t('composer.sealing')
          : at === 'sending'
            ? t('composer.sending', [serverName(t, model.draft.value.server)])
            : t('composer.share')}
      </Button>
      <p class="hint" role="status">
        {busy ? '' : t('composer.shortcut', [shortcut])}
      </p>
    </div>
  )
}
