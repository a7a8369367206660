import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { isAllowed } from '../../lib/domain/policy'
import { regionOf, storedBytes } from '../../lib/domain/server'
import { lifetimes, storedBytesOf } from '../../lib/domain/server-limits'
import { apologyFor } from '../fault-messages'
import { reasonFor } from '../fault-reasons'
import { serverName } from '../server-name'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Notice } from '../ui/Notice'
import { Select } from '../ui/Select'
import { useAfter, useQuestion } from '../use-question'
import type { ServersModel } from './model'

type Props = { model: ServersModel; origin: string }

/** One server: a line in the list that opens its details. */
export function ServerDetails({ model, origin }: Props) {
  const words = useTranslation()
  const { t } = words
  const region = regionOf(origin)
  const barred = model.barred.value.has(origin)
  const details = useRef<HTMLDetailsElement>(null)
  // Never closed here, so that what the person is reading stays visible.
  useLayoutEffect(() => {
    if (barred && details.current) details.current.open = true
  }, [barred])
  const allowed = model.done.value?.was === 'allowed' && model.done.value.origin === origin
  // The pressed button is gone: move focus.
  useEffect(() => {
    if (allowed) details.current?.querySelector('summary')?.focus()
  }, [allowed])
  return (
    <details class="server" ref={details}>
      <summary class="entry">
        <span class="name">{serverName(t, origin)}</span>
        {region && <span class="host">{new URL(origin).host}</span>}
        {model.isDefault(origin) && <span class="state">{t('accounts.preferred')}</span>}
        {!isAllowed(model.policy.value, origin) && <span class="state bad">{t('policy.notAllowed')}</span>}
        {barred && <span class="state bad">{t('servers.notAllowed')}</span>}
      </summary>
      <div class="inside">
        {barred && (
          <Notice kind="care">
            <p>{reasonFor(words, { code: 'noPermission' })}</p>
            <Button onPress={() => model.allow(origin)}>
              {t('composer.allow', [serverName(t, origin)])}
            </Button>
          </Notice>
        )}
        <ServerCheck model={model} origin={origin} />
        <ServerLimits model={model} origin={origin} />
        {model.isOwn(origin) && <RemoveServer model={model} origin={origin} />}
      </div>
    </details>
  )
}

function ServerCheck({ model, origin }: Props) {
  const { t, format } = useTranslation()
  const health = model.health.value[origin]
  const said = () => {
    if (!health) return ''
    if (health.at === 'asking') return t('servers.checking')
    const when = format.time(health.when)
    return health.at === 'answers' ? t('servers.answers', [when]) : reasonFor({ t, format }, health.failure)
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

/** Bytes; a value set elsewhere is added to the options. */
const rooms = [5_000, storedBytes, 20_000, 50_000, 100_000, 1_000_000]

/** A server's known limits: learned, or corrected by the person. */
function ServerLimits({ model, origin }: Props) {
  const { t } = useTranslation()
  const known = Object.keys(model.limits(origin)).length > 0
  return (
    <fieldset class="limits">
      <legend>{t('limits.title')}</legend>
      <p class="hint">{t('limits.line')}</p>
      <RoomLimit model={model} origin={origin} />
      <LifetimeLimit model={model} origin={origin} who="anonymous" />
      <LifetimeLimit model={model} origin={origin} who="account" />
      {known && (
        <Button kind="quiet" onPress={() => model.forgetLimits(origin)}>
          {t('limits.forget')}
        </Button>
      )}
    </fieldset>
  )
}

const idOf = (what: string, origin: string): string => `${what}-${new URL(origin).host}`

function RoomLimit({ model, origin }: Props) {
  const { t, format } = useTranslation()
  const room = storedBytesOf(model.limits(origin))
  const id = idOf('room', origin)
  const usual = format.kilobytes(storedBytes)
  return (
    <Field id={id} label={t('limits.room')}>
      <Select
        id={id}
        value={String(room)}
        disabled={false}
        options={sorted([...rooms, room]).map(bytes => ({
          value: String(bytes),
          label: format.kilobytes(bytes),
        }))}
        onChoose={chosen =>
          model.limit(origin, { bytes: Number(chosen) === storedBytes ? undefined : Number(chosen) })
        }
      />
      {room > storedBytes && (
        <Notice kind="care">
          <p>{t('limits.roomCare', [usual])}</p>
        </Notice>
      )}
    </Field>
  )
}

function LifetimeLimit({ model, origin, who }: Props & { who: 'anonymous' | 'account' }) {
  const { t, format } = useTranslation()
  const longest = model.limits(origin)[who]
  const id = idOf(who, origin)
  const known = sorted([...lifetimes, ...(longest === undefined ? [] : [longest])])
  return (
    <Field id={id} label={t(`limits.${who}`)}>
      <Select
        id={id}
        value={String(longest ?? '')}
        disabled={false}
        options={[
          { value: '', label: '–' },
          ...known.map(seconds => ({ value: String(seconds), label: format.duration(seconds) })),
        ]}
        onChoose={chosen => model.limit(origin, { [who]: chosen === '' ? undefined : Number(chosen) })}
      />
    </Field>
  )
}

const sorted = (numbers: readonly number[]): number[] =>
  [...new Set(numbers)].sort((one, other) => one - other)

/** Removing a server: explains the consequences first. */
function RemoveServer({ model, origin }: Props) {
  const { t } = useTranslation()
  const asking = model.removal.value?.origin === origin
  const after = useAfter<HTMLDivElement>(asking)
  return (
    <div class="field" ref={after} tabIndex={-1}>
      {asking ? (
        <RemoveServerQuestion model={model} />
      ) : (
        <Button onPress={() => model.askToRemove(origin)}>{t('servers.remove')}</Button>
      )}
    </div>
  )
}

function RemoveServerQuestion({ model }: { model: ServersModel }) {
  const { t, format } = useTranslation()
  const removal = model.removal.value
  const question = useQuestion(removal?.failure)
  if (!removal) return null
  const { origin, waiting, failure } = removal
  return (
    <fieldset class="ask" ref={question}>
      <Notice kind="care">
        <p tabIndex={-1}>
          {failure ? apologyFor({ t, format }, failure) : t('servers.removeAsk', [serverName(t, origin)])}
        </p>
        {!failure && waiting > 0 && <p>{t('servers.removeWaiting', [format.number(waiting)])}</p>}
        <div class="ways">
          {!failure && (
            <Button kind="primary" onPress={model.remove}>
              {t('servers.removeYes')}
            </Button>
          )}
          <Button onPress={model.keep}>{t('history.keep')}</Button>
        </div>
      </Notice>
    </fieldset>
  )
}
