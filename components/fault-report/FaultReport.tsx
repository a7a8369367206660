import { CopyButton } from '../CopyButton'
import { useTranslation } from '../translation'
import { Field } from '../ui/Field'
import { Notice } from '../ui/Notice'
import type { FaultReportModel as Model } from './model'

/** What a person can paste into an issue; labelled by the section's heading. */
export function FaultReport({ model }: { model: Model }) {
  const { t } = useTranslation()
  const { value } = model.text
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
      <CopyButton
        copied={model.copied.value}
        onPress={model.copy}
        name={t('reveal.copy')}
        done={t('shared.copiedAgain')}
        failed={t('shared.copyFailed')}
      />
    </>
  )
}
