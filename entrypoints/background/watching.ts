import { browser } from 'wxt/browser'
import type { Accounts } from '../../lib/doors/accounts'
import type { Api } from '../../lib/doors/api/api'
import { createAsked } from '../../lib/doors/asked'
import { type History, isAboutSettled, isAboutWaiting } from '../../lib/doors/history'
import { createInquiry } from '../../lib/doors/inquiry'
import { createHouseKept, createNewsCount } from '../../lib/doors/news-count'
import type { PolicyDoor } from '../../lib/doors/policy'
import type { Recents } from '../../lib/doors/recents'
import { type SettingsDoor, Stored, underRules } from '../../lib/doors/settings'
import { createTurns, gathered } from '../../lib/doors/turns'
import type { Untold } from '../../lib/doors/untold'
import { findOrphan } from '../../lib/journeys/find-orphan'
import { importRecent } from '../../lib/journeys/import-recent'
import { keepHouse } from '../../lib/journeys/keep-house'
import { arm, type World, watch } from '../../lib/journeys/watch'
import { limitsOf } from '../../lib/rules/limits'
import { countNews } from '../../lib/rules/news'
import type { Trace } from '../../lib/rules/trace'
import { wakeAt } from './alarms'
import { showBadge } from './badge'
import { notify } from './notifications'

type Outside = {
  history: History
  settings: SettingsDoor
  policy: PolicyDoor
  api: (origin: string) => Api
  now: () => number
  accounts: Pick<Accounts, 'ready' | 'open' | 'whileKept'>
  recents: Recents
  untold: Untold
  /** While the lock is closed nobody is asked anything. */
  paused: () => Promise<boolean>
  /** Waits for what is being shared. */
  idle: () => Promise<void>
}

/** House is kept when something else is to be done anyway, and no more often than this, in milliseconds. */
const often = 6 * 60 * 60 * 1000

/**
 * Keeps an eye on what was shared: the one alarm, the count on the badge, the order in the history. Whatever changes
 * the history, the browser tells us, also when the worker that changed it is no more.
 */
export function watchSecrets({
  history,
  settings,
  policy,
  api,
  now,
  accounts,
  recents,
  untold,
  paused,
  idle,
}: Outside) {
  const { local, session } = browser.storage
  const [count, kept] = [createNewsCount(session), createHouseKept(session)]
  const inTurn = createTurns()
  const newId = () => crypto.randomUUID()
  const world: World = {
    history,
    recents,
    asked: createAsked(session),
    inquiry: () => createInquiry({ api, metadataKey: history.metadataKey }),
    accounts: accounts.ready,
    importFrom: (account, receipts) =>
      importRecent({ history, recents, accounts, idle, untold, now, newId }, account, receipts),
    now,
    wakeAt: when => wakeAt('watch', when),
    // The lock may have closed while a server was asked; then the badge tells once it is open.
    tell: async ended => {
      if ((await settings.read()).notify && !(await paused())) await notify(ended)
    },
  }
  const tidy = async () => {
    const rules = await policy.read().catch(() => undefined)
    // Nothing is forgotten by guess.
    if (!rules) return
    await keepHouse({ history, settings: underRules(settings, async () => rules), now })
    await kept.write(now())
  }
  const round = (looking = false) =>
    inTurn(['watch'], async () => {
      if (await paused()) return wakeAt('watch', undefined)
      await watch(world, looking)
      if (Math.abs(now() - ((await kept.read()) ?? 0)) > often) await tidy()
    })
  const rearm = gathered(() =>
    inTurn(['watch'], async () => ((await paused()) ? wakeAt('watch', undefined) : arm(world))),
  )
  /** How many to tell of now. */
  const news = async () => ((await paused()) ? 0 : ((await count.read()) ?? 0))
  const recount = gathered(async () => {
    const [before, counted] = [await count.read(), countNews(await history.all())]
    if (counted === before) return
    await count.write(counted)
    await showBadge(undefined, await news())
  })
  // What fails in these is done with the next round, the next change, or the next start.
  const start = () => {
    void recount().catch(() => {})
    void round().catch(() => {})
  }
  browser.runtime.onInstalled.addListener(start)
  browser.runtime.onStartup.addListener(start)
  local.onChanged.addListener(changes => {
    const keys = Object.keys(changes)
    if (keys.some(isAboutWaiting)) void rearm().catch(() => {})
    if (keys.some(isAboutSettled)) void recount().catch(() => {})
    if ((changes.settings && wasShortened(changes.settings)) || changes.policy) void tidy().catch(() => {})
  })
  const longest = async (server: string) => limitsOf((await settings.read()).limits, server).account
  /** In turn with the rounds, which import the same list. */
  const find = (trace: Trace) =>
    inTurn(['watch'], () => findOrphan({ accounts, recents, history, untold, longest, now, newId }, trace))
  return { round, rearm, find, news }
}

export type Watching = ReturnType<typeof watchSecrets>

/** Whether the person has just chosen to keep the history for fewer days. */
function wasShortened({ oldValue, newValue }: { oldValue?: unknown; newValue?: unknown }): boolean {
  const [before, after] = [Stored.safeParse(oldValue).data, Stored.safeParse(newValue).data]
  return (before?.retention ?? 0) > (after?.retention ?? Number.POSITIVE_INFINITY)
}
