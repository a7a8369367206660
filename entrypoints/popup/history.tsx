import { browser } from 'wxt/browser'
import { i18n } from '#i18n'
import { History } from '../../components/history/History'
import { HistoryModel, type HistoryWorld } from '../../components/history/model'
import { later } from '../../components/later'
import { serverName } from '../../components/server-name'
import { createAccountsReader } from '../../lib/adapters/account-store'
import { createHistoryReader } from '../../lib/adapters/history-store'
import '../../components/history/history.css'
import '../../components/history/timeline.css'
import { copy, now } from './platform'

/** The history. Loaded lazily, when first opened. */
export function openHistory({ call, compose }: Pick<HistoryWorld, 'call' | 'compose'>) {
  const { local } = browser.storage
  const model = new HistoryModel({
    call,
    compose,
    copy,
    later,
    now,
    request: pattern => browser.permissions.request({ origins: [pattern] }),
    allowed: pattern => browser.permissions.contains({ origins: [pattern] }),
    entries: createHistoryReader(local).all,
    accountNames: async () =>
      new Map((await createAccountsReader(local).all()).map(({ id, name }) => [id, name])),
    nameOf: server => serverName(i18n.t, server),
  })
  local.onChanged.addListener(() => void model.hear().catch(() => {}))
  // What cannot be told now is told by burning.
  const look = () => void model.lookAtServers().catch(() => {})
  browser.permissions.onAdded.addListener(look)
  browser.permissions.onRemoved.addListener(look)
  return <History model={model} />
}
