import * as z from 'zod/mini'
import type { Code } from '../domain/fault'
import { NotedFault } from '../domain/fault-report'
import { Failure } from '../domain/share-outcome'
import { createKeyedMutex } from './keyed-mutex'
import type { MessageAnswer } from './messages'
import { type Area, type Cell, cell } from './storage-area'

/** How many are kept, the newest first. */
const most = 20

export const createFaultCell = (session: Area): Cell<NotedFault[]> =>
  cell(session, 'faults', z.array(NotedFault))

/** The last faults of this browser session, in memory: their codes and times, for a report. */
export function createFaultLog(session: Area, now: () => number) {
  const kept = createFaultCell(session)
  const turns = createKeyedMutex()
  /** Never throws: a fault that cannot be noted must not become another one. */
  const note = (place: NotedFault['place'], code: Code): Promise<void> =>
    turns(['faults'], async () => {
      const before = (await kept.read()) ?? []
      await kept.write([{ place, code, at: now() }, ...before].slice(0, most))
    }).catch(() => {})
  return {
    note,
    /** Notes the fault that one of our pages is told. What became of a share is noted where it is shared. */
    async hear(answer: MessageAnswer): Promise<void> {
      if ('failure' in answer) return note('other', answer.failure.code)
      const { data } = z.object({ is: z.literal('failed'), failure: Failure }).safeParse(answer.reply)
      if (data) await note('reveal', data.failure.code)
    },
  }
}
