import { Button } from '../ui/Button'
import { useAfter, useQuestion } from '../use-question'
import { useWords } from '../words'
import type { Reveal as Model } from './model'

/** Forgets what only this browser has, after a second press. */
export function Forget({ model }: { model: Model }) {
  const { t } = useWords()
  const asking = model.forgetting.value
  const after = useAfter<HTMLDivElement>(asking)
  const ask = (asking: boolean) => {
    model.forgetting.value = asking
  }
  return (
    <div ref={after} class="forget" tabIndex={-1}>
      {asking ? (
        <Question model={model} onNo={() => ask(false)} />
      ) : (
        <Button onPress={() => ask(true)}>{t('reveal.forget')}</Button>
      )}
    </div>
  )
}

function Question({ model, onNo }: { model: Model; onNo: () => void }) {
  const { t } = useWords()
  const question = useQuestion()
  return (
    <fieldset ref={question} class="ask" aria-labelledby="forget-question">
      <p id="forget-question" tabIndex={-1}>
        {t('reveal.forgetAsk')}
      </p>
      <div class="answers">
        <Button kind="fire" onPress={model.forget}>
          {t('reveal.forgetYes')}
        </Button>
        <Button onPress={onNo}>{t('reveal.forgetNo')}</Button>
      </div>
    </fieldset>
  )
}
