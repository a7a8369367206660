import type { CorruptStorageReport } from '../../lib/domain/damage-report'
import { apologyFor } from '../fault-messages'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useAfter, useQuestion } from '../use-question'
import type { SettingsModel as Model } from './model'

/** Clears corrupt storage, or erases everything, after a second press. */
export function EraseSection({ model }: { model: Model }) {
  const damage = model.damage.value
  return (
    <>
      {damage && <Damaged model={model} damage={damage} />}
      <Everything model={model} />
    </>
  )
}

/** Storage that can't be read, and a way to clear it. Data from a newer version isn't corrupt, and stays. */
function Damaged({ model, damage }: { model: Model; damage: CorruptStorageReport }) {
  const words = useTranslation()
  const { t, format } = words
  const { settings, history, accounts, keys, rest, newer } = damage
  const step = model.clearing.value
  const found = [
    keys > 0 && t('damage.keys'),
    settings > 0 && t('app.settings'),
    history > 0 && `${t('history.title')} (${format.number(history)})`,
    accounts > 0 && `${t('accounts.title')} (${format.number(accounts)})`,
    rest > 0 && t('damage.rest'),
  ].filter(part => part !== false)
  return (
    <div class="field" role="status">
      {step.at === 'cleared' && <p>{t('damage.cleared')}</p>}
      {step.at !== 'cleared' && found.length > 0 && (
        <>
          <p>{t('damage.line', [format.list(found)])}</p>
          {step.at === 'told' && step.failure && <p>{apologyFor(words, step.failure)}</p>}
          <Button busy={step.at === 'clearing'} onPress={model.clearDamage}>
            {t('damage.clear')}
          </Button>
        </>
      )}
      {newer > 0 && <p>{t('damage.newer', [format.number(newer)])}</p>}
    </div>
  )
}

function Everything({ model }: { model: Model }) {
  const { t } = useTranslation()
  const erasing = model.erasing.value
  const done = erasing === 'done' || erasing === 'left'
  const asking = erasing !== 'no' && !done
  const after = useAfter<HTMLDivElement>(asking)
  return (
    <div class="field" ref={after} tabIndex={-1}>
      {done && (
        <Notice kind={erasing === 'left' ? 'care' : 'good'}>
          <p>{t('options.erased')}</p>
          {erasing === 'left' && <p>{t('options.erasedOnItsWay')}</p>}
        </Notice>
      )}
      {erasing === 'no' && <Button onPress={() => model.askToErase(true)}>{t('options.eraseYes')}</Button>}
      {asking && <Question model={model} />}
    </div>
  )
}

function Question({ model }: { model: Model }) {
  const { t } = useTranslation()
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
          <Button onPress={() => model.askToErase(false)}>{t('composer.cancel')}</Button>
        </div>
      </Notice>
    </fieldset>
  )
}
