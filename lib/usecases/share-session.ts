import { createKeyedMutex } from '../adapters/keyed-mutex'
import { createRecentLinks, type RecentLinksWorld as LinksWorld } from '../adapters/recent-links'
import type { BatchPlace } from '../domain/batch'
import { type Draft, linksOf } from '../domain/draft'
import { Fault, failureOf, mayHaveReached } from '../domain/fault'
import type { LostShare } from '../domain/lost-share'
import { type PendingShare, pendingShareOf } from '../domain/pending-share'
import { recentLinkLifetime } from '../domain/recent-link'
import {
  afterFailure,
  afterStop,
  batchOf,
  type Failure,
  missingLinks,
  type RecentLink,
  type SharedSecret,
  type ShareOutcome,
  type ShareSteps,
} from '../domain/share-outcome'

type Work = {
  inPrivate: boolean
  /** The link's place, if it is one of several. */
  batch?: BatchPlace
  make: (steps: ShareSteps) => Promise<SharedSecret>
}

export type ShareSessionWorld = LinksWorld & {
  share: (draft: Draft, steps: ShareSteps, inPrivate: boolean, batch?: BatchPlace) => Promise<SharedSecret>
  /** Has the server generate a secret of this many characters. */
  generate: (draft: Draft, length: number, steps: ShareSteps, inPrivate: boolean) => Promise<SharedSecret>
  /** Asks the account whether it has a secret that was sent without getting an answer. */
  find: (trace: PendingShare) => Promise<LostShare>
  copy: (text: string) => Promise<boolean>
  newId: () => string
  /** The report of a batch that stopped goes: its draft is for no more people than have no link yet. */
  leave: (people: number) => Promise<void>
}

/**
 * Milliseconds. A clipboard that has not answered by then never will: the user is told, and nothing waits
 * for it.
 */
export const copyTimeout = 3_000

/** Characters reserved for the link while its secret is being sent. A link has some two hundred. */
const room = ' '.repeat(2_000)

/**
 * Runs one share at a time and records each step, so that after the popup closes or the worker is stopped
 * it is still known what became of the text. Never rejects: a failure is an outcome too.
 */
