import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import type { ComposerModel as Model } from './model'

/**
 * Notices above the composer: unreadable policy, a waiting secret, a pasted link, a text that may have lost
 * its line breaks, an earlier text set aside. Always rendered, so that screen readers announce what appears in it.
 */
export function Notices({ model }: { model: Model }) {
  return (
    <div class="heard" aria-live="polite">
      <Broken model={model} />
      <Refused model={model} />
      <Link model={model} />
      <Flattened model={model} />
      <Aside model={model} />
    </div>
  )
}

function Broken({ model }: { model: Model }) {
  const { t } = useTranslation()
  if (model.draft.rules.value !== 'broken') return null
  return (
    <Notice kind="care">
      <p>{t('policy.broken')}</p>
    </Notice>
  )
}

function Flattened({ model }: { model: Model }) {
  const { t } = useTranslation()
  const { flattened } = model.draft.composing.value
  if (!flattened) return null
  return (
    <Notice kind="care">
      <p>{t('composer.flattened')}</p>
      {flattened.pattern !== undefined && (
        <>
          <Button onPress={model.readExactly}>{t('composer.readExactly')}</Button>
          <p class="hint">{t('composer.serverLine')}</p>
        </>
      )}
    </Notice>
  )
}

/** Someone else may have changed the token, so this is shown where the person looks first. */
function Refused({ model }: { model: Model }) {
  const { t } = useTranslation()
  return (
    <>
      {model.server.refused.value.map(({ id, name }) => (
        <Notice key={id} kind="care">
          <p>{t('accounts.refused', [name])}</p>
          <Button kind="quiet" onPress={model.openAccounts}>
            {t('accounts.replace')}
          </Button>
        </Notice>
      ))}
    </>
  )
}

function Link({ model }: { model: Model }) {
  const { t } = useTranslation()
  if (!model.draft.isLink.value) return null
  return (
    <Notice kind="care">
      <div class="row">
        <p>{t('reveal.isLink')}</p>
        <Button onPress={model.openLink}>{t('reveal.read')}</Button>
      </div>
    </Notice>
  )
}

function Aside({ model }: { model: Model }) {
  const { t } = useTranslation()
  if (model.draft.composing.value.aside.length === 0) return null
  return (
    <Notice kind="good">
      <div class="row">
        <p>{t('composer.aside')}</p>
        <Button kind="quiet" onPress={model.bringBack}>
          {t('backup.restore')}
        </Button>
      </div>
    </Notice>
  )
}
