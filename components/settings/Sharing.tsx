import type { Options } from '../../lib/rules/draft'
import { limitsOf } from '../../lib/rules/limits'
import { bound, isAllowed, serversIn } from '../../lib/rules/policy'
import { originOf, regions } from '../../lib/rules/server'
import { lifetimeOptions } from '../lifetime-options'
import { serverName } from '../server-name'
import { Choice } from '../ui/Choice'
import { Field } from '../ui/Field'
import { Forced } from '../ui/Forced'
import { Select } from '../ui/Select'
import { useWords } from '../words'
import type { Settings as Model } from './model'

/** How a new secret starts: as the last one, or always alike. */
export function Sharing({ model }: { model: Model }) {
  const { t, format } = useWords()
  const policy = model.policy.value
  const { remember, servers, limits, ...kept } = model.kept.value
  const sharing = bound(policy, kept.sharing)
  const { mode, server, account, ttl } = sharing
  const origins = [...new Set([...serversIn(policy, [...regions.map(originOf), ...servers]), server])]
  const ruled = policy.allowedServers !== undefined
  const single = ruled && origins.length === 1
  const allowed = isAllowed(policy, server)
  const longest = limitsOf(limits, server)[account === null ? 'anonymous' : 'account']
  const choose = (patch: Partial<Options>) => model.change({ sharing: { ...sharing, ...patch } })
  return (
    <>
      <Choice
        name="remember"
        label={t('sharing.remember')}
        value={remember}
        disabled={false}
        options={[
          { value: 'last', label: t('sharing.last'), line: t('sharing.lastLine') },
          { value: 'fixed', label: t('sharing.fixed'), line: t('sharing.fixedLine') },
        ]}
        onChoose={remember => model.change({ remember })}
      />
      <Choice
        name="mode"
        label={t('composer.protection')}
        value={mode}
        disabled={false}
        forced={policy.sealedRequired && <Forced words={t('policy.forced')} />}
        options={[
          { value: 'sealed', label: t('composer.sealed'), line: t('composer.sealedLine') },
          { value: 'standard', label: t('composer.standard'), line: t('composer.standardLine') },
        ]}
        onChoose={mode => choose({ mode })}
      />
      <Field id="server" label={t('sharing.server')} hint={t('sharing.serverLine')}>
        <Select
          id="server"
          value={server}
          disabled={single}
          options={origins.map(origin => ({ value: origin, label: serverName(t, origin) }))}
          // An account belongs to one server.
          onChoose={server => choose({ server, account: null })}
        />
        {ruled && <Forced words={t(`policy.${single ? 'forced' : allowed ? 'limited' : 'notAllowed'}`)} />}
      </Field>
      <Field id="lifetime" label={t('sharing.lifetime')} hint={t('sharing.lifetimeLine')}>
        <Select
          id="lifetime"
          value={String(ttl)}
          disabled={false}
          options={lifetimeOptions({ t, format }, ttl, longest, policy)}
          onChoose={seconds => choose({ ttl: Number(seconds) })}
        />
        {policy.longestLifetime !== undefined && <Forced words={t('policy.limited')} />}
      </Field>
    </>
  )
}
