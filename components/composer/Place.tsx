import { longestAnonymous } from '../../lib/rules/limits'
import { originOf, regions } from '../../lib/rules/server'
import { AnotherServer } from '../AnotherServer'
import { lifetimeOptions } from '../lifetime-options'
import { serverName } from '../server-name'
import { Field } from '../ui/Field'
import { Select } from '../ui/Select'
import { useWords } from '../words'
import type { Composer as Model } from './model'

const another = 'another'

/** Where the secret is kept, and how long. */
export function Place({ model }: { model: Model }) {
  const { t, format } = useWords()
  const { server, ttl, account } = model.draft.value
  const own = model.settings.value.servers
  const origins = [...new Set([...regions.map(originOf), ...own, server])]
  const longest = model.limits.value[account === null ? 'anonymous' : 'account']
  const adding = model.adding.value
  const busy = model.busy.value
  return (
    <>
      <div class="columns">
        <Field id="server" label={t('composer.server')}>
          <Select
            id="server"
            value={adding.at === 'closed' ? server : another}
            disabled={busy}
            options={[
              ...origins.map(origin => ({ value: origin, label: serverName(t, origin) })),
              { value: another, label: t('composer.otherServer') },
            ]}
            onChoose={chosen => {
              if (chosen === another) return model.typeServer('')
              model.closeServer()
              model.write({ server: chosen })
            }}
          />
        </Field>
        <Field id="lifetime" label={t('composer.lifetime')}>
          <Select
            id="lifetime"
            value={String(ttl)}
            disabled={busy}
            options={lifetimeOptions({ t, format }, ttl, longest)}
            onChoose={seconds => model.write({ ttl: Number(seconds) })}
          />
        </Field>
      </div>
      <TooLong ttl={ttl} longest={longest} />
      {adding.at !== 'closed' && (
        <AnotherServer model={model} adding={adding} yes={t('composer.useServer')} />
      )}
    </>
  )
}

/** What becomes of a lifetime that the server will not grant, or may not. */
function TooLong({ ttl, longest }: { ttl: number; longest: number | undefined }) {
  const { t, format } = useWords()
  if (ttl <= (longest ?? longestAnonymous)) return null
  return (
    <p class="hint">
      {longest === undefined
        ? t('composer.longLine', [format.duration(longestAnonymous)])
        : t('limits.cut', [format.duration(longest)])}
    </p>
  )
}
