import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useAfter, useQuestion } from '../use-question'
import { useWords } from '../words'
import type { Settings as Model } from './model'

/** Forgets everything, after a second press. */
export function Erase({ model }: { model: Model }) {
  const { t } = useWords()
  const erasing = model.erasing.value
  const done = erasing === 'done' || erasing === 'left'
  const asking = erasing !== 'no' && !done
  const after = useAfter<HTMLDivElement>(asking)
  return (
    <div class="field" ref={after} tabIndex={-1}>
      {done ? (
        <Notice kind={erasing === 'left' ? 'care' : 'good'}>
          <p>{t('options.erased')}</p>
          {erasing === 'left' && <p>{t('options.erasedOnItsWay')}</p>}
        </Notice>
      ) : (
        <p class="hint">{t('options.eraseLine')}</p>
      )}
      {erasing === 'no' && <Button onPress={() => model.askToErase(true)}>{t('options.eraseAll')}</Button>}
      {asking && <Question model={model} />}
    </div>
  )
}

function Question({ model }: { model: Model }) {
  const { t } = useWords()
  const erasing = model.erasing.value
  const failed = erasing === 'failed'
  const question = useQuestion(failed)
  return (
    <fieldset ref={question} class="ask" aria-labelledby="erase-question">
      <Notice kind="failure">
        <p id="erase-question" tabIndex={-1}>
          {failed ? t('options.eraseFailed') : t('options.eraseSure')}
        </p>
        <div class="ways">
          <Button kind="primary" busy={erasing === 'erasing'} onPress={model.erase}>
            {t('options.eraseYes')}
          </Button>
          <Button onPress={() => model.askToErase(false)}>{t('options.eraseNo')}</Button>
        </div>
      </Notice>
    </fieldset>
  )
}
