import { createKeyedMutex } from '../adapters/keyed-mutex'
import { createRecentLinks, type RecentLinksWorld as LinksWorld } from '../adapters/recent-links'
import type { Draft } from '../domain/draft'
import { Fault, faults } from '../domain/fault'
import type { LostShare } from '../domain/lost-share'
import { type PendingShare, pendingShareOf } from '../domain/pending-share'
import { recentLinkLifetime } from '../domain/recent-link'
import {
  afterFailure,
  afterStop,
  type Failure,
  failureOf,
  type RecentLink,
  type SharedSecret,
  type ShareOutcome,
  type ShareSteps,
} from '../domain/share-outcome'

type Work = { inPrivate: boolean; make: (steps: ShareSteps) => Promise<SharedSecret> }

export type ShareSessionWorld = LinksWorld & {
  share: (draft: Draft, steps: ShareSteps, inPrivate: boolean) => Promise<SharedSecret>
  /** Has the server make up a secret of so many characters. */
  generate: (draft: Draft, length: number, steps: ShareSteps, inPrivate: boolean) => Promise<SharedSecret>
  /** Asks the account whether it has what was sent and not answered. */
  find: (trace: PendingShare) => Promise<LostShare>
  copy: (text: string) => Promise<boolean>
}

/** Milliseconds. A clipboard that has not answered by then will not: the person is told, and nothing waits for it. */
export const clipboardTimeout = 3_000

/** Characters that are kept free for the link while its secret is on its way. A link has some two hundred. */
const room = ' '.repeat(2_000)

/**
 * One share at a time, told step by step, so that a popup that closes or a worker that is stopped can
 * always be told what became of the text. Never rejects: a failure is an outcome too.
 */
