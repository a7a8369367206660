import { Notice } from '../ui/Notice'
import { useWords } from '../words'
import type { Reveal as Model } from './model'

/** Where the only copy is, and how long it stays there. */
export function Kept({ model }: { model: Model }) {
  const { t } = useWords()
  const kept = model.kept.value
  if (kept === undefined) return null
  // Of what can't be read nobody knows whether it is the secret.
  if (kept === 'memory' && model.step.value.at === 'unread')
    return <p class="hint">{t('reveal.kept.unread')}</p>
  if (kept !== 'page') return <p class="hint">{t(`reveal.kept.${kept}`)}</p>
  return (
    <Notice kind="care">
      <p>{t('reveal.kept.page')}</p>
    </Notice>
  )
}
