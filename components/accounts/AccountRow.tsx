import { useEffect, useRef } from 'preact/hooks'
import { isOld, isRefused, type KnownAccount, tokenAge } from '../../lib/domain/account'
import { reasonAgainstAccount } from '../fault-messages'
import { message } from '../fault-reasons'
import { serverName } from '../server-name'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { TextField } from '../ui/TextField'
import { Tick } from '../ui/Tick'
import { useAfter, useQuestion } from '../use-question'
import { NameField, NewTokenForm } from './AccountForms'
import type { AccountsModel } from './model'

type Props = { model: AccountsModel; account: KnownAccount }

/** One account: a button that shows its status and opens its actions. */
export function AccountRow({ model, account }: Props) {
  const { t, format } = useTranslation()
  const { id, name, server, user, used } = account
  const open = model.opened.value?.id === id
  const button = useRef<HTMLButtonElement>(null)
  const added = model.told.value?.id === id && model.told.value.is === 'added'
  useEffect(() => {
    if (added) button.current?.focus()
  }, [added])
  return (
    <li class={account.disabled ? 'account disabled' : 'account'}>
      <button
        ref={button}
        type="button"
        class="entry"
        aria-expanded={open}
        aria-controls={open ? `of-${id}` : undefined}
        onClick={() => model.toggle(id)}
      >
        <bdi class="name">{name}</bdi>
        <AccountSigns model={model} account={account} />
        <span class="marks">
          <span>{serverName(t, server)}</span>
          <span>{user}</span>
          {used !== undefined && <span>{t('accounts.used', [format.relative(used, model.now())])}</span>}
        </span>
      </button>
      {open && <AccountDetails model={model} account={account} />}
    </li>
  )
}

function AccountSigns({ model, account }: Props) {
  const { t } = useTranslation()
  const { disabled, preferred, hasToken } = account
  return (
    <span class="signs">
      {preferred && !disabled && <span class="state">{t('accounts.preferred')}</span>}
      {disabled && <span class="state">{t('accounts.disabled')}</span>}
      {!hasToken && <span class="state bad">{t('accounts.tokenless')}</span>}
      {isRefused(account) && <span class="state bad">{t('accounts.refusedSign')}</span>}
      {isOld(account, model.settings.value.tokenDays, model.now()) && (
        <span class="state care">{t('accounts.oldSign')}</span>
      )}
    </span>
  )
}

/** Every action on one account, each with what it changes. */
function AccountDetails({ model, account }: Props) {
  const { t } = useTranslation()
  const { id, server, disabled, preferred } = account
  const now = model.newToken.state.value
  return (
    <div id={`of-${id}`} class="inside">
      <AccountWarnings model={model} account={account} />
      <AccountNames model={model} account={account} />
      <Tick
        label={t('accounts.prefer', [serverName(t, server)])}
        checked={preferred}
        onChange={checked => model.change(id, { preferred: checked })}
      />
      <Tick
        label={t('accounts.enable')}
        checked={!disabled}
        onChange={checked => model.change(id, { disabled: !checked })}
      />
      {now.at !== 'closed' && now.id === id ? (
        <NewTokenForm model={model} account={account} now={now} />
      ) : (
        <AccountToken model={model} account={account} />
      )}
      <AccountRemoval model={model} account={account} />
    </div>
  )
}

function AccountWarnings({ model, account }: Props) {
  const { t, format } = useTranslation()
  const now = model.now()
  const sentences = [
    ...(isRefused(account) ? [t('accounts.refused', [account.name])] : []),
    ...(account.hasToken ? [] : [message(t, t('fault.accountNoToken'), '|')]),
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

function AccountToken({ model, account }: Props) {
  const { t } = useTranslation()
  const { id, hasToken } = account
  const { begin } = model.newToken
  const testing = model.told.value?.id === id && model.told.value.is === 'testing'
  return (
    <div class="field">
      <div class="ways">
        {hasToken && (
          <Button busy={testing} onPress={() => model.test(account)}>
            {testing ? t('servers.checking') : t('servers.check')}
          </Button>
        )}
        <Button onPress={() => begin(id)}>{t('accounts.replace')}</Button>
      </div>
      <AccountOutcome model={model} account={account} />
    </div>
  )
}

/** The result of the last action. */
function AccountOutcome({ model, account: { id } }: Props) {
  const words = useTranslation()
  const { t } = words
  const told = model.told.value
  if (told?.id === id && told.is === 'failed') {
    return (
      <Notice kind="failure">
        <p>{reasonAgainstAccount(words, told.failure)}</p>
      </Notice>
    )
  }
  const said = told?.id === id && told.is !== 'testing' && told.is !== 'failed' ? told.is : undefined
  return (
    <p role="status" class={said === 'kept' ? 'unseen' : 'hint good'}>
      {said === undefined ? '' : t(said === 'kept' ? 'options.saved' : 'accounts.accepted')}
    </p>
  )
}

/** Its name, and the domain of its links. */
function AccountNames({ model, account: { id, name, shareDomain } }: Props) {
  const { t } = useTranslation()
  const typed = model.opened.value
  if (typed?.id !== id) return null
  const { wrong } = typed
  const changed = typed.name !== name || typed.shareDomain !== (shareDomain ?? '')
  const kept = model.told.value?.id === id && model.told.value.is === 'kept'
  return (
    <>
      <NameField
        id="account-called"
        wrong={wrong === 'name'}
        value={typed.name}
        onType={name => model.type({ name })}
        onEnter={model.keep}
      />
      <TextField
        id="account-domain"
        label={t('accounts.domain')}
        hint={wrong === 'shareDomain' ? t('accounts.domainWrong') : t('accounts.domainLine')}
        wrong={wrong === 'shareDomain'}
        spellcheck={false}
        dir="ltr"
        maxLength={253}
        placeholder="secrets.example.com"
        value={typed.shareDomain}
        onType={shareDomain => model.type({ shareDomain })}
        onEnter={model.keep}
      />
      {(changed || kept) && (
        <Button busy={!changed} onPress={model.keep}>
          {changed ? t('options.save') : t('options.saved')}
        </Button>
      )}
    </>
  )
}

/** Removes an account, after a question that says what stays. */
function AccountRemoval({ model, account }: Props) {
  const { t } = useTranslation()
  const asking = model.opened.value?.removing === true
  const after = useAfter<HTMLDivElement>(asking)
  if (asking) return <RemoveAccountQuestion model={model} account={account} />
  return (
    <div ref={after} class="field" tabIndex={-1}>
      <Button onPress={() => model.askToRemove(true)}>{t('servers.remove')}</Button>
    </div>
  )
}

function RemoveAccountQuestion({ model, account }: Props) {
  const { t } = useTranslation()
  const question = useQuestion()
  return (
    <fieldset ref={question} class="ask" aria-labelledby="remove-question">
      <Notice kind="care">
        <p id="remove-question" tabIndex={-1}>
          {t('accounts.removeAsk')}
        </p>
        <div class="ways">
          <Button kind="primary" onPress={() => model.remove(account)}>
            {t('servers.removeYes')}
          </Button>
          <Button onPress={() => model.askToRemove(false)}>{t('composer.cancel')}</Button>
        </div>
      </Notice>
    </fieldset>
  )
}
