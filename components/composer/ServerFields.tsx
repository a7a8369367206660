import { signal } from '@preact/signals'
import { useEffect, useLayoutEffect } from 'preact/hooks'
import { isAllowed, serversUnder } from '../../lib/domain/policy'
import { originOf, regions } from '../../lib/domain/server'
import { longestAnonymous, longestWithAccount } from '../../lib/domain/server-limits'
import { lifetimeOptions } from '../lifetime-options'
import type { OtherServerField } from '../OtherServerField'
import { serverName } from '../server-name'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Forced } from '../ui/Forced'
import { Notice } from '../ui/Notice'
import { Select } from '../ui/Select'
import type { ComposerModel as Model } from './model'

const another = 'another'
const anonymous = 'anonymous'

/** Where the secret is stored, and for how long. */
export function ServerFields({ model }: { model: Model }) {
  return (
    <>
      <div class="columns">
        <Server model={model} />
        <Lifetime model={model} />
      </div>
      <TooLong model={model} />
      <SharedAs model={model} />
      <OtherServer model={model} />
      <Held model={model} />
    </>
  )
}

/** Loaded when it is first asked for: most people have no server of their own. */
const OtherServerView = signal<typeof OtherServerField>()

function OtherServer({ model }: { model: Model }) {
  const { t } = useTranslation()
  const adding = model.server.adding.value
  const closed = adding.at === 'closed'
  useEffect(() => {
    if (closed || OtherServerView.peek()) return
    import('../OtherServerField').then(view => {
      OtherServerView.value = view.OtherServerField
    }, model.server.closeServer)
  }, [closed, model])
  const View = OtherServerView.value
  if (closed || !View) return null
  const server = { ...model.server, useServer: model.useServer }
  return <View model={server} adding={adding} yes={t('composer.useServer')} />
}

/** Why sharing was held back, shown where the person is. */
function Held({ model }: { model: Model }) {
  const { t } = useTranslation()
  const held = model.server.held.value
  useLayoutEffect(() => {
    if (held) document.querySelector<HTMLElement>('#address')?.focus()
  }, [held])
  if (!held) return null
  return (
    <Notice kind="failure">
      <p>{t('composer.serverFirst')}</p>
    </Notice>
  )
}

/** A server that is no longer permitted stays visible until the person chooses another. */
function Server({ model }: { model: Model }) {
  const { t } = useTranslation()
  const { server } = model.draft.current.value
  const policy = model.draft.policy.value
  const own = [...regions.map(originOf), ...model.settings.value.servers]
  const origins = [...new Set([...serversUnder(policy, own), server])]
  const options = origins.map(origin => ({ value: origin, label: serverName(t, origin) }))
  const ruled = policy.allowedServers !== undefined
  const single = ruled && origins.length === 1
  const allowed = isAllowed(policy, server)
  return (
    <Field id="server" label={t('composer.server')}>
      <Select
        id="server"
        value={model.server.adding.value.at === 'closed' ? server : another}
        disabled={model.status.busy.value || single}
        options={ruled ? options : [...options, { value: another, label: t('composer.otherServer') }]}
        onChoose={chosen => {
          if (chosen === another) return model.server.typeServer('')
          model.server.closeServer()
          model.write({ server: chosen })
        }}
      />
      {ruled && <Forced words={t(allowed ? 'policy.forced' : 'policy.notAllowed')} />}
    </Field>
  )
}

function Lifetime({ model }: { model: Model }) {
  const { t, format } = useTranslation()
  const policy = model.draft.policy.value
  const { ttl } = model.draft.current.value
  return (
    <Field id="lifetime" label={t('composer.lifetime')}>
      <Select
        id="lifetime"
        value={String(ttl)}
        disabled={model.status.busy.value}
        options={lifetimeOptions({ t, format }, ttl, model.server.longest.value, policy)}
        onChoose={seconds => model.write({ ttl: Number(seconds) })}
      />
      {policy.longestLifetime !== undefined && <Forced words={t('policy.forced')} />}
    </Field>
  )
}

/** A lifetime longer than the server grants, or may grant. */
function TooLong({ model }: { model: Model }) {
  const { t, format } = useTranslation()
  const longest = model.server.longest.value
  const { ttl, account } = model.draft.current.value
  const sure = account === null ? longestAnonymous : longestWithAccount
  if (ttl <= (longest ?? sure)) return null
  if (longest !== undefined) return <p class="hint">{t('limits.cut', [format.duration(longest)])}</p>
  return <p class="hint">{t('composer.longLine', [format.duration(sure)])}</p>
}

/** Anonymous, or an account at the chosen server; hidden if there are no accounts. */
function SharedAs({ model }: { model: Model }) {
  const { t } = useTranslation()
  const { offered, sharedAs } = model.server
  const now = sharedAs.value
  const { accountRequired = false } = model.draft.policy.value
  const nobody = now.is === 'anonymous'
  if (offered.value.length === 0 && nobody && !accountRequired) return null
  const lost = now.is === 'lost' ? [{ value: now.id, label: lostName(t, now.name) }] : []
  return (
    <Field
      id="account"
      label={t('accounts.sharedAs')}
      hint={now.is === 'lost' ? t('accounts.lostLine') : undefined}
    >
      <Select
        id="account"
        value={nobody ? anonymous : now.is === 'lost' ? now.id : now.account.id}
        disabled={model.status.busy.value}
        options={[
          ...(accountRequired && !nobody ? [] : [{ value: anonymous, label: t('accounts.anonymous') }]),
          ...offered.value.map(({ id, name }) => ({ value: id, label: name })),
          ...lost,
        ]}
        onChoose={id => model.write({ account: id === anonymous ? null : id })}
      />
      {accountRequired && <Forced words={t(nobody ? 'policy.rule.accountRequired' : 'policy.forced')} />}
      {accountRequired && offered.value.length === 0 && (
        <Button onPress={model.openAccounts}>{t('accounts.add')}</Button>
      )}
      <OldToken model={model} />
    </Field>
  )
}

const lostName = (t: ReturnType<typeof useTranslation>['t'], name: string | undefined): string =>
  name ?? t('accounts.lost')

function OldToken({ model }: { model: Model }) {
  const { t, format } = useTranslation()
  const days = model.server.oldToken.value
  if (days === undefined) return null
  return (
    <div class="row">
      <p class="hint">{t('accounts.tooOld', [format.duration(days * 86_400)])}</p>
      <Button kind="quiet" onPress={model.openAccounts}>
        {t('accounts.replace')}
      </Button>
    </div>
  )
}
