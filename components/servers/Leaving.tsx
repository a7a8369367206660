import { sorry } from '../fault-messages'
import { serverName } from '../server-name'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useAfter, useQuestion } from '../use-question'
import { useWords } from '../words'
import type { Servers as Model } from './model'

/** Removing a server: what it means is said before it is done. */
export function Leaving({ model, origin }: { model: Model; origin: string }) {
  const { t } = useWords()
  const asking = model.leaving.value?.origin === origin
  const after = useAfter<HTMLDivElement>(asking)
  return (
    <div class="field" ref={after} tabIndex={-1}>
      {asking ? (
        <Question model={model} />
      ) : (
        <Button onPress={() => model.askToRemove(origin)}>{t('servers.remove')}</Button>
      )}
    </div>
  )
}

function Question({ model }: { model: Model }) {
  const { t, format } = useWords()
  const leaving = model.leaving.value
  const question = useQuestion(leaving?.failure)
  if (!leaving) return null
  const { origin, waiting, failure } = leaving
  return (
    <fieldset class="ask" ref={question}>
      <Notice kind="care">
        <p tabIndex={-1}>
          {failure ? sorry({ t, format }, failure) : t('servers.removeAsk', [serverName(t, origin)])}
        </p>
        {!failure && waiting > 0 && <p>{t('servers.removeWaiting', [String(waiting)])}</p>}
        <div class="ways">
          {!failure && (
            <Button kind="primary" onPress={model.remove}>
              {t('servers.removeYes')}
            </Button>
          )}
          <Button onPress={model.keep}>{t('servers.keep')}</Button>
        </div>
      </Notice>
    </fieldset>
  )
}
