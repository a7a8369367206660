import type { OutcomeDoor } from '../doors/composing'
import type { Draft } from '../rules/draft'
import { afterStop, failureOf, keptFor, type Outcome, type Shared } from '../rules/outcome'

/** Called when nothing more is prepared. */
type Sending = () => Promise<void>

export type World = {
  outcome: OutcomeDoor
  now: () => number
  share: (draft: Draft, sending: Sending, inPrivate: boolean) => Promise<Shared>
  /** Has the server make up a secret of so many characters. */
  generate: (draft: Draft, length: number, sending: Sending, inPrivate: boolean) => Promise<Shared>
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
  let running: Promise<Outcome> | undefined

  /** Memory may be full, too: then the person who waits for the answer is still told. */
  async function tell(next: Outcome): Promise<Outcome> {
    await outcome.write(next).catch(() => {})
    await world.changed(next)
    return next
  }

  async function run(work: (sending: Sending) => Promise<Shared>): Promise<Outcome> {
    try {
      await tell({ at: 'sealing' })
      const shared = await work(async () => {
        await tell({ at: 'sending' })
      })
      const copied = await world.copy(shared.link)
      return await tell({ at: 'shared', shared, copied, until: now() + keptFor })
    } catch (error) {
      return await tell({ at: 'failed', failure: failureOf(error) })
    }
  }

  /** Works; or, while another is under way, says so and sends nothing. */
  async function alone(work: (sending: Sending) => Promise<Shared>): Promise<Outcome> {
    if (running) return { at: 'failed', failure: { code: 'busy' } }
    running = run(work)
    return running.finally(() => {
      running = undefined
    })
  }

  return {
    share: (draft: Draft, inPrivate = false): Promise<Outcome> =>
      alone(sending => world.share(draft, sending, inPrivate)),
    generate: (draft: Draft, length: number, inPrivate = false): Promise<Outcome> =>
      alone(sending => world.generate(draft, length, sending, inPrivate)),
    /** To be called before anything else when a worker starts: whatever was under way was stopped. */
    async recover(): Promise<void> {
      const last = await outcome.read()
      if (!last) return
      const known = afterStop(last)
      if (known !== last) await tell(known)
    },
    async current(): Promise<Outcome | undefined> {
      const last = await outcome.read()
      return last?.at === 'shared' && last.until <= now() ? undefined : last
    },
    async dismiss(): Promise<void> {
      if (running) return
      await outcome.clear()
      await world.changed(undefined)
    },
  }
}
export type Sharing = ReturnType<typeof createSharing>
