import * as z from 'zod/mini'

/** Reasons to keep the offscreen page open while it is idle. */
const Need = z.enum(['copying', 'reading', 'waiting'])
export type Need = z.infer<typeof Need>

/**
 * Messages about the offscreen page's lifetime. It answers `true` if it stays open. If it closes, it never
 * answers, and the browser reports that to the sender once the page is gone.
 */
export const StayAsk = z.union([
  z.strictObject({ to: z.literal('hidden'), stay: Need }),
  z.strictObject({ to: z.literal('hidden'), leave: z.nullable(Need) }),
])
export type StayAsk = z.infer<typeof StayAsk>

type World = {
  /** Closes the page. */
  close: () => void
  later: (run: () => void, ms: number) => unknown
}

/** Enough for the last answer to arrive, in milliseconds. */
const answered = 1000

/**
 * Manages the offscreen page's lifetime, in the page itself: it outlives the worker that opened it, so only
 * it knows whether it may close. It closes when asked to or when its work is done, unless it is still
 * needed or busy.
 */
export function createStay({ close, later }: World) {
  const needs = new Set<Need>()
  let works = 0
  let closing = false

  function leave(): void {
    if (closing || works > 0 || needs.size > 0) return
    closing = true
    close()
  }

  return {
    /** Never resolves once the page is closing, so that such a late sender opens another one. */
    async hear(ask: StayAsk): Promise<true> {
      if ('stay' in ask && !closing) needs.add(ask.stay)
      if ('leave' in ask) {
        if (ask.leave) needs.delete(ask.leave)
        leave()
      }
      return closing ? new Promise(() => {}) : true
    },
    /** Runs work during which the page must not close, even if whoever requested it is gone. */
    async during<T>(work: () => Promise<T>): Promise<T> {
      works++
      try {
        return await work()
      } finally {
        works--
        later(leave, answered)
      }
    },
  }
}