export function createShareSession(world: ShareSessionWorld) {
  const { now } = world
  const links = createRecentLinks(world)
  let underWay = false
  /** Whether a secret has left, and no answer has come yet. */
  let onItsWay = false
  /** How many are looked for. */
  let following = 0
  /** How often everything was erased, and whether it is being erased now. */
  let erasures = 0
  let erasing = false
  const turns = createKeyedMutex()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => turns(['share'], work)
  let making: Promise<unknown> = Promise.resolve()

  /** @returns what is left to wait for, while the next one may begin */
  async function run({ inPrivate, make }: Work): Promise<() => Promise<ShareOutcome>> {
    let copying: Promise<boolean> | undefined
    let until = 0
    try {
      await links.note({ at: 'sealing' })
      const made = make({
        async sending(draft) {
          // Of what is shared in private nothing is looked for, as nothing is kept.
          const trace = inPrivate ? undefined : pendingShareOf(draft, now())
          if (erasing) throw new Fault('erased')
          // What is not noted must not leave: nobody would know of it.
          await links.note({ at: 'sending', room, ...(trace ? { trace } : {}) })
          onItsWay = true
        },
        async made(shared) {
          // Whoever sees the end may go on at once, while badge and alarm are still on their way.
          underWay = false
          until = now() + recentLinkLifetime
          await links.tell({ at: 'shared', shared, copied: 'pending', until })
          copying = copy(shared)
        },
      })
      making = made
      const shared = await made
      if (!shared.remembered) await links.alter(shared.id, { shared })
      return async () => ({ at: 'shared', shared, copied: (await copying) ? 'yes' : 'failed', until })
    } catch (error) {
      underWay = false
      const failure = failureOf(error)
      const ended = await links.tell(afterFailure(failure, await links.read().catch(() => undefined)))
      return () => follow(ended)
    } finally {
      onItsWay = false
    }
  }

  /** A clipboard that answers too late is believed all the same. */
  async function copy({ id, link }: SharedSecret): Promise<boolean> {
    const asked = world.copy(link)
    const copied = await copyInTime(() => asked, link)
    await links.alter(id, { copied: copied ? 'yes' : 'failed' })
    if (!copied) {
      const believe = async (late: boolean) => {
        if (late) await links.alter(id, { copied: 'yes' })
      }
      void asked.then(believe).catch(() => {})
    }
    return copied
  }

  /** Looks for what may have arrived, if there is anything to look for. Nobody waits for that who wants to share. */
  async function follow(ended: ShareOutcome): Promise<ShareOutcome> {
    if (ended.at !== 'looking') return ended
    following++
    const orphan = await world.find(ended.trace).catch((): LostShare => ({ is: 'unknown' }))
    const told = await links.follow(ended, { at: 'failed', failure: ended.failure, orphan })
    following--
    return told
  }

  async function alone(work: Work): Promise<ShareOutcome> {
    if (erasing) return { at: 'failed', failure: { code: 'erased' } }
    if (underWay) return { at: 'failed', failure: { code: 'busy' } }
    underWay = true
    const rest = await inTurn(() => run(work))
    return rest()
  }

  return {
    /** Shares; or, while another is under way, says so and sends nothing. */
    share: (draft: Draft, inPrivate = false): Promise<ShareOutcome> =>
      alone({ inPrivate, make: steps => world.share(draft, steps, inPrivate) }),
    /** The same for a secret that the server makes up. */
    generate: (draft: Draft, length: number, inPrivate = false): Promise<ShareOutcome> =>
      alone({ inPrivate, make: steps => world.generate(draft, length, steps, inPrivate) }),
    /** Waits until what is being shared is in the history, or was not shared. */
    async idle(): Promise<void> {
      await making.catch(() => {})
    },
    /**
     * To be called before anything else when a worker starts, and when the lock has given back what an earlier one
     * left: whatever was under way there was stopped. What may have arrived is looked for, and that is not waited for.
     */
    recover: (): Promise<void> =>
      turns(['recover'], async () => {
        if (underWay) return
        const { last } = await links.current()
        if (!last || underWay) return
        const known = afterStop(last)
        if (known !== last) await links.follow(last, known)
        if (known.at === 'looking' && following === 0) void follow(known)
      }),
    current: async (): Promise<ShareOutcome | undefined> => (await links.current()).last,
    /** The link of a secret, as long as it is kept. */
    kept: async (id: string): Promise<RecentLink | undefined> => {
      const { last, earlier } = await links.current()
      const known = last?.at === 'shared' ? [last, ...earlier] : earlier
      return known.find(({ shared }) => shared.id === id)
    },
    /** What kept a text from being shared at all is told where a share is. */
    async failed(failure: Failure): Promise<void> {
      if (!underWay) await links.tell({ at: 'failed', failure })
    },
    /** The person has copied a link, or what the server made up. */
    copied: (id: string, what: 'link' | 'value'): Promise<void> =>
      links.alter(id, what === 'link' ? { copied: 'yes' } : { valueCopied: true }),
    forget: links.forget,
    ring: links.ring,
    async dismiss(): Promise<void> {
      if (!underWay) await links.putAway()
    },
    /** How often everything was erased: what belongs to a time before that must not come back. */
    erasures: () => erasures,
    /**
     * Forgets every link and does `work`, once what has left is answered; what has not left is not sent any more.
     * @returns whether a secret was on its way then that has arrived, or may have
     */
    erase: async (work: () => Promise<void>): Promise<boolean> => {
      const sent = onItsWay || following > 0
      erasing = true
      erasures++
      try {
        return await inTurn(async () => {
          const last = sent ? await links.read().catch(() => undefined) : undefined
          await links.forget()
          await work()
          return sent && !(last?.at === 'failed' && faults[last.failure.code] === 'no')
        })
      } finally {
        erasing = false
      }
    },
  }
}
export type ShareSession = ReturnType<typeof createShareSession>

/** Copies, or gives up. Never rejects, and never hangs: a clipboard must not hold up a link. */
function copyInTime(
  copy: (text: string) => Promise<boolean>,
  text: string,
  ms: number = clipboardTimeout,
): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<false>(resolve => {
    timer = setTimeout(() => resolve(false), ms)
  })
  const copied = copy(text).catch(() => false)
  return Promise.race([copied, late]).finally(() => clearTimeout(timer))
}
