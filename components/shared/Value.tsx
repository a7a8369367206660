import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { useWords } from '../words'
import type { Card } from './model'

/** What the server made up. It tells it once, so this card is the one place where its sender sees it. */
export function Value({ card }: { card: Card }) {
  const { t, format } = useWords()
  const value = card.value.value
  if (value === undefined) return null
  const shown = card.valueShown.value
  const copied = card.valueCopied.value
  return (
    <>
      <Field
        id="value"
        label={t('shared.value')}
        hint={
          copied === 'failed'
            ? t('reveal.copyFailed')
            : t('shared.valueLine', [format.time(card.until.value)])
        }
        action={
          <Button kind="quiet" onPress={card.turnValue}>
            {shown ? t('reveal.hide') : t('reveal.show')}
          </Button>
        }
      >
        <div class="joined">
          <input id="value" class="exact" dir="ltr" readOnly aria-describedby="value-hint" value={value} />
          <Button onPress={card.copyValue}>{copied === 'yes' ? t('reveal.copied') : t('reveal.copy')}</Button>
        </div>
      </Field>
      <p class="unseen" role="status">
        {copied === 'yes' ? t('reveal.copied') : ''}
      </p>
    </>
  )
}
