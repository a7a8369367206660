import { TextField } from '../ui/TextField'
import { useWords } from '../words'
import type { Composer as Model } from './model'

/** Servers mail for accounts only. What was typed before the account was left stays in sight. */
export function Recipient({ model }: { model: Model }) {
  const { t } = useWords()
  const { mode, account, recipient } = model.draft.value
  if (account === null && recipient === '') return null
  return (
    <TextField
      id="recipient"
      label={t('recipient.field')}
      hint={mode === 'sealed' ? t('recipient.sealedLine') : t('recipient.standardLine')}
      inputMode="email"
      dir="ltr"
      maxLength={200}
      spellcheck={false}
      busy={model.busy.value}
      value={recipient}
      onType={recipient => model.write({ recipient })}
    />
  )
}
