import { Fault, faultOf } from '../domain/fault'
import { isWeaklyLocked, open } from '../domain/jwe-envelope'
import type { LinkTarget } from '../domain/link'
import { mismatchOf, missingPartOf, type OpenFailure, openFailureOf } from '../domain/open-failure'
import type { Payload } from '../domain/payload'
import { type LoneKey, locationOf, readTarget, type Target, withKey } from '../domain/read-link'
import type { ReceivedSecret, RevealResult } from '../domain/received-secret'
import type { Failure } from '../domain/share-outcome'

/** Where the reading of one secret stands. Nothing is on the screen that is not said here. */
export type RevealStep =
  /** No link yet. `alone`: but a key without its link. */
  | { at: 'asking'; alone?: LoneKey }
  | { at: 'reading' }
  /** The link does not pass its check: nothing is fetched with it. */
  | { at: 'damaged'; given: string; failure: Failure }
  /** A good link. `key`: what is wrong with a key that was given for it. */
  | { at: 'ready'; target: Target; key?: Failure }
  /** The server was asked. `slow`: it takes its time, and whoever leaves now may lose the secret. */
  | { at: 'fetching'; target: Target; slow: boolean }
  /** Here, and sealed; but its key is not here yet. */
  | { at: 'needsKey'; target?: Target; key?: Failure }
  | { at: 'needsPassphrase'; target?: Target; wrong: boolean }
  | { at: 'opening'; target?: Target }
  /** `weak`: sealed with a passphrase that can be tried very fast. */
  | { at: 'shown'; payload: Payload; sealed: boolean; weak?: true; visible: boolean; copied: CopyState }
  /** Here, and does not open with this link. */
  | { at: 'notOpened'; target?: Target; why: OpenFailure }
  /** Something came that can't be read: it may be all that is left of the secret. */
  | { at: 'unread'; failure: Failure; target?: Target }
  /** The server has nothing. `earlier`: when this browser asked before and never learned the end, in milliseconds. */
  | { at: 'gone'; target: Target; earlier?: number }
  /** `asked`: the server was asked for the secret itself, so it may be used up. */
  | { at: 'failed'; target: Target; failure: Failure; asked: boolean }
  | { at: 'forgotten' }

export type CopyState = 'no' | 'yes' | 'failed'

export type RevealWorld = {
  /** The way to the server. None where a person goes there, and brings what it shows. */
  server?: {
    /** What this browser has of a place already. */
    find: (place: LinkTarget) => Promise<ReceivedSecret | undefined>
    /** The one retrieval. The passphrase is the server's own. */
    retrieve: (place: LinkTarget, passphrase: string | undefined) => Promise<RevealResult>
  }
  /** Rejects when the clipboard refuses. */
  copy: (text: string) => Promise<void>
  /** Calls back after so many milliseconds; the answer stops it. */
  later: (run: () => void, ms: number) => () => void
  /** Told of every step. */
  changed: (step: RevealStep) => void
}

/** What was fetched, or brought by a person: then it is kept nowhere, and has no name. */
type Here = Partial<ReceivedSecret> & Pick<ReceivedSecret, 'what'>

/** A secret that was shown is covered again after this long, in milliseconds. */
export const revealTimeout = 2 * 60_000
/** Milliseconds after which it is said that a server takes its time. */
const slowAfter = 6_000

/**
 * The reading of one secret: its link is checked, it is fetched and kept, opened, shown. `here`: what this browser has of
 * it already.
 */
