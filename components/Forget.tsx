import type { Signal } from '@preact/signals'
import { useTranslation } from './translation'
import { Button } from './ui/Button'
import { useAfter, useQuestion } from './use-question'

type Props = { asking: Signal<boolean>; onForget: () => unknown }

/** Deletes the only copy, after a second press. */
export function Forget({ asking: signal, onForget }: Props) {
  const { t } = useTranslation()
  const asking = signal.value
  const after = useAfter<HTMLDivElement>(asking)
  const ask = (asking: boolean) => {
    signal.value = asking
  }
  return (
    <div ref={after} class="forget" tabIndex={-1}>
      {asking ? (
        <Question onYes={onForget} onNo={() => ask(false)} />
      ) : (
        <Button onPress={() => ask(true)}>{t('history.forgetYes')}</Button>
      )}
    </div>
  )
}

function Question({ onYes, onNo }: { onYes: () => unknown; onNo: () => void }) {
  const { t } = useTranslation()
  const question = useQuestion()
  return (
    <fieldset ref={question} class="ask" aria-labelledby="forget-question">
      <p id="forget-question" tabIndex={-1}>
        {t('reveal.forgetAsk')}
      </p>
      <div class="answers">
        <Button kind="fire" onPress={onYes}>
          {t('history.forgetYes')}
        </Button>
        <Button onPress={onNo}>{t('history.keep')}</Button>
      </div>
    </fieldset>
  )
}
