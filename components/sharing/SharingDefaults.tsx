import { isAllowed } from '../../lib/domain/policy'
import { lifetimeOptions } from '../lifetime-options'
import { serverName } from '../server-name'
import { useTranslation } from '../translation'
import { Choice } from '../ui/Choice'
import { Field } from '../ui/Field'
import { Forced } from '../ui/Forced'
import { Select } from '../ui/Select'
import type { SharingDefaultsModel } from './model'

/** The defaults for a new secret: as the last one, or always the same. */
export function SharingDefaults({ model }: { model: SharingDefaultsModel }) {
  const { t } = useTranslation()
  return (
    <>
      <Choice
        name="remember"
        label={t('sharing.remember')}
        value={model.remember.value}
        disabled={false}
        options={[
          { value: 'last', label: t('sharing.last') },
          { value: 'fixed', label: t('sharing.fixed') },
        ]}
        onChoose={model.start}
      />
      <Choice
        name="mode"
        label={t('composer.protection')}
        value={model.sharing.value.mode}
        disabled={false}
        forced={model.policy.value.sealedRequired && <Forced words={t('policy.forced')} />}
        options={[
          {
            value: 'sealed',
            label: t('composer.sealed'),
            line: t(model.opener.value ? 'composer.sealedLineOpener' : 'composer.sealedLineNeeds'),
          },
          { value: 'standard', label: t('composer.standard'), line: t('composer.standardLine') },
        ]}
        onChoose={mode => model.choose({ mode })}
      />
      <div class="starts">
        <DefaultServer model={model} />
        <DefaultAccount model={model} />
        <DefaultLifetime model={model} />
      </div>
    </>
  )
}

function DefaultServer({ model }: { model: SharingDefaultsModel }) {
  const { t } = useTranslation()
  const policy = model.policy.value
  const origins = model.servers.value
  const { server } = model.sharing.value
  const ruled = policy.allowedServers !== undefined
  const single = ruled && origins.length === 1
  return (
    <Field id="server" label={t('composer.server')}>
      <Select
        id="server"
        value={server}
        disabled={single}
        options={origins.map(origin => ({ value: origin, label: serverName(t, origin) }))}
        onChoose={server => model.choose({ server })}
      />
      {ruled && <Forced words={t(isAllowed(policy, server) ? 'policy.forced' : 'policy.notAllowed')} />}
    </Field>
  )
}

/** Hidden if there is no account at the chosen server. */
function DefaultAccount({ model }: { model: SharingDefaultsModel }) {
  const { t } = useTranslation()
  const offered = model.offered.value
  const { account } = model.sharing.value
  if (offered.length === 0 && account === null) return null
  const lost = account !== null && !offered.some(({ id }) => id === account)
  return (
    <Field id="account" label={t('accounts.sharedAs')} hint={lost ? t('accounts.lostLine') : undefined}>
      <Select
        id="account"
        value={account ?? ''}
        disabled={false}
        options={[
          { value: '', label: t('accounts.anonymous') },
          ...offered.map(({ id, name }) => ({ value: id, label: name })),
          ...(lost ? [{ value: account, label: t('accounts.lost') }] : []),
        ]}
        onChoose={id => model.choose({ account: id === '' ? null : id })}
      />
    </Field>
  )
}

function DefaultLifetime({ model }: { model: SharingDefaultsModel }) {
  const { t, format } = useTranslation()
  const policy = model.policy.value
  const { ttl } = model.sharing.value
  return (
    <Field id="lifetime" label={t('composer.lifetime')}>
      <Select
        id="lifetime"
        value={String(ttl)}
        disabled={false}
        options={lifetimeOptions({ t, format }, ttl, model.longest.value, policy)}
        onChoose={seconds => model.choose({ ttl: Number(seconds) })}
      />
      {policy.longestLifetime !== undefined && <Forced words={t('policy.forced')} />}
    </Field>
  )
}
