import { browser } from 'wxt/browser'
import { i18n } from '#i18n'
import { saveAsFile } from '../../components/save-as-file'
import { Settings as Model } from '../../components/settings/model'
import { Settings } from '../../components/settings/Settings'
import { show } from '../../components/show'
import { wordsIn } from '../../components/words'
import { caller } from '../../lib/doors/messages'
import { createSettings } from '../../lib/doors/settings'

async function open(): Promise<void> {
  const settings = createSettings(
    browser.storage.local,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  )
  const model = new Model(
    {
      ...settings,
      call: caller(message => browser.runtime.sendMessage(message)),
      requestNotifications: () => browser.permissions.request({ permissions: ['notifications'] }),
      save: saveAsFile,
    },
    await settings.read(),
  )
  show(wordsIn(i18n.t), i18n.t('options.title'), <Settings model={model} />)
}

void open()
