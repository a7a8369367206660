import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Forced } from '../ui/Forced'
import { Select } from '../ui/Select'
import { useWords } from '../words'
import type { Composer as Model } from './model'

const anonymous = 'anonymous'

/** Anonymous, or one of the accounts at the chosen server; not there for who has none. */
export function SharedAs({ model }: { model: Model }) {
  const { t } = useWords()
  const { offered, chosen } = model.sharedAs
  const now = chosen.value
  const { accountRequired = false } = model.policy.value
  const nobody = now.is === 'anonymous'
  if (offered.value.length === 0 && nobody && !accountRequired) return null
  const lost = now.is === 'lost' ? [{ value: now.id, label: lostName(t, now.name) }] : []
  return (
    <Field
      id="account"
      label={t('accounts.sharedAs')}
      hint={now.is === 'lost' ? t('accounts.lostLine') : undefined}
    >
      <Select
        id="account"
        value={nobody ? anonymous : now.is === 'lost' ? now.id : now.account.id}
        disabled={model.busy.value}
        options={[
          ...(accountRequired && !nobody ? [] : [{ value: anonymous, label: t('accounts.anonymous') }]),
          ...offered.value.map(({ id, name }) => ({ value: id, label: name })),
          ...lost,
        ]}
        onChoose={id => model.write({ account: id === anonymous ? null : id })}
      />
      {accountRequired && <Forced words={t(nobody ? 'policy.account' : 'policy.required')} />}
      {accountRequired && offered.value.length === 0 && (
        <Button onPress={model.openAccounts}>{t('accounts.add')}</Button>
      )}
      <OldToken model={model} />
    </Field>
  )
}

const lostName = (t: ReturnType<typeof useWords>['t'], name: string | undefined): string =>
  name === undefined ? t('accounts.lost') : t('accounts.lostNamed', [name])

function OldToken({ model }: { model: Model }) {
  const { t, format } = useWords()
  const days = model.sharedAs.oldToken.value
  if (days === undefined) return null
  return (
    <div class="row">
      <p class="hint">{t('accounts.old', [format.duration(days * 86_400)])}</p>
      <Button kind="quiet" onPress={model.openAccounts}>
        {t('accounts.replaceIt')}
      </Button>
    </div>
  )
}
