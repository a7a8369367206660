import { NotNow } from '../NotNow'
import { Button } from '../ui/Button'
import { useWords } from '../words'
import { isExplained } from './explained'
import type { Permissions as Model, State, What } from './model'

/** Everything that the browser lets us do, each with its reason. */
export function Permissions({ model }: { model: Model }) {
  const { t } = useWords()
  if (model.unread.value) return <NotNow what="notRead" again={model.look} />
  return (
    <>
      <p class="hint">{t('permissions.line')}</p>
      <ul class="list">
        {model.names.value.map(({ name, state }) => (
          <Permission
            key={name}
            name={isExplained(name) ? t(`permissions.${name}.name`) : name}
            why={isExplained(name) ? t(`permissions.${name}.why`) : t('permissions.unexplained')}
            {...{ model, state, what: { permissions: [name] } }}
          />
        ))}
        <Permission
          name={t('permissions.regions')}
          why={t('permissions.regionsWhy')}
          state={model.regional.value}
          model={model}
          allow={model.allowRegions}
        />
        {model.hosts.value.map(({ pattern, state, needed }) => (
          <Permission
            key={pattern}
            name={pattern.replace(/\/\*$/, '')}
            why={needed ? t('permissions.host') : t('permissions.hostSpare')}
            {...{ model, state, what: { origins: [pattern] } }}
          />
        ))}
      </ul>
      <p role="status" class="hint">
        {model.tookBack.value ? t('permissions.tookBack') : ''}
      </p>
    </>
  )
}

type Props = {
  model: Model
  name: string
  why: string
  state: State
  what?: What
  allow?: () => unknown
}

function Permission({ model, name, why, state, what = {}, allow = () => model.allow(what) }: Props) {
  const { t } = useWords()
  return (
    <li class="permission">
      <div>
        <p class="name">{name}</p>
        <p class="hint">{why}</p>
      </div>
      <div class="side">
        <span class={`state ${state}`}>{t(`permissions.${state}`)}</span>
        {state === 'allowed' && (
          <Button kind="quiet" onPress={() => model.takeBack(what)}>
            {t('permissions.takeBack')}
            <span class="unseen">{`: ${name}`}</span>
          </Button>
        )}
        {state === 'notAllowed' && (
          <Button kind="quiet" onPress={allow}>
            {t('permissions.allow')}
            <span class="unseen">{`: ${name}`}</span>
          </Button>
        )}
      </div>
    </li>
  )
}
