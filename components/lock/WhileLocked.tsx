import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useWords } from '../words'

/** Before a composer that works though the lock is closed. */
export function WhileLocked({ onUnlock }: { onUnlock: () => void }) {
  const { t } = useWords()
  return (
    <div class="before">
      <Notice kind="care">
        <div class="row">
          <p>{t('lock.open')}</p>
          <Button onPress={onUnlock}>{t('lock.unlock')}</Button>
        </div>
      </Notice>
    </div>
  )
}
