import * as z from 'zod/mini'
import type { AccountSecrets } from '../adapters/account-secrets'
import { type HistoryStore, isAboutSettled, isAboutWaiting } from '../adapters/history-store'
import { coalesced, createKeyedMutex } from '../adapters/keyed-mutex'
import type { PolicyStore } from '../adapters/policy-store'
import { type SettingsStore, StoredSettings, underRules } from '../adapters/settings-store'
import type { LastChecked, StatusRound } from '../adapters/status-round'
import { type Area, cell } from '../adapters/storage-area'
import { type Account, accountOf } from '../domain/account'
import { isDue, nextAlarm } from '../domain/check-schedule'
import { inParallel } from '../domain/concurrency-limit'
import { countUnread, type Entry } from '../domain/history-entry'
import { afterStatus, endStateOf, type Receipt, type StatusAnswered } from '../domain/receipt'

export type WatchSecretsWorld = {
  history: HistoryStore
  accountSecrets: AccountSecrets
  /** Last checks that could not be recorded in the history. */
  asked: LastChecked
  /** Starts a new round of status checks. */
  inquiry: () => StatusRound
  accounts: () => Promise<Account[]>
  /** Imports what an account made elsewhere. */
  importFrom: (account: Account, receipts: Receipt[]) => Promise<void>
  now: () => number
  /** Sets the alarm for a time in milliseconds, or clears it. */
  wakeAt: (when: number | undefined) => Promise<void>
  /** Notifies the user of entries that have just ended, and are already written. */
  tell: (ended: Entry[]) => Promise<void>
}

/** The maximum number of concurrent requests. */
const most = 4
/** If the worker is stopped during a round, it is woken after this many milliseconds to finish it. */
const resumes = 2 * 60_000
/**
 * An account's list no older than this, in milliseconds, is not requested again when the user opens the
 * history.
 */
const fresh = 60_000

type Lists = Map<string, Map<string, Receipt>>

/**
 * Checks every secret that is due, records what became of it, and then notifies. If nothing is due, no
 * request is made; if nothing is waiting, no alarm is set. A result that can't be written is not reported,
 * and is checked again at its next time. `looking`: the user has the history open, so their accounts are
 * also asked for secrets made elsewhere.
 */
export async function watchSecrets(world: WatchSecretsWorld, looking = false): Promise<void> {
  const { now, wakeAt, tell, inquiry: begin } = world
  const accounts = await world.accounts()
  const began = now()
  const waiting = await world.asked.cover(await written(world, accounts), began)
  const due = new Set(waiting.filter(entry => isDue(entry, now())))
  if (due.size > 0) await wakeAt(now() + resumes)
  const inquiry = begin()
  const lists = await askLists(world, inquiry, await toAsk(world, accounts, due, looking))
  const heard = await inParallel(most, waiting, entry => hear(world, inquiry, lists, entry, due.has(entry)))
  await tell(heard.flatMap(entry => (entry?.news ? [entry] : [])))
  const about = waiting.filter(entry => due.has(entry) || lists.has(entry.account ?? ''))
  await world.asked.note(new Set(about.map(({ id }) => id)), await written(world, accounts), began, now())
  await scheduleNextCheck(world)
}

type Known = Pick<WatchSecretsWorld, 'history' | 'accountSecrets' | 'asked' | 'accounts' | 'now' | 'wakeAt'>

/** Sets the alarm for the next check, according to the history. */
export async function scheduleNextCheck(world: Known): Promise<void> {
  const waiting = await world.asked.cover(await written(world, await world.accounts()), world.now())
  await world.wakeAt(nextAlarm(waiting, world.now()))
}

/** The waiting entries, with the recorded times of their last checks. */
const written = async ({ history, accountSecrets }: Known, accounts: Account[]): Promise<Entry[]> =>
  accountSecrets.cover(accounts, await history.waiting())

async function toAsk(
  { accountSecrets, now }: WatchSecretsWorld,
  accounts: Account[],
  due: Set<Entry>,
  looking: boolean,
): Promise<Account[]> {
  const theirs = new Set([...due].map(entry => accountOf(accounts, entry)))
  const stale = async (account: Account) => now() - (await accountSecrets.read(account)).asked > fresh
  const ask = await Promise.all(
    accounts.map(async account => theirs.has(account) || (looking && (await stale(account)))),
  )
  return accounts.filter((_, at) => ask[at])
}

async function askLists(
  { accountSecrets, importFrom, now }: WatchSecretsWorld,
  inquiry: StatusRound,
  accounts: Account[],
): Promise<Lists> {
  const lists: Lists = new Map()
  await inParallel(most, accounts, async account => {
    const listed = await accountSecrets.ask(account, now())
    if (listed.is === 'nothing') inquiry.leave(account.server)
    if (listed.is !== 'list') return
    lists.set(account.id, listed.list)
    // The round matters more than one account's import, which is done another time.
    await importFrom(account, [...listed.list.values()]).catch(() => {})
  })
  return lists
}

