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
  recents: AccountSecrets
  /** What was asked and could not be written down. */
  asked: LastChecked
  /** A new round of asking, one by one. */
  inquiry: () => StatusRound
  accounts: () => Promise<Account[]>
  /** Takes up what an account made elsewhere. */
  importFrom: (account: Account, receipts: Receipt[]) => Promise<void>
  now: () => number
  /** Wakes us at a time in milliseconds, or no more. */
  wakeAt: (when: number | undefined) => Promise<void>
  /** Tells of what has just ended, which is written down by then. */
  tell: (ended: Entry[]) => Promise<void>
}

/** So many servers' answers are awaited at once. */
const most = 4
/** A worker that is stopped in a round is woken after so many milliseconds, to finish it. */
const resumes = 2 * 60_000
/** An account's list that is no older than this, in milliseconds, is not asked for again when somebody looks. */
const fresh = 60_000

type Lists = Map<string, Map<string, Receipt>>

/**
 * Asks about every secret whose time has come, writes down what became of it, and then tells. With nothing due
 * nothing is asked; with nothing waiting nobody is woken; what cannot be written down is not told, and asked about again
 * at its next time. `looking`: the person has the history before them, so
 * their accounts are asked, too, for what was made elsewhere.
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

type Known = Pick<WatchSecretsWorld, 'history' | 'recents' | 'asked' | 'accounts' | 'now' | 'wakeAt'>

/** Has us woken for the next check, as the history stands. */
export async function scheduleNextCheck(world: Known): Promise<void> {
  const waiting = await world.asked.cover(await written(world, await world.accounts()), world.now())
  await world.wakeAt(nextAlarm(waiting, world.now()))
}

/** What waits, with what is written down of when it was asked about. */
const written = async ({ history, recents }: Known, accounts: Account[]): Promise<Entry[]> =>
  recents.cover(accounts, await history.waiting())

async function toAsk(
  { recents, now }: WatchSecretsWorld,
  accounts: Account[],
  due: Set<Entry>,
  looking: boolean,
): Promise<Account[]> {
  const theirs = new Set([...due].map(entry => accountOf(accounts, entry)))
  const stale = async (account: Account) => now() - (await recents.read(account)).asked > fresh
  const ask = await Promise.all(
    accounts.map(async account => theirs.has(account) || (looking && (await stale(account)))),
  )
  return accounts.filter((_, at) => ask[at])
}

async function askLists(
  { recents, importFrom, now }: WatchSecretsWorld,
  inquiry: StatusRound,
  accounts: Account[],
): Promise<Lists> {
  const lists: Lists = new Map()
  await inParallel(most, accounts, async account => {
    const listed = await recents.ask(account, now())
    if (listed.is === 'nothing') inquiry.leave(account.server)
    if (listed.is !== 'list') return
    lists.set(account.id, listed.list)
    // The round is worth more than what one account made elsewhere, which is taken up another time.
    await importFrom(account, [...listed.list.values()]).catch(() => {})
  })
  return lists
}

/** The entry as it is afterwards; nothing when there was nothing to write down, or it could not be. */
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
  // A list goes on calling an expired secret new until somebody asks for that one alone.
  if (!due || (receipt && now() < entry.expires)) return undefined
  return noted(await inquiry.ask(entry))
}

export type WatchingWorld = WatchSecretsWorld & {
  settings: Pick<SettingsStore, 'read'>
  policy: Pick<PolicyStore, 'read'>
  /** While the lock is closed nobody is asked anything, and nothing is told. */
  paused: () => Promise<boolean>
  /** Forgets what was kept for its time, by these settings. */
  keepHouse: (settings: Pick<SettingsStore, 'read'>) => Promise<void>
  session: Area
  showNews: (count: number) => Promise<void>
}

/** House is kept when something else is to be done anyway, and no more often than this, in milliseconds. */
const often = 6 * 60 * 60 * 1000

type Changes = Record<string, { oldValue?: unknown; newValue?: unknown }>

/** The rounds of a browser that comes and goes: one at a time, the one alarm, and the count of news. */
export function createWatching(world: WatchingWorld) {
  const { history, settings, policy, paused, session, now, wakeAt } = world
  /** When house was last kept, in milliseconds. */
  const houseKept = cell(session, 'house', z.int())
  /** How many news there are, so that they can be shown again without reading the history. */
  const newsCount = cell(session, 'news', z.int())
  const turns = createKeyedMutex()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => turns(['watch'], work)

  async function tidy(): Promise<void> {
    const rules = await policy.read().catch(() => undefined)
    // Nothing is forgotten by guess.
    if (!rules) return
    await world.keepHouse(underRules(settings, async () => rules))
    await houseKept.write(now())
  }
  const round = (looking = false): Promise<void> =>
    inTurn(async () => {
      if (await paused()) return wakeAt(undefined)
      await watchSecrets(
        // The lock may have closed while a server was asked; then the badge tells once it is open.
        { ...world, tell: async ended => ((await paused()) ? undefined : world.tell(ended)) },
        looking,
      )
      if (Math.abs(now() - ((await houseKept.read()) ?? 0)) > often) await tidy()
    })
  const rearm = coalesced(() =>
    inTurn(async () => ((await paused()) ? wakeAt(undefined) : scheduleNextCheck(world))),
  )
  /** How many to tell of now. */
  const news = async (): Promise<number> => ((await paused()) ? 0 : ((await newsCount.read()) ?? 0))
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
    /** In turn with the rounds, which import the same lists. */
    inTurn,
    /** To be called when the browser starts. What fails is done with the next round, change or start. */
    start(): void {
      void recount().catch(() => {})
      void round().catch(() => {})
    },
    /** To be called with what has changed on the disk, also by a worker that is no more. */
    changed(changes: Changes): void {
      const keys = Object.keys(changes)
      if (keys.some(isAboutWaiting)) void rearm().catch(() => {})
      if (keys.some(isAboutSettled)) void recount().catch(() => {})
      if ((changes.settings && wasShortened(changes.settings)) || changes.policy) void tidy().catch(() => {})
    },
  }
}
export type Watching = ReturnType<typeof createWatching>

/** Whether the person has just chosen to keep the history for fewer days. */
function wasShortened({ oldValue, newValue }: Changes[string]): boolean {
  const [before, after] = [StoredSettings.safeParse(oldValue).data, StoredSettings.safeParse(newValue).data]
  return (before?.retention ?? 0) > (after?.retention ?? Number.POSITIVE_INFINITY)
}
