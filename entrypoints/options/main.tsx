import { computed, signal } from '@preact/signals'
import { browser } from 'wxt/browser'
import { i18n } from '#i18n'
import { AccountsModel } from '../../components/accounts/model'
import { askPermissionInTab } from '../../components/ask-permission-in-tab'
import { BackupModel } from '../../components/backup/model'
import { FaultReportModel } from '../../components/fault-report/model'
import { followLock, turnPage } from '../../components/lock/follow-lock'
import { LockModel } from '../../components/lock/model'
import { mount, openOrApologise } from '../../components/mount'
import { hasRules } from '../../components/rules/PolicyRules'
import { saveAsFile } from '../../components/save-as-file'
import { ServersModel } from '../../components/servers/model'
import { SettingsModel as Model } from '../../components/settings/model'
import { SettingsPage } from '../../components/settings/SettingsPage'
import { createSettingsSignal } from '../../components/settings-signal'
import { SharingDefaultsModel } from '../../components/sharing/model'
import { translationsIn } from '../../components/translation'
import { Unavailable } from '../../components/Unavailable'
import { createAccountsReader, isAboutAccounts } from '../../lib/adapters/account-store'
import { createFaultCell } from '../../lib/adapters/fault-log'
import { caller } from '../../lib/adapters/messages'
import { createShownPolicy } from '../../lib/adapters/policy-store'
import { createSettingsStore, systemTimeZone } from '../../lib/adapters/settings-store'
import { isAboutLock, readLockState } from '../../lib/adapters/vault/stored-keys'
import { shownPolicy } from '../../lib/domain/policy'
import { reportFault } from '../../lib/usecases/report-fault'
import { watchShortcuts } from './keyboard-shortcuts'
import { settingsSections } from './sections'

const call = caller(message => browser.runtime.sendMessage(message))
type Wanted = Parameters<typeof browser.permissions.request>[0]
const builtOpener: string | undefined = import.meta.env.WXT_OPENER
const request = askPermissionInTab(call, (wanted: Wanted) => browser.permissions.request(wanted))

async function open(): Promise<void> {
  const state = await readLockState(browser.storage, () => Date.now())
  followLock(browser.storage, state === 'locked', turnPage)
  if (state === 'locked') {
    const { lockScreen } = await import('../../components/lock/UnlockScreen')
    return mount(translationsIn(i18n.t), i18n.t('options.title'), <main>{lockScreen(call)}</main>)
  }
  const { local } = browser.storage
  const door = createSettingsStore(local, systemTimeZone, navigator.locks)
  const shown = createShownPolicy(local)
  const [chosen, found] = await Promise.all([door.read(), shown.read()])
  const rules = signal(found)
  const settings = createSettingsSignal(
    door,
    chosen,
    computed(() => shownPolicy(rules.value)),
  )
  const manifest = browser.runtime.getManifest()
  const damage = await call('lookForDamage', undefined).catch(() => 'noAnswer' as const)
  const model = new Model(
    {
      settings,
      call,
      requestNotifications: () => request({ permissions: ['notifications'] }),
      save: saveAsFile,
      builtOpener,
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
  const sharing = new SharingDefaultsModel({ settings, accounts: accounts.accounts, builtOpener })
  const backup = new BackupModel({
    ...{ settings, call, accounts: reader.all, save: saveAsFile },
    request: origins => request({ origins }),
  })
  const lock = new LockModel({ call, settings }, state)
  const faults = createFaultCell(browser.storage.session)
  const report = new FaultReportModel({
    copy: text => navigator.clipboard.writeText(text),
    write: () =>
      reportFault({
        ...{ version: manifest.version, userAgent: navigator.userAgent, language: i18n.t('language') },
        ...{ settings: settings.kept.peek(), policy: settings.policy.peek() },
        ...{ accounts: accounts.accounts.peek().length, lock: state },
        ...{ damage: damage === 'noAnswer' ? undefined : damage, faults: faults.read },
        now: () => Date.now(),
      }),
  })
  const [shortcuts] = await Promise.all([watchShortcuts(), servers.look(), report.look()])

  const words = translationsIn(i18n.t)
  const again = () => location.reload()
  const {
    open,
    rules: inForce,
    folded,
  } = settingsSections(
    words,
    { settings: model, sharing, servers, accounts, backup, lock, report },
    { version: manifest.version, shortcuts, rules, accountsRead: listed !== undefined, again },
  )
  const free = [...open, ...folded]
  const ruled = [...open, inForce, ...folded]
  const before = damage === 'noAnswer' && <Unavailable what="notOpened" again={again} />
  const Page = () => (
    <SettingsPage before={before} sections={hasRules(rules.value) ? ruled : free} failed={settings.failed} />
  )
  mount(words, i18n.t('options.title'), <Page />)

  const look = () => void servers.look().catch(() => {})
  browser.storage.session.onChanged.addListener(({ faults }) => {
    // What cannot be read is said where it would stand.
    if (faults) void report.look().catch(() => {})
  })
  browser.permissions.onAdded.addListener(look)
  browser.permissions.onRemoved.addListener(look)
  local.onChanged.addListener(changes => {
    // If re-reading fails, the page keeps showing the old state; the background goes by what is stored.
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

openOrApologise(translationsIn(i18n.t), i18n.t('options.title'), open)
