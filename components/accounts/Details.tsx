import { isOld, isRefused, type KnownAccount, tokenAge } from '../../lib/rules/account'
import { whyNot } from '../fault-messages'
import { serverName } from '../server-name'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { Tick } from '../ui/Tick'
import { useWords } from '../words'
import type { Accounts as Model } from './model'
import { Names } from './Names'
import { Removing } from './Removing'
import { Replacing } from './Replacing'

type Props = { model: Model; account: KnownAccount }

/** Everything that can be done with one account, each with what it changes. */
export function Details({ model, account }: Props) {
  const { t } = useWords()
  const { id, server, disabled, preferred } = account
  const { replacing } = model.replacing
  const now = replacing.value
  return (
    <div id={`of-${id}`} class="inside">
      <Care model={model} account={account} />
      <Names model={model} account={account} />
      <Tick
        label={t('accounts.prefer', [serverName(t, server)])}
        line={t('accounts.preferLine')}
        checked={preferred}
        onChange={checked => model.change(id, { preferred: checked })}
      />
      <Tick
        label={t('accounts.enable')}
        line={t('accounts.enableLine')}
        checked={!disabled}
        onChange={checked => model.change(id, { disabled: !checked })}
      />
      {now.at !== 'closed' && now.id === id ? (
        <Replacing model={model} account={account} now={now} />
      ) : (
        <Token model={model} account={account} />
      )}
      <Removing model={model} account={account} />
    </div>
  )
}

function Care({ model, account }: Props) {
  const { t, format } = useWords()
  const now = model.now()
  const sentences = [
    ...(isRefused(account) ? [t('accounts.refused', [account.name])] : []),
    ...(account.hasToken ? [] : [t('accounts.needsToken')]),
    ...(isOld(account, model.settings.value.tokenDays, now)
      ? [t('accounts.tooOld', [format.duration(tokenAge(account, now) * 86_400)])]
      : []),
  ]
  return sentences.map(sentence => (
    <Notice key={sentence} kind="care">
      <p>{sentence}</p>
    </Notice>
  ))
}

function Token({ model, account }: Props) {
  const { t, format } = useWords()
  const { id, since, hasToken } = account
  const { begin } = model.replacing
  const testing = model.told.value?.id === id && model.told.value.is === 'testing'
  return (
    <div class="field">
      <div class="ways">
        {hasToken && (
          <Button busy={testing} onPress={() => model.test(account)}>
            {testing ? t('accounts.testing') : t('accounts.test')}
          </Button>
        )}
        <Button onPress={() => begin(id)}>{hasToken ? t('accounts.replace') : t('accounts.putIn')}</Button>
      </div>
      {hasToken && (
        <p class="hint">
          {t('accounts.tokenSince', [format.relative(since, model.now())])} {t('accounts.testLine')}
        </p>
      )}
      <Outcome model={model} account={account} />
    </div>
  )
}

/** What came of the last press. */
function Outcome({ model, account: { id } }: Props) {
  const { t } = useWords()
  const told = model.told.value
  if (told?.id === id && told.is === 'failed') {
    return (
      <Notice kind="failure">
        <p>{whyNot(t, told.failure)}</p>
      </Notice>
    )
  }
  const said = told?.id === id && told.is !== 'testing' && told.is !== 'failed' ? told.is : undefined
  return (
    <p role="status" class={said === 'kept' ? 'unseen' : 'hint good'}>
      {said ? t(`accounts.told.${said}`) : ''}
    </p>
  )
}
