import * as z from 'zod/mini'

/** For what the hidden page is needed while nothing is being done in it. */
const Need = z.enum(['copying', 'reading', 'waiting'])
export type Need = z.infer<typeof Need>

/**
 * What the hidden page may be told about its own life. It answers `true` if it stays. If it closes, it answers nothing,
 * and the browser says so to whoever asked once it is gone.
 */
export const StayAsk = z.union([
  z.strictObject({ to: z.literal('hidden'), stay: Need }),
  z.strictObject({ to: z.literal('hidden'), leave: z.nullable(Need) }),
])
export type StayAsk = z.infer<typeof StayAsk>

type World = {
  /** The page's own end. */
  close: () => void
  later: (run: () => void, ms: number) => unknown
}

/** By then the last answer has arrived; in milliseconds. */
const answered = 1000

/**
 * The life of the hidden page, in the page itself: it outlives the worker that opened it, so only it knows whether it
 * may close. It does when it is told to or has done its work, unless somebody needs it or it is at work.
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
    /** Waits for the page's end once it closes: whoever asks so late opens another. */
    async hear(ask: StayAsk): Promise<true> {
      if ('stay' in ask && !closing) needs.add(ask.stay)
      if ('leave' in ask) {
        if (ask.leave) needs.delete(ask.leave)
        leave()
      }
      return closing ? new Promise(() => {}) : true
    },
    /** Does something during which the page must not close, whatever became of those who asked for it. */
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
