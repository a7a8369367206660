import { useEffect, useRef } from 'preact/hooks'
import { firstServerUnder } from '../../lib/domain/policy'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Select } from '../ui/Select'
import { NewAccountForm } from './AccountForms'
import { AccountRow } from './AccountRow'
import type { AccountsModel } from './model'

/** Days, 0 for never; a value chosen elsewhere is added to the options. */
const reminders = [30, 60, 90, 180, 365, 0]

/** The accounts that secrets can be shared with, and a way to add one. */
export function Accounts({ model }: { model: AccountsModel }) {
  const { t } = useTranslation()
  const accounts = model.accounts.value
  return (
    <>
      <p class="hint">{t('accounts.line')}</p>
      {accounts.length > 0 && (
        <ul class="list">
          {accounts.map(account => (
            <AccountRow key={account.id} model={model} account={account} />
          ))}
        </ul>
      )}
      <AccountRemoved model={model} />
      <AddAccount model={model} />
      {accounts.length > 0 && <TokenReminder model={model} />}
    </>
  )
}

/** Takes focus from the removed account. */
function AccountRemoved({ model }: { model: AccountsModel }) {
  const { t } = useTranslation()
  const line = useRef<HTMLParagraphElement>(null)
  const name = model.removed.value
  useEffect(() => {
    if (name !== undefined && model.opened.peek() === undefined) line.current?.focus()
  }, [name])
  return (
    <p ref={line} role="status" class="hint" tabIndex={-1}>
      {name === undefined ? '' : t('servers.removed', [name])}
    </p>
  )
}

function AddAccount({ model }: { model: AccountsModel }) {
  const { t } = useTranslation()
  const { state, begin } = model.newAccount
  const open = state.value.at !== 'closed'
  const button = useRef<HTMLDivElement>(null)
  const was = useRef(open)
  // The pressed button is gone; focus the one in its place.
  useEffect(() => {
    if (was.current && !open && model.opened.peek() === undefined)
      button.current?.querySelector('button')?.focus()
    was.current = open
  }, [open])
  if (open) return <NewAccountForm model={model} />
  return (
    <div ref={button} class="field">
      <Button
        onPress={() => begin(firstServerUnder(model.policy.peek(), model.settings.peek().sharing.server))}
      >
        {t('accounts.add')}
      </Button>
    </div>
  )
}

function TokenReminder({ model }: { model: AccountsModel }) {
  const { t, format } = useTranslation()
  const { tokenDays } = model.settings.value
  const days = [...new Set([...reminders, tokenDays])].sort((one, other) => (one || 1e9) - (other || 1e9))
  return (
    <Field id="token-days" label={t('accounts.remind')}>
      <Select
        id="token-days"
        value={String(tokenDays)}
        disabled={false}
        options={days.map(count => ({
          value: String(count),
          label: count === 0 ? t('accounts.never') : format.duration(count * 86_400),
        }))}
        onChoose={chosen => model.remind(Number(chosen))}
      />
    </Field>
  )
}
