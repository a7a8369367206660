import { Button } from '../ui/Button'
import { useWords } from '../words'
import type { Card } from './model'

export function Link({ card }: { card: Card }) {
  const { t } = useWords()
  const copied = card.copied.value
  return (
    <>
      <div class="field">
        <label for="link">{t('shared.link')}</label>
        <input
          id="link"
          dir="ltr"
          readOnly
          value={card.shared.value.link}
          onCopy={() => void card.tookLink()}
          onFocus={event => event.currentTarget.select()}
        />
      </div>
      <Button kind="primary" onPress={card.copyLink}>
        {copied === 'yes' ? t('shared.copiedAgain') : t('shared.copy')}
      </Button>
      <p class={copied === 'failed' ? 'hint' : 'unseen'} role="status">
        {copied === 'yes' ? t('shared.copiedAgain') : copied === 'failed' ? t('shared.copyFailed') : ''}
      </p>
    </>
  )
}
