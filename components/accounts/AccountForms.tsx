import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { KnownAccount } from '../../lib/domain/account'
import { serversUnder } from '../../lib/domain/policy'
import { originOf, regions } from '../../lib/domain/server'
import { reasonAgainstAccount } from '../fault-messages'
import { serverName } from '../server-name'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Forced } from '../ui/Forced'
import { Notice } from '../ui/Notice'
import { Select } from '../ui/Select'
import { TextField } from '../ui/TextField'
import type { NewToken } from './forms'
import type { AccountsModel } from './model'

/** Form for a new account: server, user and token, tested before anything is stored. */
export function NewAccountForm({ model }: { model: AccountsModel }) {
  const words = useTranslation()
  const { t } = words
  const { state, type, add, cancel } = model.newAccount
  const now = state.value
  const first = useRef<HTMLFieldSetElement>(null)
  useEffect(() => first.current?.querySelector('input')?.focus(), [])
  if (now.at === 'closed') return null
  const { form } = now
  const busy = now.at === 'testing'
  const wrong = now.at === 'typing' ? now.wrong : undefined
  const failure = now.at === 'typing' ? now.failure : undefined
  const policy = model.policy.value
  const own = [...regions.map(originOf), ...model.settings.value.servers]
  const origins = [...new Set([...serversUnder(policy, own), form.server])]
  return (
    <fieldset ref={first} class="sheet" aria-labelledby="account-new">
      <h3 id="account-new">{t('accounts.add')}</h3>
      <NameField
        id="account-name"
        wrong={wrong === 'name'}
        busy={busy}
        value={form.name}
        onType={name => type({ name })}
        onEnter={add}
      />
      <Field id="account-server" label={t('composer.server')}>
        <Select
          id="account-server"
          value={form.server}
          disabled={busy}
          options={origins.map(origin => ({ value: origin, label: serverName(t, origin) }))}
          onChoose={server => type({ server })}
        />
        {policy.allowedServers && <Forced words={t('policy.forced')} />}
      </Field>
      <TextField
        id="account-user"
        label={t('accounts.user')}
        hint={wrong === 'user' ? t('accounts.userWrong') : t('accounts.userLine')}
        wrong={wrong === 'user'}
        spellcheck={false}
        dir="ltr"
        maxLength={200}
        busy={busy}
        value={form.user}
        onType={user => type({ user })}
        onEnter={add}
      />
      <TokenField
        id="account-token"
        hint={wrong === 'token' ? t('accounts.tokenWrong') : t('accounts.tokenLine')}
        wrong={wrong === 'token'}
        busy={busy}
        value={form.token}
        onType={token => type({ token })}
        onEnter={add}
      />
      {failure && (
        <Notice kind="failure">
          <p>{reasonAgainstAccount(words, failure, t('accounts.notKept'))}</p>
        </Notice>
      )}
      <div class="ways">
        <Button kind="primary" busy={busy} onPress={add}>
          {busy ? t('servers.checking') : t('options.save')}
        </Button>
        <Button busy={busy} onPress={cancel}>
          {t('composer.cancel')}
        </Button>
      </div>
    </fieldset>
  )
}

type NewTokenProps = { model: AccountsModel; account: KnownAccount; now: Exclude<NewToken, { at: 'closed' }> }

/** Replaces a token in two steps; the old one stays until the new one is accepted. */
export function NewTokenForm({ model, account, now }: NewTokenProps) {
  const words = useTranslation()
  const { t } = words
  const { type, replace, cancel } = model.newToken
  const steps = useRef<HTMLFieldSetElement>(null)
  useEffect(() => steps.current?.querySelector('a')?.focus(), [])
  const { server } = account
  const busy = now.at === 'testing'
  const wrong = now.at === 'typing' && now.wrong === true
  const failure = now.at === 'typing' ? now.failure : undefined
  return (
    <fieldset ref={steps} class="sheet" aria-labelledby="replace-title">
      <h3 id="replace-title">{t('accounts.replace')}</h3>
      <ol class="steps">
        <li>
          <p>{t('accounts.stepMake')}</p>
          <a href={`${server}/account`} target="_blank" rel="noreferrer">
            {t('accounts.accountPage', [serverName(t, server)])}
          </a>
        </li>
        <li>
          <TokenField
            id="new-token"
            hint={wrong ? t('accounts.tokenWrong') : t('accounts.tokenLine')}
            wrong={wrong}
            busy={busy}
            value={now.token}
            onType={type}
            onEnter={() => replace(account)}
          />
          {failure && (
            <Notice kind="failure">
              <p>{reasonAgainstAccount(words, failure, t('accounts.notKept'))}</p>
            </Notice>
          )}
          <div class="ways">
            <Button kind="primary" busy={busy} onPress={() => replace(account)}>
              {busy ? t('servers.checking') : t('options.save')}
            </Button>
            <Button busy={busy} onPress={cancel}>
              {t('composer.cancel')}
            </Button>
          </div>
        </li>
      </ol>
    </fieldset>
  )
}

type NameFieldProps = {
  id: string
  value: string
  wrong: boolean
  busy?: boolean
  placeholder?: string
  onType: (name: string) => unknown
  onEnter: () => unknown
}

/** The person's own name for an account. */
export function NameField(props: NameFieldProps) {
  const { t } = useTranslation()
  return (
    <TextField
      {...props}
      label={t('accounts.name')}
      hint={props.wrong ? t('accounts.nameWrong') : undefined}
      spellcheck={false}
      dir="auto"
      maxLength={80}
    />
  )
}

type TokenFieldProps = {
  id: string
  hint: string
  wrong: boolean
  value: string
  busy: boolean
  onType: (token: string) => void
  onEnter: () => unknown
}

/** Token input: the only place where a token is ever visible. */
function TokenField(props: TokenFieldProps) {
  const { t } = useTranslation()
  const shown = useSignal(false)
  return (
    <TextField
      {...props}
      label={t('accounts.token')}
      type={shown.value ? 'text' : 'password'}
      dir="ltr"
      spellcheck={false}
      joined={
        <Button
          onPress={() => {
            shown.value = !shown.value
          }}
        >
          {shown.value ? t('composer.hide') : t('composer.show')}
        </Button>
      }
    />
  )
}
