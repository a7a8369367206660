import { burnedOf } from '../BurnQuestion'
import { reasonFor } from '../fault-reasons'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { useAfter, useQuestion } from '../use-question'
import type { HistoryModel } from './model'

type Props = { bulk: HistoryModel['bulk'] }

/** Actions on many entries at once, and their result. */
export function BulkActions({ bulk }: Props) {
  const step = bulk.step.value
  const asks = step.at === 'asking' || step.at === 'working'
  const after = useAfter<HTMLElement>(asks)
  return (
    <footer ref={after} class="foot" tabIndex={-1}>
      {asks && <BulkQuestion bulk={bulk} to={step.to} busy={step.at === 'working'} />}
      <BulkResult bulk={bulk} />
      {!asks && <BulkOffers bulk={bulk} />}
    </footer>
  )
}

function BulkOffers({ bulk }: Props) {
  const { t, format } = useTranslation()
  const waiting = bulk.waiting.value
  const settled = bulk.settled.value
  if (waiting < 2 && settled === 0) return null
  return (
    <div class="row">
      {waiting > 1 && (
        <Button kind="quiet" onPress={() => bulk.ask('burn')}>
          {t('history.burnAll', [format.number(waiting)])}
        </Button>
      )}
      {settled > 0 && (
        <Button kind="quiet" onPress={() => bulk.ask('forget')}>
          {t('history.forgetSettled', [format.number(settled)])}
        </Button>
      )}
    </div>
  )
}

function BulkQuestion({ bulk, to, busy }: Props & { to: 'burn' | 'forget'; busy: boolean }) {
  const { t, format } = useTranslation()
  const question = useQuestion()
  const count = format.number(to === 'burn' ? bulk.waiting.value : bulk.settled.value)
  return (
    <fieldset ref={question} class="ask" aria-labelledby="all-question">
      <p id="all-question" tabIndex={-1}>
        {to === 'burn' ? t('history.burnAllAsk', [count]) : t('history.forgetSettledAsk', [count])}
      </p>
      <div class="answers">
        <Button kind="fire" busy={busy} onPress={bulk.go}>
          {t(to === 'forget' ? 'history.forgetYes' : 'history.burnYes')}
        </Button>
        <Button onPress={bulk.keep}>{t('history.keep')}</Button>
      </div>
    </fieldset>
  )
}

/** Always rendered, so that screen readers announce what appears in it. */
function BulkResult({ bulk }: Props) {
  const words = useTranslation()
  const { t } = words
  const step = bulk.step.value
  return (
    <div role="status">
      {step.at === 'burned' && (
        <p class={`notice ${step.left === 0 ? 'good' : 'care'}`}>{burnedOf(words, step)}</p>
      )}
      {step.at === 'forgotten' && <p class="notice good">{t('history.forgotten')}</p>}
      {step.at === 'failed' && <p class="notice failure">{reasonFor(words, step.failure)}</p>}
    </div>
  )
}
