import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useWords } from '../words'
import type { Card } from './model'

/** What the server mails, what it does not, and what is therefore left to send. */
export function Mailed({ card }: { card: Card }) {
  const { t } = useWords()
  const { mailedTo, sealed } = card.shared.value
  if (mailedTo === undefined) return null
  if (mailedTo === '') {
    return (
      <Notice kind="care">
        <p>{t('recipient.notTaken')}</p>
      </Notice>
    )
  }
  return (
    <Notice kind={sealed ? 'care' : 'good'}>
      <p>{sealed ? t('recipient.mailedSealed', [mailedTo]) : t('recipient.mailed', [mailedTo])}</p>
      {sealed && <Key card={card} />}
      <p class="hint">{t('recipient.unsure')}</p>
    </Notice>
  )
}

function Key({ card }: { card: Card }) {
  const { t } = useWords()
  const copied = card.keyCopied.value
  return (
    <>
      <Button onPress={card.copyKey}>
        {copied === 'yes' ? t('recipient.copied') : t('recipient.copyKey')}
      </Button>
      <p class={copied === 'failed' ? 'hint' : 'unseen'} role="status">
        {copied === 'yes' ? t('recipient.copied') : copied === 'failed' ? t('shared.apartFailed') : ''}
      </p>
    </>
  )
}
