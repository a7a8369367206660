import { reasonFor } from '../fault-reasons'
import { serverName } from '../server-name'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import type { HistoryModel } from './model'

/** Says that we may not talk to servers where something waits, and asks for each by a button. */
export function BarredServers({ model }: { model: HistoryModel }) {
  const words = useTranslation()
  const barred = [...model.barred.value]
  // There from the start, so that what comes into it is said aloud.
  return (
    <div class="heard" aria-live="polite">
      {barred.length > 0 && (
        <Notice kind="care">
          <p>{reasonFor(words, { code: 'noPermission' })}</p>
          {barred.map(server => (
            <AllowServer key={server} model={model} server={server} />
          ))}
        </Notice>
      )}
    </div>
  )
}

export function AllowServer({ model, server }: { model: HistoryModel; server: string }) {
  const { t } = useTranslation()
  return <Button onPress={() => model.allow(server)}>{t('composer.allow', [serverName(t, server)])}</Button>
}
