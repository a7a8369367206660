import { useEffect, useRef } from 'preact/hooks'
import type { KnownAccount } from '../../lib/rules/account'
import { whyNot } from '../fault-messages'
import { serverName } from '../server-name'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useWords } from '../words'
import type { Accounts as Model } from './model'
import type { Replacing as Step } from './replacing'
import { TokenField } from './TokenField'

type Props = { model: Model; account: KnownAccount; now: Exclude<Step, { at: 'closed' }> }

/** A new token in three steps; the old one stays until the new one is found good. */
export function Replacing({ model, account, now }: Props) {
  const { t } = useWords()
  const { type, replace, cancel } = model.replacing
  const steps = useRef<HTMLFieldSetElement>(null)
  useEffect(() => steps.current?.querySelector('a')?.focus(), [])
  const { server, hasToken } = account
  const busy = now.at === 'testing'
  const wrong = now.at === 'typing' && now.wrong === true
  const failure = now.at === 'typing' ? now.failure : undefined
  return (
    <fieldset ref={steps} class="sheet" aria-labelledby="replace-title">
      <h3 id="replace-title">{t('accounts.replaceTitle')}</h3>
      <ol class="steps">
        <li>
          <p>{t('accounts.stepMake')}</p>
          <a href={`${server}/account`} target="_blank" rel="noreferrer">
            {t('accounts.accountPage', [serverName(t, server)])}
          </a>
        </li>
        <li>
          <TokenField
            id="new-token"
            hint={wrong ? t('accounts.tokenWrong') : t('accounts.stepPaste')}
            wrong={wrong}
            busy={busy}
            value={now.token}
            onType={type}
            onEnter={() => replace(account)}
          />
        </li>
        <li>
          <p>{hasToken ? t('accounts.stepTest') : t('accounts.stepTestFirst')}</p>
          {failure && (
            <Notice kind="failure">
              <p>
                {whyNot(t, failure)} {hasToken ? t('accounts.oldStays') : t('accounts.notKept')}
              </p>
            </Notice>
          )}
          <div class="ways">
            <Button kind="primary" busy={busy} onPress={() => replace(account)}>
              {busy ? t('accounts.testing') : t('accounts.replaceYes')}
            </Button>
            <Button busy={busy} onPress={cancel}>
              {t('composer.cancel')}
            </Button>
          </div>
        </li>
      </ol>
    </fieldset>
  )
}
