import { useLayoutEffect } from 'preact/hooks'
import { longestAnonymous, longestWithAccount } from '../../lib/rules/limits'
import { isAllowed, serversIn } from '../../lib/rules/policy'
import { originOf, regions } from '../../lib/rules/server'
import { AnotherServer } from '../AnotherServer'
import { lifetimeOptions } from '../lifetime-options'
import { serverName } from '../server-name'
import { Field } from '../ui/Field'
import { Forced } from '../ui/Forced'
import { Notice } from '../ui/Notice'
import { Select } from '../ui/Select'
import { useWords } from '../words'
import type { Composer as Model } from './model'
import { SharedAs } from './SharedAs'

const another = 'another'

/** Where the secret is kept, and how long. */
export function Place({ model }: { model: Model }) {
  const { t } = useWords()
  const adding = model.adding.value
  return (
    <>
      <div class="columns">
        <Server model={model} />
        <Lifetime model={model} />
      </div>
      <TooLong model={model} />
      <SharedAs model={model} />
      {adding.at !== 'closed' && (
        <AnotherServer model={model} adding={adding} yes={t('composer.useServer')} />
      )}
      <Held model={model} />
    </>
  )
}

/** Why a press did nothing, where the person is then. */
function Held({ model }: { model: Model }) {
  const { t } = useWords()
  const held = model.held.value
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

/** A server that is not allowed any more stays in sight until the person chooses another. */
function Server({ model }: { model: Model }) {
  const { t } = useWords()
  const { server } = model.draft.value
  const policy = model.policy.value
  const own = [...regions.map(originOf), ...model.settings.value.servers]
  const origins = [...new Set([...serversIn(policy, own), server])]
  const options = origins.map(origin => ({ value: origin, label: serverName(t, origin) }))
  const ruled = policy.allowedServers !== undefined
  const single = ruled && origins.length === 1
  const allowed = isAllowed(policy, server)
  return (
    <Field id="server" label={t('composer.server')}>
      <Select
        id="server"
        value={model.adding.value.at === 'closed' ? server : another}
        disabled={model.busy.value || single}
        options={ruled ? options : [...options, { value: another, label: t('composer.otherServer') }]}
        onChoose={chosen => {
          if (chosen === another) return model.typeServer('')
          model.closeServer()
          model.write({ server: chosen })
        }}
      />
      {ruled && <Forced words={t(`policy.${single ? 'forced' : allowed ? 'limited' : 'notAllowed'}`)} />}
    </Field>
  )
}

function Lifetime({ model }: { model: Model }) {
  const { t, format } = useWords()
  const policy = model.policy.value
  const { ttl } = model.draft.value
  return (
    <Field id="lifetime" label={t('composer.lifetime')}>
      <Select
        id="lifetime"
        value={String(ttl)}
        disabled={model.busy.value}
        options={lifetimeOptions({ t, format }, ttl, model.longest.value, policy)}
        onChoose={seconds => model.write({ ttl: Number(seconds) })}
      />
      {policy.longestLifetime !== undefined && <Forced words={t('policy.limited')} />}
    </Field>
  )
}

/** What becomes of a lifetime that the server will not grant, or may not. */
function TooLong({ model }: { model: Model }) {
  const { t, format } = useWords()
  const longest = model.longest.value
  const { ttl, account } = model.draft.value
  const sure = account === null ? longestAnonymous : longestWithAccount
  if (ttl <= (longest ?? sure)) return null
  if (longest !== undefined) return <p class="hint">{t('limits.cut', [format.duration(longest)])}</p>
  return (
    <p class="hint">
      {t(account === null ? 'composer.longLine' : 'accounts.longLine', [format.duration(sure)])}
    </p>
  )
}
