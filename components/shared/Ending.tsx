import { BurnQuestion } from '../BurnQuestion'
import { Button } from '../ui/Button'
import { useAfter } from '../use-question'
import { useWords } from '../words'
import type { Card } from './model'

/** How the card ends: with another secret, or with this one burned. */
export function Ending({ card }: { card: Card }) {
  const { t } = useWords()
  const burning = card.burning.value
  const { sealed, passphrase, remembered, untold } = card.shared.value
  const asking = burning.at === 'asking' || burning.at === 'burning'
  const after = useAfter<HTMLDivElement>(asking)
  if (asking) {
    return (
      <BurnQuestion step={burning} onType={card.typeToBurn} onBurn={card.burn} onKeep={card.stopBurning} />
    )
  }
  return (
    <div ref={after} class="row" tabIndex={-1}>
      <Button onPress={card.leave}>{t('shared.another')}</Button>
      {remembered && !untold && burning.at === 'idle' && (
        <Button kind="quiet" onPress={() => card.askToBurn(passphrase && !sealed)}>
          {t('history.burn')}
        </Button>
      )}
    </div>
  )
}
