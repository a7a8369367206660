import type { ComponentChild } from 'preact'
import { About } from '../../components/about/About'
import { Accounts } from '../../components/accounts/Accounts'
import type { AccountsModel } from '../../components/accounts/model'
import { BackupSection } from '../../components/backup/BackupSection'
import type { BackupModel } from '../../components/backup/model'
import { FaultReport } from '../../components/fault-report/FaultReport'
import type { FaultReportModel } from '../../components/fault-report/model'
import { LockSection } from '../../components/lock/LockSection'
import type { LockModel } from '../../components/lock/model'
import { PolicyRules } from '../../components/rules/PolicyRules'
import { serverName } from '../../components/server-name'
import type { ServersModel } from '../../components/servers/model'
import { Servers } from '../../components/servers/Servers'
import { EraseSection } from '../../components/settings/EraseSection'
import { HistoryFields, Notifications } from '../../components/settings/HistoryFields'
import type { SettingsModel } from '../../components/settings/model'
import { OpenerPage, Recipients } from '../../components/settings/Recipients'
import type { SettingsSection } from '../../components/settings/SettingsPage'
import type { SharingDefaultsModel } from '../../components/sharing/model'
import { SharingDefaults } from '../../components/sharing/SharingDefaults'
import type { translationsIn } from '../../components/translation'
import { Unavailable } from '../../components/Unavailable'
import type { watchShortcuts } from './keyboard-shortcuts'

type Models = {
  settings: SettingsModel
  sharing: SharingDefaultsModel
  servers: ServersModel
  accounts: AccountsModel
  backup: BackupModel
  lock: LockModel
  report: FaultReportModel
}

type Around = {
  version: string
  shortcuts: Awaited<ReturnType<typeof watchShortcuts>>
  rules: Parameters<typeof PolicyRules>[0]['rules']
  /** Whether the accounts could be read. */
  accountsRead: boolean
  again: () => void
}

const day = 86_400

/** The sections of the settings in their order: what stands open, then what is folded. */
export function settingsSections(
  { t, format }: ReturnType<typeof translationsIn>,
  { settings, sharing, servers, accounts, backup, lock, report }: Models,
  { version, shortcuts, rules, accountsRead, again }: Around,
): { open: SettingsSection[]; rules: SettingsSection; folded: SettingsSection[] } {
  const ofAccounts = (view: ComponentChild) =>
    accountsRead ? view : <Unavailable what="notRead" again={again} />
  const retention = () => settings.policy.value.historyRetention ?? settings.kept.value.retention
  const names = (origins: readonly string[]) => format.list(origins.map(origin => serverName(t, origin)))
  const restoring = () => backup.restoring.value.at
  return {
    open: [
      { id: 'sharing', title: t('sharing.title'), view: ofAccounts(<SharingDefaults model={sharing} />) },
      { id: 'recipients', title: t('options.recipients'), view: <Recipients model={settings} /> },
      { id: 'notifications', title: t('options.notifications'), view: <Notifications model={settings} /> },
      { id: 'lock', title: t('lock.part'), view: <LockSection model={lock} /> },
    ],
    rules: { id: 'rules', title: t('policy.title'), view: <PolicyRules rules={rules} /> },
    folded: [
      {
        id: 'servers',
        title: t('servers.title'),
        view: <Servers model={servers} />,
        fold: {
          state: () => names(servers.own.value) || String(servers.origins.value.length),
          held: () => servers.unsettled.value,
        },
      },
      {
        id: 'accounts',
        title: t('accounts.title'),
        view: ofAccounts(<Accounts model={accounts} />),
        fold: {
          state: () => format.list(accounts.accounts.value.map(({ name }) => name)) || '–',
          held: () => !accountsRead || accounts.unsettled.value,
        },
      },
      {
        id: 'opener-page',
        title: t('options.opener'),
        view: <OpenerPage model={settings} />,
        fold: {
          state: () => (sharing.opener.value ? new URL(sharing.opener.value).host : '–'),
          held: () => settings.openerUnsaved.value,
        },
      },
      {
        id: 'history',
        title: t('history.title'),
        view: <HistoryFields model={settings} />,
        fold: {
          state: () => format.duration(retention() * day),
          held: () => settings.exporting.value === 'failed',
        },
      },
      {
        id: 'backup',
        title: t('backup.title'),
        view: <BackupSection model={backup} />,
        fold: { held: () => restoring() !== 'idle' && restoring() !== 'same' && restoring() !== 'done' },
      },
      {
        id: 'erase',
        title: t('options.eraseYes'),
        view: <EraseSection model={settings} />,
        fold: { held: () => settings.erasing.value !== 'no' || settings.isDamaged.value },
      },
      { id: 'report', title: t('about.report'), view: <FaultReport model={report} />, fold: {} },
      {
        id: 'about',
        title: t('about.title'),
        view: <About version={version} {...shortcuts} />,
        fold: { state: () => version },
      },
    ],
  }
}