/** The updated entry; `undefined` if there was nothing to write, or writing failed. */
async function hear(
  { history, now }: WatchSecretsWorld,
  inquiry: StatusRound,
  lists: Lists,
  entry: Entry,
  due: boolean,
): Promise<Entry | undefined> {
  const list = entry.account === null ? undefined : lists.get(entry.account)
  const receipt = list?.get(await history.metadataKey(entry).catch(() => ''))
  const noted = (heard: StatusAnswered) =>
    history.change(entry.id, entry => afterStatus(entry, heard, now())).catch(() => undefined)
  if (receipt && endStateOf(receipt)) return noted({ is: 'receipt', receipt })
  // A list keeps calling an expired secret new until that one is requested individually.
  if (!due || (receipt && now() < entry.expires)) return undefined
  return noted(await inquiry.ask(entry))
}

export type WatchingWorld = WatchSecretsWorld & {
  settings: Pick<SettingsStore, 'read'>
  policy: Pick<PolicyStore, 'read'>
  /** While locked, no requests are made and nothing is reported. */
  paused: () => Promise<boolean>
  /** Removes what has exceeded its retention period, according to these settings. */
  applyRetention: (settings: Pick<SettingsStore, 'read'>) => Promise<void>
  session: Area
  /** `locked`: whatever there is, it is not told now. */
  showNews: (count: number | 'locked') => Promise<void>
}

/** Cleanup runs only along with other work, and no more often than this, in milliseconds. */
const often = 6 * 60 * 60 * 1000

type Changes = Record<string, { oldValue?: unknown; newValue?: unknown }>

/** Runs the rounds across worker restarts: one at a time, with the one alarm and the unread count. */
export function createWatching(world: WatchingWorld) {
  const { history, settings, policy, paused, session, now, wakeAt } = world
  /** When cleanup last ran, in milliseconds. */
  const lastRetention = cell(session, 'house', z.int())
  /** The number of unread entries, so that it can be shown again without reading the history. */
  const newsCount = cell(session, 'news', z.int())
  const turns = createKeyedMutex()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => turns(['watch'], work)

  async function tidy(): Promise<void> {
    const rules = await policy.read().catch(() => undefined)
    // If the policy is unknown, nothing is deleted.
    if (!rules) return
    await world.applyRetention(underRules(settings, async () => rules))
    await lastRetention.write(now())
  }
  const round = (looking = false): Promise<void> =>
    inTurn(async () => {
      if (await paused()) return wakeAt(undefined)
      await watchSecrets(
        // It may have locked during a request; then the badge shows the news once it is unlocked.
        { ...world, tell: async ended => ((await paused()) ? undefined : world.tell(ended)) },
        looking,
      )
      if (Math.abs(now() - ((await lastRetention.read()) ?? 0)) > often) await tidy()
    })
  const rearm = coalesced(() =>
    inTurn(async () => ((await paused()) ? wakeAt(undefined) : scheduleNextCheck(world))),
  )
  /** The number to show now. */
  const news = async (): Promise<number | 'locked'> =>
    (await paused()) ? 'locked' : ((await newsCount.read()) ?? 0)
  const recount = coalesced(async () => {
    const [before, counted] = [await newsCount.read(), countUnread(await history.all())]
    if (counted === before) return
    await newsCount.write(counted)
    await world.showNews(await news())
  })
  return {
    round,
    rearm,
    news,
    /** Shares the mutex with the rounds, which import the same lists. */
    inTurn,
    /** Call when the browser starts. Failures are made up for by the next round, change or start. */
    start(): void {
      void recount().catch(() => {})
      void round().catch(() => {})
    },
    /** Call with changes in storage, including those made by a worker that has been stopped. */
    changed(changes: Changes): void {
      const keys = Object.keys(changes)
      if (keys.some(isAboutWaiting)) void rearm().catch(() => {})
      if (keys.some(isAboutSettled)) void recount().catch(() => {})
      if ((changes.settings && wasShortened(changes.settings)) || changes.policy) void tidy().catch(() => {})
    },
  }
}
export type Watching = ReturnType<typeof createWatching>

/** Whether the user has just chosen to keep the history for fewer days. */
function wasShortened({ oldValue, newValue }: Changes[string]): boolean {
  const [before, after] = [StoredSettings.safeParse(oldValue).data, StoredSettings.safeParse(newValue).data]
  return (before?.retention ?? 0) > (after?.retention ?? Number.POSITIVE_INFINITY)
}
