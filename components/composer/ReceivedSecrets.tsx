import { useSignal } from '@preact/signals'
import { serverName } from '../server-name'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'

/** A received secret: its server and time (milliseconds); `origin`: empty if unknown. */
type Kept = { id: string; origin: string; at: number }

/** `kept`: newest first. */
type Props = { kept: readonly Kept[]; now: () => number; lookAt: (id: string) => void }

/** Received secrets that are still stored: the newest few, until all are asked for. */
export function ReceivedSecrets({ kept, now, lookAt }: Props) {
  const { t, format } = useTranslation()
  const all = useSignal(false)
  if (kept.length === 0) return null
  const shown = all.value ? kept : kept.slice(0, 2)
  const when = (at: number) => format.relative(at, now())
  return (
    <Notice kind="good">
      <p>{t('reveal.keptHere')}</p>
      <ul class="kept">
        {shown.map(({ id, origin, at }) => (
          <li key={id} class="row">
            <span>
              {t('reveal.keptWhen', [when(at)])}
              {origin !== '' && ` · ${serverName(t, origin)}`}
            </span>
            <Button kind="quiet" onPress={() => lookAt(id)}>
              {t('reveal.open')}
            </Button>
          </li>
        ))}
      </ul>
      {shown.length < kept.length && (
        <Button
          kind="quiet"
          onPress={() => {
            all.value = true
          }}
        >
          {t('history.showAll')}
        </Button>
      )}
    </Notice>
  )
}
