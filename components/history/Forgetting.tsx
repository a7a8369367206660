import type { Entry } from '../../lib/rules/entry'
import { Button } from '../ui/Button'
import { useQuestion } from '../use-question'
import { useWords } from '../words'
import type { History } from './model'

type Props = { acting: History['acting']; entry: Entry }

/** Forgetting one that still waits leaves it out there, with nobody to burn it: that is said. */
export function Forgetting({ acting, entry }: Props) {
  const { t } = useWords()
  const question = useQuestion()
  return (
    <fieldset ref={question} class="ask" aria-labelledby="forget-question">
      <p id="forget-question" tabIndex={-1}>
        {entry.state === 'waiting' ? t('history.forgetWaiting') : t('history.forgetAsk')}
      </p>
      <div class="answers">
        <Button kind={entry.state === 'waiting' ? 'fire' : 'plain'} onPress={() => acting.forget(entry.id)}>
          {t('history.forgetYes')}
        </Button>
        <Button onPress={acting.back}>{t('history.keep')}</Button>
      </div>
    </fieldset>
  )
}
