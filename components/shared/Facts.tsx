import { serverName } from '../server-name'
import { Notice } from '../ui/Notice'
import { useWords } from '../words'
import type { Card } from './model'

export function Facts({ card }: { card: Card }) {
  const { t, format } = useWords()
  const shared = card.shared.value
  return (
    <>
      <ul class="facts">
        <li>{t('shared.once')}</li>
        <li>{t('shared.expires', [format.moment(shared.expires)])}</li>
        <li>{t('shared.where', [serverName(t, shared.server)])}</li>
        {shared.account !== undefined && <li>{t('accounts.sharedBy', [shared.account])}</li>}
        <li>{shared.sealed ? t('shared.sealed') : t('shared.standard')}</li>
        {shared.passphrase && <li>{t('shared.passphrase')}</li>}
        <li>{t('shared.until', [format.time(card.until.value)])}</li>
      </ul>
      {shared.shortened !== undefined && (
        <Notice kind="care">
          <p>{t('shared.shortened', [format.duration(shared.shortened)])}</p>
        </Notice>
      )}
      {shared.otherDomain !== undefined && (
        <Notice kind="care">
          <p>{t('accounts.otherDomain', [shared.otherDomain])}</p>
        </Notice>
      )}
      {shared.untold && (
        <Notice kind="care">
          <p>{t('shared.untold')}</p>
        </Notice>
      )}
      {!shared.remembered && (
        <Notice kind="care">
          <p>{t('shared.notRemembered')}</p>
        </Notice>
      )}
    </>
  )
}
