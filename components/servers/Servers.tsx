import { OtherServerField } from '../OtherServerField'
import { serverName } from '../server-name'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Forced } from '../ui/Forced'
import { useAfter } from '../use-question'
import type { ServersModel } from './model'
import { ServerDetails } from './ServerDetails'

/** Every server that secrets can be shared on, and a way to add one. */
export function Servers({ model }: { model: ServersModel }) {
  const { t } = useTranslation()
  const adding = model.adding.value
  const open = adding.at !== 'closed'
  const after = useAfter<HTMLDivElement>(open)
  return (
    <>
      <ul class="list">
        {model.origins.value.map(origin => (
          <li key={origin}>
            <ServerDetails model={model} origin={origin} />
          </li>
        ))}
      </ul>
      <div class="field" ref={after} tabIndex={-1}>
        {model.policy.value.allowedServers ? (
          <Forced words={t('policy.forced')} />
        ) : adding.at === 'closed' ? (
          <Button onPress={() => model.typeServer('')}>{t('composer.otherServer')}</Button>
        ) : (
          <OtherServerField model={model} adding={adding} yes={t('options.save')} />
        )}
      </div>
      <ServerNews model={model} />
    </>
  )
}

function ServerNews({ model }: { model: ServersModel }) {
  const { t } = useTranslation()
  const done = model.done.value
  const sentence = () => {
    if (!done) return ''
    const name = serverName(t, done.origin)
    if (done.was === 'forgotten') return t('options.saved')
    return t(done.was === 'removed' ? 'servers.removed' : 'servers.added', [name])
  }
  return (
    <p role="status" class="hint">
      {sentence()}
    </p>
  )
}
