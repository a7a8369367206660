import type { KnownAccount } from '../../lib/rules/account'
import { Button } from '../ui/Button'
import { TextField } from '../ui/TextField'
import { useWords } from '../words'
import type { Accounts as Model } from './model'
import { NameField } from './NameField'

type Props = { model: Model; account: KnownAccount }

/** What it is called, and the domain its links are on. */
export function Names({ model, account: { id, name, shareDomain } }: Props) {
  const { t } = useWords()
  const typed = model.opened.value
  if (typed?.id !== id) return null
  const { wrong } = typed
  const changed = typed.name !== name || typed.shareDomain !== (shareDomain ?? '')
  const kept = model.told.value?.id === id && model.told.value.is === 'kept'
  return (
    <>
      <NameField
        id="account-called"
        wrong={wrong === 'name'}
        value={typed.name}
        onType={name => model.type({ name })}
        onEnter={model.keep}
      />
      <TextField
        id="account-domain"
        label={t('accounts.domain')}
        hint={wrong === 'shareDomain' ? t('accounts.domainWrong') : t('accounts.domainLine')}
        wrong={wrong === 'shareDomain'}
        spellcheck={false}
        dir="ltr"
        maxLength={253}
        placeholder={t('accounts.domainExample')}
        value={typed.shareDomain}
        onType={shareDomain => model.type({ shareDomain })}
        onEnter={model.keep}
      />
      {(changed || kept) && (
        <Button busy={!changed} onPress={model.keep}>
          {changed ? t('options.save') : t('accounts.told.kept')}
        </Button>
      )}
    </>
  )
}
