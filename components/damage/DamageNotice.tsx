import { sorry } from '../fault-messages'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useWords } from '../words'
import type { Damage } from './model'

/** What cannot be read, what that means, and a way to be rid of it. */
export function DamageNotice({ model }: { model: Damage }) {
  const words = useWords()
  const { t } = words
  const step = model.step.value
  const { settings, history, accounts, keys, rest, newer } = model.found.value
  const damaged = settings + history + accounts + keys + rest > 0
  if (step.at === 'cleared') {
    return (
      <Notice kind="good">
        <p>{t('damage.cleared')}</p>
      </Notice>
    )
  }
  if (!damaged) {
    return (
      <Notice kind="care">
        <p>{t('damage.newer', [String(newer)])}</p>
      </Notice>
    )
  }
  return (
    <Notice kind="care">
      <p>{t('damage.title')}</p>
      <ul class="facts">
        {keys > 0 && <li>{t('damage.keys')}</li>}
        {settings > 0 && <li>{t('damage.settings')}</li>}
        {history > 0 && <li>{t('damage.history', [String(history)])}</li>}
        {accounts > 0 && <li>{t('damage.accounts', [String(accounts)])}</li>}
        {rest > 0 && <li>{t('damage.rest')}</li>}
      </ul>
      {newer > 0 && <p>{t('damage.newer', [String(newer)])}</p>}
      {step.at === 'told' && step.failure && <p>{sorry(words, step.failure)}</p>}
      <Button busy={step.at === 'clearing'} onPress={model.clear}>
        {t('damage.clear')}
      </Button>
    </Notice>
  )
}
