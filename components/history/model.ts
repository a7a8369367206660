import { batch, computed, createModel, signal } from '@preact/signals'
import type { Call } from '../../lib/adapters/messages'
import type { ShareOptions } from '../../lib/domain/draft'
import type { Entry, EntryState } from '../../lib/domain/history-entry'
import { localDay, timelineOf } from '../../lib/domain/history-timeline'
import { hostPattern } from '../../lib/domain/server'
import type { Permit } from '../add-server'
import { createBulkActions, createOpenRow } from './actions'
import { createClock, lifetimeOf, momentOf } from './lifetime'

/** `day`: the start of the one local day that is shown, in milliseconds; `undefined` for all. */
export type Filter = { text: string; state: EntryState | 'all'; day: number | undefined }
export const everything: Filter = { text: '', state: 'all', day: undefined }

/** Whether an entry matches: every word occurs in its label, server or recipient. */
function matches({ text, state, day }: Filter, nameOf: (server: string) => string) {
  const words = plain(text).split(/\s+/).filter(Boolean)
  const { start, end } =
    day === undefined ? { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY } : localDay(day)
  return (entry: Entry): boolean => {
    if (entry.created < start || entry.created >= end) return false
    if (state !== 'all' && entry.state !== state) return false
    if (words.length === 0) return true
    const said = plain(`${entry.label} ${nameOf(entry.server)} ${entry.server} ${entry.recipient ?? ''}`)
    return words.every(word => said.includes(word))
  }
}

/** Without accents and in lower case: `cle` finds `Clé`. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** The entries of one local day. `start`: its midnight, in milliseconds. */
type Day = { start: number; entries: readonly Entry[] }

/** Input and output are newest first. */
function byDay(entries: readonly Entry[]): Day[] {
  const days = new Map<number, Entry[]>()
  for (const entry of entries) {
    const { start } = localDay(entry.created)
    const day = days.get(start)
    if (day) day.push(entry)
    else days.set(start, [entry])
  }
  return [...days].map(([start, entries]) => ({ start, entries }))
}

export type HistoryWorld = {
  call: Call
  /** The stored entries, newest first. */
  entries: () => Promise<Entry[]>
  /** Account names by id. */
  accountNames: () => Promise<ReadonlyMap<string, string>>
  now: () => number
  /** Calls `run` after `ms` milliseconds; the result cancels it. */
  later: (run: () => void, ms: number) => () => void
  /** Rejects if the clipboard refuses. */
  copy: (text: string) => Promise<void>
  /** A server's display name, so that a search finds it. */
  nameOf: (server: string) => string
  /** Requests a host permission; must be called first in a click handler. */
  request: Permit
  /** Whether the permission is granted: people can withdraw it at any time. */
  allowed: Permit
  /** Opens the composer with these options, or with an empty draft. */
  compose: (like?: ShareOptions & { label: string }) => void
}

/** Entries drawn at first, and added with each press. */
export const page = 50

export const HistoryModel = createModel((world: HistoryWorld) => {
  const entries = signal<readonly Entry[] | undefined>(undefined)
  /** Whether the history couldn't be read. */
  const unread = signal(false)
  const names = signal<ReadonlyMap<string, string>>(new Map())
  const filter = signal<Filter>(everything)
  /** Servers where something waits that we can neither look after nor burn. */
  const barred = signal<ReadonlySet<string>>(new Set())
  const drawn = signal(page)
  /** Entries that were news when the panel was opened stay marked while it is open. */
  const news = signal<ReadonlySet<string>>(new Set())

  const found = computed(() => (entries.value ?? []).filter(matches(filter.value, world.nameOf)))
  const visible = computed(() => found.value.slice(0, drawn.value))
  const clock = createClock(world, () => visible.peek().map(momentOf))
  /** Changes once a day, unlike the clock. */
  const today = computed(() => localDay(clock.now.value).start)
  const row = createOpenRow(world, { visible, refresh: read })

  let reading: Promise<void> | undefined
  let stale = false

  /** Reads the entries again. Changes during a read cause a single further read. */
  function read(): Promise<void> {
    stale = reading !== undefined
    reading ??= readOnce()
      .then(
        () => false,
        () => true,
      )
      .then(failed => {
        unread.value = failed
        reading = undefined
        if (stale) void read()
      })
    return reading
  }

  async function readOnce(): Promise<void> {
    const [all, accounts] = await Promise.all([world.entries(), world.accountNames()])
    batch(() => {
      names.value = accounts
      const fresh = all.filter(entry => entry.news).map(({ id }) => id)
      if (fresh.some(id => !news.peek().has(id))) news.value = new Set([...news.peek(), ...fresh])
      entries.value = all
    })
    clock.tick()
    if (all.some(entry => entry.news)) await world.call('seen', undefined).catch(() => {})
    await lookAtServers()
  }

  /** Call whenever permissions may have changed. */
  async function lookAtServers(): Promise<void> {
    const waiting = (entries.peek() ?? []).filter(({ state }) => state === 'waiting')
    const servers = [...new Set(waiting.map(({ server }) => server))]
    // If the browser can't tell, show no warning: burning will report it.
    const allowed = await Promise.all(
      servers.map(server => world.allowed(hostPattern(server)).catch(() => true)),
    )
    barred.value = new Set(servers.filter((_, index) => !allowed[index]))
  }

  return {
    entries,
    unread,
    barred,
    lookAtServers,
    /** Requests permission for a server, then checks what waits there. */
    async allow(server: string): Promise<void> {
      const allowed = await world.request(hostPattern(server)).catch(() => false)
      await lookAtServers()
      if (allowed) await world.call('check', undefined).catch(() => {})
    },
    filter,
    found,
    days: computed(() => byDay(visible.value)),
    timeline: computed(() => timelineOf(entries.value ?? [], today.value)),
    news,
    accountNames: names,
    now: clock.now,
    row,
    bulk: createBulkActions(world.call, entries, read),
    /** How many links of a batch nobody has opened yet. */
    waitingOf: (batch: string): number =>
      (entries.value ?? []).filter(entry => entry.batch?.id === batch && entry.state === 'waiting').length,
    /** How many entries match but aren't drawn. */
    more: computed(() => found.value.length - visible.value.length),
    showMore: () => {
      drawn.value += page
    },
    look(patch: Partial<Filter>): void {
      batch(() => {
        filter.value = { ...filter.peek(), ...patch }
        drawn.value = page
      })
    },
    /** Starts updating relative times. */
    async open(): Promise<void> {
      clock.start()
      await read()
    },
    close: clock.stop,
    /** Call when the history has changed, or to retry. */
    hear: read,
    again: (entry: Entry) => world.compose(optionsOf(entry)),
    compose: () => world.compose(),
  }
})
export type HistoryModel = InstanceType<typeof HistoryModel>

const optionsOf = (entry: Entry): ShareOptions & { label: string } => ({
  mode: entry.sealed ? 'sealed' : 'standard',
  server: entry.server,
  account: entry.account,
  ttl: lifetimeOf(entry),
  label: entry.label,
})
