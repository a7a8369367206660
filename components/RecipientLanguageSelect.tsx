import { Language, languageName, languages } from '../lib/domain/language'
import { useTranslation } from './translation'
import { Field } from './ui/Field'
import { Select } from './ui/Select'

type Props = {
  /** Undefined for the sender's. */
  value: Language | undefined
  disabled?: boolean
  onChoose: (language: Language | undefined) => unknown
}

/** The language of what the recipient reads. */
export function RecipientLanguageSelect({ value, disabled = false, onChoose }: Props) {
  const { t } = useTranslation()
  const own = { value: '', label: t('message.sameLanguage') }
  const others = languages.map(tag => ({ value: tag, label: languageName(tag) }))
  return (
    <Field id="language" label={t('message.language')} hint={t('message.languageLine')}>
      <Select
        id="language"
        value={value ?? ''}
        disabled={disabled}
        options={[own, ...others]}
        onChoose={chosen => onChoose(Language.safeParse(chosen).data)}
      />
    </Field>
  )
}
