import type { OutcomeDoor } from '../doors/composing'
import { createTurns } from '../doors/turns'
import type { Draft } from '../rules/draft'
import type { Orphan } from '../rules/orphan'
import {
  afterFailure,
  afterStop,
  failureOf,
  isUnderWay,
  keptFor,
  type Outcome,
  type Shared,
} from '../rules/outcome'
import { type Trace, traceOf } from '../rules/trace'

/** Called when nothing more is prepared, with what really leaves: the lock may not let all of a draft through. */
export type Sending = (draft: Draft) => Promise<void>
type Work = { inPrivate: boolean; make: (sending: Sending) => Promise<Shared> }

export type World = {
  outcome: OutcomeDoor
  now: () => number
  share: (draft: Draft, sending: Sending, inPrivate: boolean) => Promise<Shared>
  /** Has the server make up a secret of so many characters. */
  generate: (draft: Draft, length: number, sending: Sending, inPrivate: boolean) => Promise<Shared>
  /** Asks the account whether it has what was sent and not answered. */
  find: (trace: Trace) => Promise<Orphan>
  copy: (text: string) => Promise<boolean>
  /** Called with every outcome: the badge, the alarm that forgets the link. */
  changed: (outcome: Outcome | undefined) => Promise<void>
}

/**
 * One share at a time, told step by step, so that a popup that closes or a worker that is stopped can
 * always be told what became of the text. Never rejects: a failure is an outcome too.
 */
export function createSharing(world: World) {
  const { outcome, now } = world
  let underWay = false
  const turns = createTurns()
  /** What is done later is never overtaken by the last words of what was before. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => turns(['share'], work)
  let making: Promise<unknown> = Promise.resolve()

  /** Memory may be full, too: then the person who waits for the answer is still told. */
  async function tell(next: Outcome): Promise<Outcome> {
    // Whoever sees the end may go on at once, while badge and alarm are still on their way.
    underWay = isUnderWay(next)
    await outcome.write(next).catch(() => {})
    await world.changed(next).catch(() => {})
    return next
  }

  async function run({ inPrivate, make }: Work): Promise<Outcome> {
    try {
      await tell({ at: 'sealing' })
      const made = make(async draft => {
        // Of what is shared in private nothing is looked for, as nothing is kept.
        const trace = inPrivate ? undefined : traceOf(draft, now())
        await tell({ at: 'sending', ...(trace ? { trace } : {}) })
      })
      making = made
      const shared = await made
      const copied = await world.copy(shared.link)
      return await tell({ at: 'shared', shared, copied, until: now() + keptFor })
    } catch (error) {
      const before = await outcome.read().catch(() => undefined)
      return await follow(await tell(afterFailure(failureOf(error), before)))
    }
  }

  /** Looks for what may have arrived, if there is anything to look for. */
  async function follow(ended: Outcome): Promise<Outcome> {
    if (ended.at !== 'looking') return ended
    const orphan = await world.find(ended.trace).catch((): Orphan => ({ is: 'unknown' }))
    return tell({ at: 'failed', failure: ended.failure, orphan })
  }

  async function alone(work: () => Promise<Outcome>): Promise<Outcome> {
    if (underWay) return { at: 'failed', failure: { code: 'busy' } }
    return begin(work)
  }

  function begin(work: () => Promise<Outcome>): Promise<Outcome> {
    underWay = true
    return inTurn(work)
  }

  return {
    /** Shares; or, while another is under way, says so and sends nothing. */
    share: (draft: Draft, inPrivate = false): Promise<Outcome> =>
      alone(() => run({ inPrivate, make: sending => world.share(draft, sending, inPrivate) })),
    /** The same for a secret that the server makes up. */
    generate: (draft: Draft, length: number, inPrivate = false): Promise<Outcome> =>
      alone(() => run({ inPrivate, make: sending => world.generate(draft, length, sending, inPrivate) })),
    /** Waits until what is being shared is in the history, or was not shared. */
    async idle(): Promise<void> {
      await making.catch(() => {})
    },
    /**
     * To be called before anything else when a worker starts, and when the lock has given back what an earlier one
     * left: whatever was under way there was stopped. What may have arrived is looked for, and that is not waited for.
     */
    async recover(): Promise<void> {
      if (underWay) return
      const last = await outcome.read()
      if (!last || underWay) return
      const known = afterStop(last)
      if (known !== last) await tell(known)
      if (known.at === 'looking') void begin(() => follow(known))
    },
    async current(): Promise<Outcome | undefined> {
      const last = await outcome.read()
      return last?.at === 'shared' && last.until <= now() ? undefined : last
    },
    async dismiss(): Promise<void> {
      if (underWay) return
      await inTurn(async () => {
        await outcome.clear()
        await world.changed(undefined)
      })
    },
  }
}
export type Sharing = ReturnType<typeof createSharing>
