import { Button } from '../ui/Button'
import { useWords } from '../words'
import type { Card } from './model'

/** The link by one way, its key by another: whoever sees only one of them reads nothing. */
export function TwoParts({ card }: { card: Card }) {
  const { t } = useWords()
  const step = card.apart.step.value
  if (!step) return null
  const { at, failed } = step
  return (
    <>
      <p class="hint">{t('shared.apartLine')}</p>
      <Button onPress={card.apart.copyNext}>{t(`shared.apart.${at}`)}</Button>
      <p class="hint" role="status">
        {failed ? t('shared.apartFailed') : t(`shared.apartThen.${at}`)}
      </p>
    </>
  )
}
