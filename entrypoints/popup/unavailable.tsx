import { browser } from 'wxt/browser'
import { i18n } from '#i18n'
import { Unavailable } from '../../components/Unavailable'
import { Button } from '../../components/ui/Button'
import { Notice } from '../../components/ui/Notice'

// Loaded lazily, only when something fails.

/** For storage that can't be read at all: the settings page says more and can clear it. */
export const pointToCorruptStorage = () => (
  <div class="before">
    <Notice kind="care">
      <p>{i18n.t('damage.pointer')}</p>
      <Button onPress={() => void browser.tabs.create({ url: '/options.html#erase' }).catch(() => {})}>
        {i18n.t('damage.look')}
      </Button>
    </Notice>
  </div>
)

/** For what is temporarily unavailable. */
export const unavailable = (what: 'notRead' | 'notOpened') => (
  <div class="before">
    <Unavailable what={what} again={() => location.reload()} />
  </div>
)
