import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Forced } from '../ui/Forced'
import { Notice } from '../ui/Notice'
import { Select } from '../ui/Select'
import { Tick } from '../ui/Tick'
import type { SettingsModel as Model } from './model'

/** Days; a value chosen elsewhere is added to the options. */
const retentions = [1, 7, 30, 90, 365]
const day = 86_400

/** Whether to be told of what becomes of a secret. */
export function Notifications({ model }: { model: Model }) {
  const { t } = useTranslation()
  return (
    <Tick
      label={t('options.notify')}
      checked={model.kept.value.notify}
      onChange={checked => model.notify(checked)}
    />
  )
}

/** What the history keeps, and for how long. */
export function HistoryFields({ model }: { model: Model }) {
  const { t, format } = useTranslation()
  const { retention: chosen, keepPrivate } = model.kept.value
  const { historyRetention: forced } = model.policy.value
  const exporting = model.exporting.value === 'exporting'
  const retention = forced ?? chosen
  const days = [...new Set([...retentions, retention])].sort((one, other) => one - other)
  return (
    <>
      <Field id="retention" label={t('options.retention')}>
        <Select
          id="retention"
          value={String(retention)}
          disabled={forced !== undefined}
          options={days.map(count => ({ value: String(count), label: format.duration(count * day) }))}
          onChoose={days => model.change({ retention: Number(days) })}
        />
        {forced !== undefined && <Forced words={t('policy.forced')} />}
      </Field>
      <Tick
        label={t('options.keepPrivate')}
        checked={keepPrivate}
        onChange={checked => model.change({ keepPrivate: checked })}
      />
      <div class="field">
        <div class="ways">
          <Button busy={exporting} onPress={() => model.exportHistory('json')}>
            {t('options.export', ['JSON'])}
          </Button>
          <Button busy={exporting} onPress={() => model.exportHistory('csv')}>
            {t('options.export', ['CSV'])}
          </Button>
        </div>
        {model.exporting.value === 'failed' && (
          <Notice kind="failure">
            <p>{t('options.exportFailed')}</p>
          </Notice>
        )}
        <p class="hint">{t('options.exportLine')}</p>
      </div>
    </>
  )
}
