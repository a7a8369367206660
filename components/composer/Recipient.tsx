import { Field } from '../ui/Field'
import { useWords } from '../words'
import type { Composer as Model } from './model'

/** Servers mail for accounts only. What was typed before the account was left stays in sight. */
export function Recipient({ model }: { model: Model }) {
  const { t } = useWords()
  const { mode, account, recipient } = model.draft.value
  if (account === null && recipient === '') return null
  return (
    <Field
      id="recipient"
      label={t('recipient.field')}
      hint={mode === 'sealed' ? t('recipient.sealedLine') : t('recipient.standardLine')}
    >
      <input
        id="recipient"
        type="text"
        inputMode="email"
        dir="ltr"
        maxLength={200}
        autocomplete="off"
        spellcheck={false}
        readOnly={model.busy.value}
        aria-describedby="recipient-hint"
        value={recipient}
        onInput={event => model.write({ recipient: event.currentTarget.value })}
      />
    </Field>
  )
}
