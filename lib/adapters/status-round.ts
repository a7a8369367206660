import * as z from 'zod/mini'
import { type Code, faultOf } from '../domain/fault'
import type { Entry } from '../domain/history-entry'
import type { StatusAnswered } from '../domain/receipt'
import { Timestamp } from '../domain/timestamp'
import type { Api } from './api/api'
import { type Area, cell } from './storage-area'

/**
 * When secrets were last checked whose history entry could not be written: in memory, so that a full disk
 * does not cause more requests. If memory is full too, it is known only while the worker runs, which is
 * enough to set the next alarm.
 */
export function createLastChecked(session: Area) {
  const kept = cell(session, 'asked', z.record(z.string(), Timestamp))
  let lately: Record<string, number> = {}
  const known = async (): Promise<Record<string, number | undefined>> => ({
    ...(await kept.read().catch(() => undefined)),
    ...lately,
  })
  const isWritten = ({ checked = 0 }: Entry, since: number, now: number) => since <= checked && checked <= now
  return {
    /** The entries as if these times had been written to them. */
    async cover(entries: Entry[], now: number): Promise<Entry[]> {
      const asked = await known()
      return entries.map(entry => {
        const last = asked[entry.id]
        if (last === undefined || isWritten(entry, last, now)) return entry
        // After the clock was set back, an entry's age is taken to be the distance by which it is ahead, so
        // that the next check is still found.
        const created = Math.max(0, last - Math.abs(last - entry.created))
        return { ...entry, created, checked: last, failures: undefined }
      })
    },
    /** Records which of all waiting entries were checked since `began`. Never rejects. */
    async note(ids: ReadonlySet<string>, waiting: Entry[], began: number, now: number): Promise<void> {
      const before = await known()
      const next = waiting.flatMap((entry): [string, number][] => {
        const since = ids.has(entry.id) ? began : before[entry.id]
        if (since === undefined || isWritten(entry, since, now)) return []
        return [[entry.id, ids.has(entry.id) ? now : since]]
      })
      lately = Object.fromEntries(next)
      if (next.length === 0 && Object.keys(before).length === 0) return
      await (next.length === 0 ? kept.clear() : kept.write(lately)).catch(() => {})
    },
  }
}
export type LastChecked = ReturnType<typeof createLastChecked>

export type StatusRoundEnvironment = {
  api: (origin: string) => Api
  metadataKey: (entry: Entry) => Promise<string>
}

/** Faults that concern one answer only. All others concern the server or the connection. */
const ofThisOne: ReadonlySet<Code> = new Set([
  'garbled',
  'incomplete',
  'answerTooBig',
  'handleLost',
  'unexpected',
])

/**
 * One round of status checks, secret by secret. A server that does not answer properly is not asked again
 * in this round. Never rejects.
 */
export function createStatusRound({ api, metadataKey }: StatusRoundEnvironment) {
  const leftAlone = new Set<string>()
  const heardOf =
    (entry: Entry) =>
    (error: unknown): StatusAnswered => {
      const { code } = faultOf(error)
      if (code === 'gone') return { is: 'unknown' }
      if (!ofThisOne.has(code)) leftAlone.add(entry.server)
      return { is: 'nothing' }
    }
  return {
    leave: (server: string): void => void leftAlone.add(server),
    ask: async (entry: Entry): Promise<StatusAnswered> => {
      if (leftAlone.has(entry.server)) return { is: 'nothing' }
      return metadataKey(entry)
        .then(key => api(entry.server).receipt(key))
        .then((receipt): StatusAnswered => ({ is: 'receipt', receipt }), heardOf(entry))
    },
  }
}
export type StatusRound = ReturnType<typeof createStatusRound>
