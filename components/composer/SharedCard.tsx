import { useEffect, useRef } from 'preact/hooks'
import type { Outcome } from '../../lib/rules/outcome'
import { serverName } from '../server-name'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useWords } from '../words'
import type { Composer as Model } from './model'

type Props = { model: Model; outcome: Extract<Outcome, { at: 'shared' }> }

/** The link, and everything that is true of it. */
export function SharedCard({ model, outcome }: Props) {
  const { t, format } = useWords()
  const { shared } = outcome
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <main class="shared">
      <h1 ref={heading} tabIndex={-1}>
        {outcome.copied ? t('shared.copied') : t('shared.notCopied')}
      </h1>
      <div class="field">
        <label for="link">{t('shared.link')}</label>
        <input
          id="link"
          dir="ltr"
          readOnly
          value={shared.link}
          onFocus={event => event.currentTarget.select()}
        />
      </div>
      <Copying model={model} />
      <ul class="facts">
        <li>{t('shared.once')}</li>
        <li>{t('shared.expires', [format.moment(shared.expires)])}</li>
        <li>{t('shared.where', [serverName(t, shared.server)])}</li>
        <li>{shared.sealed ? t('shared.sealed') : t('shared.standard')}</li>
        {shared.passphrase && <li>{t('shared.passphrase')}</li>}
      </ul>
      {shared.shortened !== undefined && (
        <Notice kind="care">
          <p>{t('shared.shortened', [format.duration(shared.shortened)])}</p>
        </Notice>
      )}
      {!shared.remembered && (
        <Notice kind="care">
          <p>{t('shared.notRemembered')}</p>
        </Notice>
      )}
      <Button onPress={model.dismiss}>{t('shared.another')}</Button>
    </main>
  )
}

function Copying({ model }: { model: Model }) {
  const { t } = useWords()
  const copied = model.copied.value
  return (
    <>
      <Button kind="primary" onPress={model.copyLink}>
        {copied === 'yes' ? t('shared.copiedAgain') : t('shared.copy')}
      </Button>
      <p class={copied === 'failed' ? 'hint' : 'unseen'} role="status">
        {copied === 'yes' ? t('shared.copiedAgain') : copied === 'failed' ? t('shared.copyFailed') : ''}
      </p>
    </>
  )
}