export function createReveal({ server, copy, later, changed }: RevealWorld, received?: ReceivedSecret) {
  let step: RevealStep = { at: 'reading' }
  let here: Here | undefined = received
  let target: Target | undefined
  let alone: LoneKey | undefined
  let stopHiding = () => {}
  // An answer to something older is dropped: of links by the first count, of openings by the second.
  let links = 0
  let openings = 0

  function set(next: RevealStep): void {
    step = next
    changed(next)
  }

  /** A link as it came. It is checked here; nothing is fetched. */
  async function give(text: string, read = readTarget): Promise<void> {
    const mine = ++links
    try {
      const next = await read(text)
      if (mine === links) await arrive(next)
    } catch (error) {
      if (mine !== links) return
      target = undefined
      alone = undefined
      set({ at: 'damaged', given: text, failure: failureIn(error) })
    }
  }

  /** What is here already is not asked for again, whatever tab or link led to it. */
  async function arrive(next: Target): Promise<void> {
    const mine = links
    // Should nobody answer, it is looked for again before anything is asked of the server.
    const found = here ?? (await server?.find(locationOf(next)).catch(() => undefined))
    if (mine !== links) return
    here = found
    target = next
    alone = undefined
    await meet()
  }

  /** The key by another way: for a link that came without it, before or after the fetch. */
  async function giveKey(text: string): Promise<void> {
    const now = step
    if (now.at !== 'ready' && now.at !== 'needsKey') return
    const mine = ++links
    const place = now.target ? locationOf(now.target) : here?.place
    try {
      // Without a place to join it to, only a whole link will do.
      const joined = place ? await withKey(place, text) : await sealedTarget(text)
      const repairs = [...new Set([...(now.target?.repairs ?? []), ...joined.repairs])]
      if (mine === links) await arrive({ ...joined, repairs })
    } catch (error) {
      if (mine === links) set({ ...now, key: failureIn(error) })
    }
  }

  /** No link any more, or a key without one: enough where what it opens is at hand. */
  async function giveAlone(key: LoneKey | undefined): Promise<void> {
    links++
    target = undefined
    alone = key
    await meet()
  }

  /** What a person was shown by the server, with a sealed text in it; `undefined`: it was taken back. */
  async function bring(sealed: string | undefined): Promise<void> {
    here = sealed === undefined ? undefined : { what: { is: 'sealed', sealed } }
    openings++
    if (step.at !== 'reading' && step.at !== 'damaged') await meet()
  }

  /** The one retrieval. Only for a person's own press. */
  async function fetch(passphrase: string): Promise<void> {
    const now = step
    if (now.at !== 'ready' && now.at !== 'failed' && now.at !== 'gone' && now.at !== 'unread') return
    const { target } = now
    if (!target || !server) return
    set({ at: 'fetching', target, slow: false })
    const stop = later(() => {
      if (step.at === 'fetching') set({ ...step, slow: true })
    }, slowAfter)
    try {
      const reading = await server.retrieve(locationOf(target), passphrase === '' ? undefined : passphrase)
      if (reading.is === 'received') {
        here = reading.received
        return await meet()
      }
      const { failure, asked, earlier } = reading
      set(
        failure.code === 'gone'
          ? { at: 'gone', target, ...(earlier === undefined ? {} : { earlier }) }
          : { at: 'failed', target, failure, asked },
      )
    } catch (error) {
      set({ at: 'failed', target, failure: failureIn(error), asked: true })
    } finally {
      stop()
    }
  }

  /** The step that follows from what is known and what is here. */
  async function meet(passphrase?: string): Promise<void> {
    const known = target ? { target } : {}
    if (!here) return set(target ? { at: 'ready', target } : { at: 'asking', ...(alone && { alone }) })
    const { what } = here
    if (what.is === 'sealed') return unlock(what.sealed, passphrase)
    if (what.is === 'unread') return set({ at: 'unread', failure: what.failure, ...known })
    // A link with a key leads to a sealed text: what came instead may be anybody's, and is not passed off as the secret.
    if (target?.is === 'sealed') return set({ at: 'notOpened', why: missingPartOf(what.text), ...known })
    set(shown({ text: what.text }, false))
  }

  /**
   * Opens what is here, as often as it takes: the server is out of it. The link decides whether it takes a passphrase: a
   * server could put in a text that is locked by less.
   */
  async function unlock(sealed: string, passphrase: string | undefined): Promise<void> {
    const known = target ? { target } : {}
    const key = target?.is === 'sealed' ? target.link : alone
    if (!key) return set({ at: 'needsKey', ...known })
    const { linkKey, passphrase: locked } = key
    const none = mismatchOf(sealed, locked)
    if (none) return set({ at: 'notOpened', why: none, ...known })
    if (locked && passphrase === undefined) return set({ at: 'needsPassphrase', wrong: false, ...known })
    const mine = ++openings
    set({ at: 'opening', ...known })
    const lock = locked && passphrase !== undefined ? { linkKey, passphrase } : { linkKey }
    const next = await open(sealed, lock).then(
      payload => shown(payload, true, locked && isWeaklyLocked(sealed)),
      async (): Promise<RevealStep> => {
        const why = await openFailureOf(sealed, lock)
        // Another link's text cannot be told from a wrong passphrase.
        return locked && why === 'otherLink'
          ? { at: 'needsPassphrase', wrong: true, ...known }
          : { at: 'notOpened', why, ...known }
      },
    )
    if (mine !== openings) return
    // What opened it is not needed any more, nor what a person brought.
    if (next.at === 'shown') reset(next, here?.id === undefined ? undefined : here)
    else set(next)
  }

  function reset(next: RevealStep, left?: Here): void {
    stopHiding()
    links++
    openings++
    here = left
    target = undefined
    alone = undefined
    set(next)
  }

  function setVisible(visible: boolean): void {
    stopHiding()
    if (step.at !== 'shown') return
    set({ ...step, visible })
    if (visible) stopHiding = later(() => setVisible(false), revealTimeout)
  }

  return {
    /** What is here, and where it is kept. */
    here: () => here,
    /** Meets what is here already, or asks for a link. */
    begin: () => meet(),
    give,
    giveKey,
    giveAlone,
    bring,
    fetch,
    /** Tries a passphrase of the sender's. */
    async unlock(passphrase: string): Promise<void> {
      if (step.at === 'needsPassphrase' || step.at === 'notOpened') await meet(passphrase)
    },
    /** What is typed anew is not wrong yet. */
    retype(): void {
      if (step.at === 'needsPassphrase' && step.wrong) set({ ...step, wrong: false })
    },
    show: () => setVisible(true),
    hide: () => setVisible(false),
    /** @returns the text, if it is on the clipboard now */
    async copy(): Promise<string | undefined> {
      if (step.at !== 'shown') return undefined
      const { text } = step.payload
      const copied = await copy(text).then(
        () => 'yes' as const,
        () => 'failed' as const,
      )
      if (step.at === 'shown') set({ ...step, copied })
      return copied === 'yes' ? text : undefined
    },
    /** Everything is dropped, and another link is waited for. */
    startOver: (next: 'asking' | 'reading' = 'asking') => reset({ at: next }),
    forget: () => reset({ at: 'forgotten' }),
  }
}

/** `failureOf`, without the schemas beside it: Zod would be a sixth of the opener's page. */
function failureIn(error: unknown): Failure {
  const { code, facts } = faultOf(error)
  return { code, ...facts }
}

const shown = (payload: Payload, sealed: boolean, weak = false): RevealStep => ({
  at: 'shown',
  payload,
  sealed,
  ...(weak ? { weak } : {}),
  visible: false,
  copied: 'no',
})

async function sealedTarget(text: string): Promise<Target> {
  const target = await readTarget(text)
  if (target.is !== 'sealed') throw new Fault('needsKey')
  return target
}
