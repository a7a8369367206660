import { browser } from 'wxt/browser'
import { i18n } from '#i18n'
import { saveAsFile } from '../../components/save-as-file'
import { Erase } from '../../components/settings/Erase'
import { HistoryFields } from '../../components/settings/HistoryFields'
import { Settings as Model } from '../../components/settings/model'
import { Recipients } from '../../components/settings/Recipients'
import { type Section, Settings } from '../../components/settings/Settings'
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
  const { t } = i18n
  const sections: Section[] = [
    { id: 'recipients', title: t('options.recipients'), view: <Recipients model={model} /> },
    { id: 'history', title: t('options.history'), view: <HistoryFields model={model} /> },
    { id: 'erase', title: t('options.erase'), view: <Erase model={model} /> },
  ]
  show(wordsIn(t), t('options.title'), <Settings sections={sections} />)
}

void open()
