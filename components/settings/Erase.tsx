import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useWords } from '../words'
import type { Settings as Model } from './model'

/** Forgets everything, after a second press. */
export function Erase({ model }: { model: Model }) {
  const { t } = useWords()
  const erasing = model.erasing.value
  if (erasing === 'done') {
    return (
      <Notice kind="good">
        <p>{t('options.erased')}</p>
      </Notice>
    )
  }
  return (
    <>
      <p class="hint">{t('options.eraseLine')}</p>
      {erasing === 'no' ? (
        <Button onPress={() => model.askToErase(true)}>{t('options.eraseAll')}</Button>
      ) : (
        <Notice kind="failure">
          <p>{t('options.eraseSure')}</p>
          <div class="ways">
            <Button kind="primary" onPress={model.erase}>
              {t('options.eraseYes')}
            </Button>
            <Button onPress={() => model.askToErase(false)}>{t('options.eraseNo')}</Button>
          </div>
        </Notice>
      )}
    </>
  )
}
