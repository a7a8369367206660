import { useEffect, useRef } from 'preact/hooks'
import { serversIn } from '../../lib/rules/policy'
import { originOf, regions } from '../../lib/rules/server'
import { whyNot } from '../fault-messages'
import { serverName } from '../server-name'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Forced } from '../ui/Forced'
import { Notice } from '../ui/Notice'
import { Select } from '../ui/Select'
import { TextField } from '../ui/TextField'
import { useWords } from '../words'
import type { Accounts as Model } from './model'
import { NameField } from './NameField'
import { TokenField } from './TokenField'

/** A new account: where, who, and the token, which is tested before anything is kept. */
export function AddAccount({ model }: { model: Model }) {
  const { t } = useWords()
  const { adding, type, add, cancel } = model.adding
  const now = adding.value
  const first = useRef<HTMLFieldSetElement>(null)
  useEffect(() => first.current?.querySelector('input')?.focus(), [])
  if (now.at === 'closed') return null
  const { form } = now
  const busy = now.at === 'testing'
  const wrong = now.at === 'typing' ? now.wrong : undefined
  const failure = now.at === 'typing' ? now.failure : undefined
  const policy = model.policy.value
  const own = [...regions.map(originOf), ...model.settings.value.servers]
  const origins = [...new Set([...serversIn(policy, own), form.server])]
  return (
    <fieldset ref={first} class="sheet" aria-labelledby="account-new">
      <h3 id="account-new">{t('accounts.new')}</h3>
      <NameField
        id="account-name"
        wrong={wrong === 'name'}
        placeholder={t('accounts.nameExample')}
        busy={busy}
        value={form.name}
        onType={name => type({ name })}
        onEnter={add}
      />
      <Field id="account-server" label={t('composer.server')} hint={t('accounts.serverLine')}>
        <Select
          id="account-server"
          value={form.server}
          disabled={busy}
          options={origins.map(origin => ({ value: origin, label: serverName(t, origin) }))}
          onChoose={server => type({ server })}
        />
        {policy.allowedServers && <Forced words={t('policy.limited')} />}
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
          <p>
            {whyNot(t, failure)} {t('accounts.notKept')}
          </p>
        </Notice>
      )}
      <div class="ways">
        <Button kind="primary" busy={busy} onPress={add}>
          {busy ? t('accounts.testing') : t('accounts.save')}
        </Button>
        <Button busy={busy} onPress={cancel}>
          {t('composer.cancel')}
        </Button>
      </div>
    </fieldset>
  )
}
