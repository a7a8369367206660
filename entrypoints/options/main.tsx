import { computed, signal } from '@preact/signals'
import type { ComponentChild } from 'preact'
import { browser } from 'wxt/browser'
import { i18n } from '#i18n'
import { About } from '../../components/about/About'
import { Accounts } from '../../components/accounts/Accounts'
import { AccountsModel } from '../../components/accounts/model'
import { askElsewhere } from '../../components/ask-elsewhere'
import { Backup } from '../../components/backup/Backup'
import { Backup as BackupModel } from '../../components/backup/model'
import { keepSettings } from '../../components/kept-settings'
import { followLock, turnPage } from '../../components/lock/follow'
import { LockPart } from '../../components/lock/LockPart'
import { LockSettings } from '../../components/lock/model'
import { NotNow } from '../../components/NotNow'
import { areAny, Rules } from '../../components/rules/Rules'
import { saveAsFile } from '../../components/save-as-file'
import { ServersModel } from '../../components/servers/model'
import { Servers } from '../../components/servers/Servers'
import { Erase } from '../../components/settings/Erase'
import { HistoryFields } from '../../components/settings/HistoryFields'
import { Settings as Model } from '../../components/settings/model'
import { Recipients } from '../../components/settings/Recipients'
import { type Section, Settings } from '../../components/settings/Settings'
import { SharingModel } from '../../components/sharing/model'
import { Sharing } from '../../components/sharing/Sharing'
import { openOrSay, show } from '../../components/show'
import { wordsIn } from '../../components/words'
import { createAccountsReader, isAboutAccounts } from '../../lib/doors/accounts'
import { caller } from '../../lib/doors/messages'
import { createShownRules } from '../../lib/doors/policy'
import { createSettings, systemTimeZone } from '../../lib/doors/settings'
import { isAboutLock, readLockState } from '../../lib/doors/vault/stored'
import { shownOf } from '../../lib/rules/policy'
import { watchShortcuts } from './shortcuts'

const call = caller(message => browser.runtime.sendMessage(message))
type Wanted = Parameters<typeof browser.permissions.request>[0]
const request = askElsewhere(call, (wanted: Wanted) => browser.permissions.request(wanted))

async function open(): Promise<void> {
  const state = await readLockState(browser.storage, () => Date.now())
  followLock(browser.storage, state === 'locked', turnPage)
  if (state === 'locked') {
    const { lockScreen } = await import('../../components/lock/Screen')
    return show(wordsIn(i18n.t), i18n.t('options.title'), <main>{lockScreen(call)}</main>)
  }
  const { local } = browser.storage
  const door = createSettings(local, systemTimeZone, navigator.locks)
  const shown = createShownRules(local)
  const [chosen, found] = await Promise.all([door.read(), shown.read()])
  const rules = signal(found)
  const settings = keepSettings(
    door,
    chosen,
    computed(() => shownOf(rules.value)),
  )
  const manifest = browser.runtime.getManifest()
  const damage = await call('lookForDamage', undefined).catch(() => 'noAnswer' as const)
  const model = new Model(
    {
      settings,
      call,
      requestNotifications: () => request({ permissions: ['notifications'] }),
      save: saveAsFile,
    },
    damage === 'noAnswer' ? undefined : damage,
  )
  const servers = new ServersModel({
    settings,
    call,
    request: pattern => request({ origins: [pattern] }),
    allowed: pattern => browser.permissions.contains({ origins: [pattern] }),
    now: () => Date.now(),
  })
  const reader = createAccountsReader(local)
  const listed = await reader.all().catch(() => undefined)
  const accounts = new AccountsModel(
    {
      call,
      settings: settings.kept,
      policy: settings.policy,
      read: reader.all,
      remind: tokenDays => settings.change(() => ({ tokenDays })),
      request: pattern => request({ origins: [pattern] }),
      now: () => Date.now(),
    },
    listed ?? [],
  )
  const sharing = new SharingModel({ settings, accounts: accounts.accounts })
  const backup = new BackupModel({
    ...{ settings, call, accounts: reader.all, save: saveAsFile },
    request: origins => request({ origins }),
  })
  const lock = new LockSettings({ call, settings }, state)
  const [shortcuts] = await Promise.all([watchShortcuts(), servers.look()])

  const { t } = i18n
  const again = () => location.reload()
  const ofAccounts = (view: ComponentChild) => (listed ? view : <NotNow what="notRead" again={again} />)
  const sections: Section[] = [
    { id: 'sharing', title: t('sharing.title'), view: ofAccounts(<Sharing model={sharing} />) },
    { id: 'servers', title: t('servers.title'), view: <Servers model={servers} /> },
    { id: 'accounts', title: t('accounts.title'), view: ofAccounts(<Accounts model={accounts} />) },
    { id: 'lock', title: t('lock.part'), view: <LockPart model={lock} /> },
    { id: 'recipients', title: t('options.recipients'), view: <Recipients model={model} /> },
    { id: 'history', title: t('options.history'), view: <HistoryFields model={model} /> },
    { id: 'backup', title: t('backup.title'), view: <Backup model={backup} /> },
    { id: 'erase', title: t('options.erase'), view: <Erase model={model} /> },
    { id: 'about', title: t('about.title'), view: <About version={manifest.version} {...shortcuts} /> },
  ]
  const inForce = { id: 'rules', title: t('policy.title'), view: <Rules rules={rules} /> }
  const ruled = sections.toSpliced(-2, 0, inForce)
  const before = damage === 'noAnswer' && <NotNow what="noAnswer" again={again} />
  const Page = () => (
    <Settings before={before} sections={areAny(rules.value) ? ruled : sections} failed={settings.failed} />
  )
  show(wordsIn(t), t('options.title'), <Page />)

  const look = () => void servers.look().catch(() => {})
  browser.permissions.onAdded.addListener(look)
  browser.permissions.onRemoved.addListener(look)
  local.onChanged.addListener(changes => {
    // What can't be read again stays as it was shown; the background decides by what is kept.
    const unheard = () => {}
    if (isAboutLock(changes))
      void readLockState(browser.storage, () => Date.now())
        .then(lock.hear)
        .catch(unheard)
    if ('policy' in changes)
      void shown
        .read()
        .then(next => {
          rules.value = next
        })
        .catch(unheard)
    if ('settings' in changes || 'policy' in changes) void settings.readAgain().then(look).catch(unheard)
    if (Object.keys(changes).some(isAboutAccounts)) void accounts.hear().catch(unheard)
  })
}

openOrSay(wordsIn(i18n.t), i18n.t('options.title'), open)
