import { TextField } from '../ui/TextField'
import { useWords } from '../words'

type Props = {
  id: string
  value: string
  wrong: boolean
  busy?: boolean
  placeholder?: string
  onType: (name: string) => unknown
  onEnter: () => unknown
}

/** What a person calls an account. */
export function NameField(props: Props) {
  const { t } = useWords()
  return (
    <TextField
      {...props}
      label={t('accounts.name')}
      hint={props.wrong ? t('accounts.nameWrong') : t('accounts.nameLine')}
      spellcheck={false}
      dir="auto"
      maxLength={80}
    />
  )
}
