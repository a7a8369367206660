import { useEffect, useRef } from 'preact/hooks'
import { isOld, isRefused, type KnownAccount } from '../../lib/rules/account'
import { serverName } from '../server-name'
import { useWords } from '../words'
import { Details } from './Details'
import type { Accounts as Model } from './model'

type Props = { model: Model; account: KnownAccount }

/** One account: a button that says how it stands, and opens what can be done. */
export function Account({ model, account }: Props) {
  const { t, format } = useWords()
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
        <Signs model={model} account={account} />
        <span class="marks">
          <span>{serverName(t, server)}</span>
          <span>{user}</span>
          <span>
            {used === undefined
              ? t('accounts.unused')
              : t('accounts.used', [format.relative(used, model.now())])}
          </span>
        </span>
      </button>
      {open && <Details model={model} account={account} />}
    </li>
  )
}

function Signs({ model, account }: Props) {
  const { t } = useWords()
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
