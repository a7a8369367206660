import * as z from 'zod/mini'
import { Time } from '../rules/time'
import { type Area, cell } from './storage'

/** What a stopped worker must not forget of an update. */
const WaitingUpdate = z.strictObject({
  /** There is one, which the browser leaves to us. */
  ready: z.boolean(),
  /** Milliseconds: since when there have been words, and nothing more, that it would cost. */
  since: z.optional(Time),
})

/** Under this key in memory, with which an update goes as well. */
export const updateKey = 'update'
export const createWaitingUpdate = (session: Area) => cell(session, updateKey, WaitingUpdate)
