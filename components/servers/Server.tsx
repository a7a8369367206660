import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { isAllowed } from '../../lib/rules/policy'
import { regionOf } from '../../lib/rules/server'
import { why } from '../fault-messages'
import { serverName } from '../server-name'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useWords } from '../words'
import { Leaving } from './Leaving'
import { LimitFields } from './LimitFields'
import type { Servers as Model } from './model'

type Props = { model: Model; origin: string }

/** One server: a line in the list, and all about it when that is opened. */
export function Server({ model, origin }: Props) {
  const { t } = useWords()
  const region = regionOf(origin)
  const added = model.isOwn(origin) ? 'own' : 'theirs'
  const barred = model.barred.value.has(origin)
  const details = useRef<HTMLDetailsElement>(null)
  // Never closed here: what the person looks at stays where it is.
  useLayoutEffect(() => {
    if (barred && details.current) details.current.open = true
  }, [barred])
  const allowed = model.done.value?.was === 'allowed' && model.done.value.origin === origin
  // What was pressed is gone.
  useEffect(() => {
    if (allowed) details.current?.querySelector('summary')?.focus()
  }, [allowed])
  return (
    <details class="server" ref={details}>
      <summary>
        <span class="name">{serverName(t, origin)}</span>
        {region && <span class="host">{new URL(origin).host}</span>}
        {model.isDefault(origin) && <span class="state">{t('servers.default')}</span>}
        {!isAllowed(model.policy.value, origin) && <span class="state bad">{t('policy.notAllowed')}</span>}
        {barred && <span class="state bad">{t('servers.notAllowed')}</span>}
      </summary>
      <div class="inside">
        <p>{t(`servers.keeps.${region ?? added}`)}</p>
        {barred && (
          <Notice kind="care">
            <p>{t(`servers.barred.${region ? 'region' : added}`)}</p>
            <Button onPress={() => model.allow(origin)}>{t('servers.allow')}</Button>
          </Notice>
        )}
        <Check model={model} origin={origin} />
        <LimitFields model={model} origin={origin} />
        {model.isOwn(origin) && <Leaving model={model} origin={origin} />}
      </div>
    </details>
  )
}

function Check({ model, origin }: Props) {
  const { t, format } = useWords()
  const health = model.health.value[origin]
  const said = () => {
    if (!health) return t('servers.unchecked')
    if (health.at === 'asking') return t('servers.checking')
    const when = format.time(health.when)
    return health.at === 'answers'
      ? t('servers.answers', [when])
      : t('servers.fails', [why(t, health.failure), when])
  }
  return (
    <div class="beside">
      <Button busy={health?.at === 'asking'} onPress={() => model.check(origin)}>
        {t('servers.check')}
      </Button>
      <p class="hint" role="status">
        {said()}
      </p>
    </div>
  )
}
