import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Notice } from '../ui/Notice'
import type { FaultReportModel as Model } from './model'

/** What a person can paste into an issue; labelled by the section's heading. */
export function FaultReport({ model }: { model: Model }) {
  const { t } = useTranslation()
  const { value } = model.text
  const copied = model.copied.value
  if (value === undefined)
    return (
      <Notice kind="failure">
        <p>{t('app.notRead')}</p>
      </Notice>
    )
  return (
    <>
      <Field id="fault-report" hint={t('about.reportLine')}>
        <textarea
          id="fault-report"
          autocomplete="off"
          aria-labelledby="report-title"
          aria-describedby="fault-report-hint"
          readOnly
          dir="ltr"
          rows={8}
          value={value}
          onFocus={event => event.currentTarget.select()}
        />
      </Field>
      <Button onPress={model.copy}>{t(copied === 'yes' ? 'shared.copiedAgain' : 'reveal.copy')}</Button>
      <p class={copied === 'failed' ? 'hint' : 'unseen'} role="status">
        {copied === 'yes' && t('shared.copiedAgain')}
        {copied === 'failed' && t('shared.copyFailed')}
      </p>
    </>
  )
}
