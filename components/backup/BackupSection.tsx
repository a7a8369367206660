import { useEffect, useRef } from 'preact/hooks'
import { apologyFor } from '../fault-messages'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import type { BackupModel as Model, RestorePlan } from './model'

/** Saves the person's setup to a file and restores it. */
export function BackupSection({ model }: { model: Model }) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  return (
    <>
      <div class="field">
        <div class="ways">
          <Button onPress={model.save}>{t('backup.save')}</Button>
          <Button onPress={() => field.current?.click()}>{t('backup.choose')}</Button>
        </div>
        <p class="hint">{t('backup.line')}</p>
      </div>
      <input
        ref={field}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={t('backup.choose')}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0]
          if (file) void model.choose(file)
          // Allows choosing the same file again.
          currentTarget.value = ''
        }}
      />
      <Step model={model} />
    </>
  )
}

function Step({ model }: { model: Model }) {
  const { t, format } = useTranslation()
  const now = model.restoring.value
  const step = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (now.at !== 'idle' && now.at !== 'restoring') step.current?.focus()
  }, [now.at])
  return (
    <div ref={step} class="field" tabIndex={-1}>
      {(now.at === 'looking' || now.at === 'restoring') && (
        <>
          <Planned plan={now.plan} />
          <div class="ways">
            <Button kind="primary" busy={now.at === 'restoring'} onPress={model.restore}>
              {t('backup.restore')}
            </Button>
            <Button busy={now.at === 'restoring'} onPress={model.cancel}>
              {t('composer.cancel')}
            </Button>
          </div>
        </>
      )}
      {now.at === 'same' && (
        <Notice kind="good">
          <p>{t('backup.same')}</p>
        </Notice>
      )}
      {now.at === 'done' && (
        <Notice kind="good">
          <p>{t('backup.done')}</p>
        </Notice>
      )}
      {now.at === 'notSaved' && (
        <Notice kind="failure">
          <p>{t('options.exportFailed')}</p>
        </Notice>
      )}
      {now.at === 'failed' && (
        <Notice kind="failure">
          <p>{apologyFor({ t, format }, now.failure)}</p>
        </Notice>
      )}
    </div>
  )
}

/** Summary of what restoring would change, before it is done. */
function Planned({ plan: { settings, servers, accounts, leftOut } }: { plan: RestorePlan }) {
  const { t, format } = useTranslation()
  const changed = Object.keys(settings).filter(part => part !== 'servers').length
  return (
    <>
      <p>
        {t('backup.would', [
          format.number(changed),
          format.number(servers.length),
          format.number(accounts.length),
        ])}
      </p>
      {leftOut.length > 0 && <p>{t('backup.leftOut', [format.number(leftOut.length)])}</p>}
      {servers.length > 0 && <p class="hint">{t('composer.serverLine')}</p>}
    </>
  )
}