export function createShareSession(world: ShareSessionWorld) {
  const { now } = world
  const links = createRecentLinks(world)
  let underWay = false
  /** Whether a secret was sent that has not been answered yet. */
  let onItsWay = false
  /** How many lost shares are being looked for. */
  let following = 0
  /** How often everything was erased, and whether it is being erased now. */
  let erasures = 0
  let erasing = false
  const turns = createKeyedMutex()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => turns(['share'], work)
  let making: Promise<unknown> = Promise.resolve()

  /** @returns the work that remains after the next share may begin */
  async function run({ inPrivate, batch, make }: Work): Promise<() => Promise<ShareOutcome>> {
    let copying: Promise<boolean> | undefined
    let until = 0
    const part = batch ? { batch } : {}
    try {
      await links.note({ at: 'sealing', ...part })
      const made = make({
        async sending(draft) {
          // A share from a private window is not looked for if it gets lost, as nothing is recorded.
          const trace = inPrivate ? undefined : pendingShareOf(draft, now())
          if (erasing) throw new Fault('erased')
          // Don't send what could not be recorded: nobody would know of it.
          await links.note({ at: 'sending', room, ...(trace ? { trace } : {}), ...part })
          onItsWay = true
        },
        async made(shared) {
          until = now() + recentLinkLifetime
          const made = { at: 'shared', shared, copied: 'pending', until } as const
          if (batch && batch.number < batch.of) {
            const next = { at: 'sealing', batch: { ...batch, number: batch.number + 1 } } as const
            await links.pass(made, next).catch(() => links.tell(made))
            return
          }
          // Whoever sees this outcome may share again at once, while badge and alarm are still being
          // updated.
          underWay = false
          await links.tell(made)
          // With several links on one clipboard, one person might be sent another's.
          if (!batch) copying = copy(shared)
        },
      })
      making = made
      const shared = await made
      if (!shared.remembered) await links.alter(shared.id, { shared })
      const copied = async () => (batch ? 'pending' : (await copying) ? 'yes' : 'failed')
      return async () => ({ at: 'shared', shared, copied: await copied(), until })
    } catch (error) {
      underWay = false
      const failure = failureOf(error)
      const ended = await links.tell(afterFailure(failure, await links.read().catch(() => undefined), batch))
      return () => follow(ended)
    } finally {
      onItsWay = false
    }
  }

  /** A late success from the clipboard still counts. */
  async function copy({ id, link }: SharedSecret): Promise<boolean> {
    const asked = world.copy(link)
    const copied = await copiedInTime(asked)
    await links.alter(id, { copied: copied ? 'yes' : 'failed' })
    if (!copied) {
      const believe = async (late: boolean) => {
        if (late) await links.alter(id, { copied: 'yes' })
      }
      void asked.then(believe).catch(() => {})
    }
    return copied
  }

  /** Looks for a secret that may have arrived. The next share does not wait for this. */
  async function follow(ended: ShareOutcome): Promise<ShareOutcome> {
    if (ended.at !== 'looking') return ended
    following++
    const orphan = await world.find(ended.trace).catch((): LostShare => ({ is: 'unknown' }))
    const { failure, batch } = ended
    const told = await links.follow(ended, { at: 'failed', failure, orphan, ...(batch ? { batch } : {}) })
    following--
    return told
  }

  async function alone(work: () => Promise<ShareOutcome>): Promise<ShareOutcome> {
    if (erasing) return erased
    if (underWay) return { at: 'failed', failure: { code: 'busy' } }
    underWay = true
    return work()
  }

  async function one(work: Work): Promise<ShareOutcome> {
    const rest = await inTurn(() => run(work))
    return rest()
  }

  /**
   * Makes a link for each of several people, one after the other, up to the first that can't be made: what
   * was made stays. `from`: the first to make.
   */
  async function several(draft: Draft, inPrivate: boolean, from: BatchPlace): Promise<ShareOutcome> {
    const before = erasures
    for (let batch = from; ; batch = { ...batch, number: batch.number + 1 }) {
      if (erasures !== before) {
        underWay = false
        return erased
      }
      const make = (steps: ShareSteps) => world.share(draft, steps, inPrivate, batch)
      const outcome = await one({ inPrivate, batch, make })
      if (outcome.at === 'shared' && batch.number < batch.of) continue
      // Where storage has no room to put the last link aside, it is shown rather than the failure.
      const last = outcome.at === 'shared' ? undefined : await links.read().catch(() => undefined)
      return last?.at === 'shared' && batchOf(last)?.id === batch.id ? last : outcome
    }
  }

  /** Another share takes the place of the report that links are missing. */
  async function leaveMissing(): Promise<void> {
    const missing = missingLinks(await links.read().catch(() => undefined))
    if (missing > 0) await world.leave(missing).catch(() => {})
  }

  const share = (draft: Draft, inPrivate: boolean): Promise<ShareOutcome> =>
    alone(async () => {
      await leaveMissing()
      const of = linksOf(draft)
      if (of > 1) return several(draft, inPrivate, { id: world.newId(), number: 1, of })
      return one({ inPrivate, make: steps => world.share(draft, steps, inPrivate) })
    })

  return {
    /**
     * Shares a draft, with a link for each of its people, or, if a share is in progress, fails and sends
     * nothing.
     */
    share: (draft: Draft, inPrivate = false): Promise<ShareOutcome> => share(draft, inPrivate),
    /** Makes the missing links of a batch that has stopped, and none that was made. */
    shareRest: async (draft: Draft, inPrivate = false): Promise<ShareOutcome> => {
      const last = await links.read()
      const batch = batchOf(last)
      const missing = missingLinks(last)
      if (!batch || missing === 0) return share(draft, inPrivate)
      return alone(() => several(draft, inPrivate, { ...batch, number: batch.of - missing + 1 }))
    },
    /** The same as sharing, for a secret that the server generates: for one person. */
    generate: (draft: Draft, length: number, inPrivate = false): Promise<ShareOutcome> =>
      alone(async () => {
        await leaveMissing()
        return one({ inPrivate, make: steps => world.generate(draft, length, steps, inPrivate) })
      }),
    /** Waits until the share in progress is in the history, or has failed. */
    async idle(): Promise<void> {
      await making.catch(() => {})
    },
    /**
     * Call first when a worker starts, and after unlocking has restored an earlier one's state: anything in
     * progress there was stopped. A secret that may have arrived is looked for, without awaiting that.
     */
    recover: (): Promise<void> =>
      turns(['recover'], async () => {
        if (underWay) return
        const { last, earlier } = await links.current()
        if (!last || underWay) return
        const known = afterStop(last, earlier)
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
    /** Reports a failure that prevented a share from starting in the same way as a share's. */
    async failed(failure: Failure): Promise<void> {
      if (!underWay) await links.tell({ at: 'failed', failure })
    },
    /** The user has copied a link, or the value that the server generated. */
    copied: (id: string, what: 'link' | 'value'): Promise<void> =>
      links.alter(id, what === 'link' ? { copied: 'yes' } : { valueCopied: true }),
    forget: links.forget,
    ring: links.ring,
    async dismiss(): Promise<void> {
      if (!underWay) await links.putAway()
    },
    /** How often everything was erased: nothing from before the last time may be restored. */
    erasures: () => erasures,
    /**
     * Removes every link and runs `work`, once anything already sent is answered; what was not sent yet is
     * cancelled.
     * @returns whether a secret was being sent that has arrived or may have
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
          return sent && !(last?.at === 'failed' && !mayHaveReached(last.failure.code))
        })
      } finally {
        erasing = false
      }
    },
  }
}
export type ShareSession = ReturnType<typeof createShareSession>

const erased: ShareOutcome = { at: 'failed', failure: { code: 'erased' } }

/** Whether it was copied in time. Never rejects and never hangs: a clipboard must not hold up a link. */
function copiedInTime(copying: Promise<boolean>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<false>(resolve => {
    timer = setTimeout(() => resolve(false), copyTimeout)
  })
  const copied = copying.catch(() => false)
  return Promise.race([copied, late]).finally(() => clearTimeout(timer))
}
