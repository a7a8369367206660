import type { KnownAccount } from '../../lib/rules/account'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useAfter, useQuestion } from '../use-question'
import { useWords } from '../words'
import type { Accounts as Model } from './model'

type Props = { model: Model; account: KnownAccount }

/** Removes an account, after a question that says what stays. */
export function Removing({ model, account }: Props) {
  const { t } = useWords()
  const asking = model.opened.value?.removing === true
  const after = useAfter<HTMLDivElement>(asking)
  if (asking) return <Question model={model} account={account} />
  return (
    <div ref={after} class="field" tabIndex={-1}>
      <Button onPress={() => model.askToRemove(true)}>{t('accounts.remove')}</Button>
      <p class="hint">{t('accounts.removeLine')}</p>
    </div>
  )
}

function Question({ model, account }: Props) {
  const { t } = useWords()
  const question = useQuestion()
  return (
    <fieldset ref={question} class="ask" aria-labelledby="remove-question">
      <Notice kind="care">
        <p id="remove-question" tabIndex={-1}>
          {t('accounts.removeAsk')}
        </p>
        <div class="ways">
          <Button kind="primary" onPress={() => model.remove(account)}>
            {t('accounts.removeYes')}
          </Button>
          <Button onPress={() => model.askToRemove(false)}>{t('options.eraseNo')}</Button>
        </div>
      </Notice>
    </fieldset>
  )
}
