import { Fault, failureOf } from '../domain/fault'
import { isWeaklyLocked, open } from '../domain/jwe-envelope'
import type { LinkTarget } from '../domain/link'
import { mismatchOf, missingPartOf, type OpenFailure, openFailureOf } from '../domain/open-failure'
import type { Payload } from '../domain/payload'
import { type LoneKey, locationOf, readTarget, type Target, withKey } from '../domain/read-link'
import type { ReceivedSecret, RevealResult } from '../domain/received-secret'
import type { Failure } from '../domain/share-outcome'
import { payloadText } from '../domain/shared-file'

/** The state of revealing one secret. It determines everything on the screen. */
export type RevealStep =
  /** No link yet. `alone`: a key without its link. */
  | { at: 'asking'; alone?: LoneKey }
  | { at: 'reading' }
  /** The link fails its check: nothing is fetched with it. */
  | { at: 'damaged'; given: string; failure: Failure }
  /** A valid link. `key`: what is wrong with the key that was given for it. */
  | { at: 'ready'; target: Target; key?: Failure }
  /** The request was made. `slow`: it is taking long, and leaving now may lose the secret. */
  | { at: 'fetching'; target: Target; slow: boolean }
  /** The sealed text is here, but its key is missing. */
  | { at: 'needsKey'; target?: Target; key?: Failure }
  | { at: 'needsPassphrase'; target?: Target; wrong: boolean }
  | { at: 'opening'; target?: Target }
  /** `weak`: sealed with a passphrase that can be guessed very fast. */
  | { at: 'shown'; payload: Payload; sealed: boolean; weak?: true; visible: boolean; copied: CopyState }
  /** The text is here, but this link does not open it. */
  | { at: 'notOpened'; target?: Target; why: OpenFailure }
  /** The answer can't be read: it may be all that is left of the secret. */
  | { at: 'unread'; failure: Failure; target?: Target }
  /**
   * The server has nothing. `earlier`: when this browser requested it before without learning the result,
   * in milliseconds.
   */
  | { at: 'gone'; target: Target; earlier?: number }
  /** `asked`: the secret itself was requested, so it may be used up. */
  | { at: 'failed'; target: Target; failure: Failure; asked: boolean }
  | { at: 'forgotten' }

export type CopyState = 'no' | 'yes' | 'failed'

export type RevealWorld = {
  /** Access to the server. Absent if the user visits it and pastes what it shows. */
  server?: {
    /** What this browser already has from a location. */
    find: (place: LinkTarget) => Promise<ReceivedSecret | undefined>
    /** Retrieves it, which works only once. The passphrase is the one the server checks. */
    retrieve: (place: LinkTarget, passphrase: string | undefined) => Promise<RevealResult>
  }
  /** Rejects when the clipboard refuses. */
  copy: (text: string) => Promise<void>
  /** Calls back after this many milliseconds; the returned function cancels it. */
  later: (run: () => void, ms: number) => () => void
  /** Called for every step. */
  changed: (step: RevealStep) => void
}

/** A fetched secret, or one pasted by the user, which is not stored and has no id. */
type Here = Partial<ReceivedSecret> & Pick<ReceivedSecret, 'what'>

/** A revealed secret is hidden again after this long, in milliseconds. */
export const revealTimeout = 2 * 60_000
/** Milliseconds after which a request counts as slow. */
const slowAfter = 6_000

/**
 * Reveals one secret: checks its link, fetches and stores it, opens it, shows it. `received`: what this
 * browser already has of it.
 */
export function createReveal({ server, copy, later, changed }: RevealWorld, received?: ReceivedSecret) {
  let step: RevealStep = { at: 'reading' }
  let here: Here | undefined = received
  let target: Target | undefined
  let alone: LoneKey | undefined
  let stopHiding = () => {}
  // Counters for dropping outdated results: of links, and of opening attempts.
  let links = 0
  let openings = 0

  function set(next: RevealStep): void {
    step = next
    changed(next)
  }

  /** A link as it arrived. It is checked here; nothing is fetched. */
  async function give(text: string, read = readTarget): Promise<void> {
    const mine = ++links
    try {
      const next = await read(text)
      if (mine === links) await arrive(next)
    } catch (error) {
      if (mine !== links) return
      target = undefined
      alone = undefined
      set({ at: 'damaged', given: text, failure: failureOf(error) })
    }
  }

  /** What is already here is not requested again, whatever tab or link led to it. */
  async function arrive(next: Target): Promise<void> {
    const mine = links
    const place = locationOf(next)
    const same =
      !here?.place || (here.place.origin === place.origin && here.place.secretKey === place.secretKey)
    // If this lookup fails, it is repeated before any request to the server.
    const found = (same && here) || (await server?.find(place).catch(() => undefined))
    if (mine !== links) return
    here = found
    target = next
    alone = undefined
    await meet()
  }

  /** A key that was sent separately: for a link without one, before or after the fetch. */
  async function giveKey(text: string): Promise<void> {
    const now = step
    if (now.at !== 'ready' && now.at !== 'needsKey') return
    const mine = ++links
    const place = now.target ? locationOf(now.target) : here?.place
    try {
      // Without a location to join it to, only a whole link will do.
      const joined = place ? await withKey(place, text) : await sealedTarget(text)
      const repairs = [...new Set([...(now.target?.repairs ?? []), ...joined.repairs])]
      if (mine === links) await arrive({ ...joined, repairs })
    } catch (error) {
      if (mine === links) set({ ...now, key: failureOf(error) })
    }
  }

  /** No link any more, or a key without one: enough if the text it opens is already here. */
  async function giveAlone(key: LoneKey | undefined): Promise<void> {
    links++
    target = undefined
    alone = key
    await meet()
  }

  /** A text with a sealed text in it, pasted from the server's page; `undefined` if it was removed again. */
  async function bring(sealed: string | undefined): Promise<void> {
    here = sealed === undefined ? undefined : { what: { is: 'sealed', sealed } }
    openings++
    if (step.at !== 'reading' && step.at !== 'damaged') await meet()
  }

  /** Retrieves the secret, which works only once. Only call this for an explicit user action. */
  async function fetch(passphrase: string): Promise<void> {
    const now = step
    if (now.at !== 'ready' && now.at !== 'failed' && now.at !== 'gone' && now.at !== 'unread') return
    const { target } = now
    if (!target || !server) return
    const mine = links
    set({ at: 'fetching', target, slow: false })
    const stop = later(() => {
      if (step.at === 'fetching') set({ ...step, slow: true })
    }, slowAfter)
    try {
      const reading = await server.retrieve(locationOf(target), passphrase === '' ? undefined : passphrase)
      // Another link came meanwhile: what was fetched is found again by its own.
      if (mine !== links) return
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
      if (mine === links) set({ at: 'failed', target, failure: failureOf(error), asked: true })
    } finally {
      stop()
    }
  }

  /** Sets the step that follows from what is known and what is here. */
  async function meet(passphrase?: string): Promise<void> {
    const known = target ? { target } : {}
    if (!here) return set(target ? { at: 'ready', target } : { at: 'asking', ...(alone && { alone }) })
    const { what } = here
    if (what.is === 'sealed') return unlock(what.sealed, passphrase)
    if (what.is === 'unread') return set({ at: 'unread', failure: what.failure, ...known })
    // A link with a key leads to a sealed text: anything else may be anybody's, and is not passed off as
    // the secret.
    if (target?.is === 'sealed') return set({ at: 'notOpened', why: missingPartOf(what.text), ...known })
    set(shown({ text: what.text }, false))
  }

  /**
   * Opens what is here, as often as necessary, without the server. The link decides whether a passphrase is
   * needed: otherwise a server could substitute a text with a weaker lock.
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
        // Another link's text is indistinguishable from a wrong passphrase.
        return locked && why === 'otherLink'
          ? { at: 'needsPassphrase', wrong: true, ...known }
          : { at: 'notOpened', why, ...known }
      },
    )
    if (mine !== openings) return
    // What opened it is no longer needed, nor is what the user pasted.
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
    /** What is here, and where it is stored. */
    here: () => here,
    /** Starts with what is already here, or asks for a link. */
    begin: () => meet(),
    give,
    giveKey,
    giveAlone,
    bring,
    fetch,
    /** Tries a passphrase set by the sender. */
    async unlock(passphrase: string): Promise<void> {
      if (step.at === 'needsPassphrase' || step.at === 'notOpened') await meet(passphrase)
    },
    /** A passphrase that is being retyped is not wrong yet. */
    retype(): void {
      if (step.at === 'needsPassphrase' && step.wrong) set({ ...step, wrong: false })
    },
    show: () => setVisible(true),
    hide: () => setVisible(false),
    /** @returns the text if it was copied to the clipboard */
    async copy(): Promise<string | undefined> {
      if (step.at !== 'shown') return undefined
      const text = payloadText(step.payload)
      if (text === undefined) return undefined
      const copied = await copy(text).then(
        () => 'yes' as const,
        () => 'failed' as const,
      )
      if (step.at === 'shown') set({ ...step, copied })
      return copied === 'yes' ? text : undefined
    },
    /** Drops everything and waits for another link. */
    startOver: (next: 'asking' | 'reading' = 'asking') => reset({ at: next }),
    forget: () => reset({ at: 'forgotten' }),
    /** Drops the link and what it opened. What was fetched stays, to be opened by its link again. */
    close: () => {
      if (here?.id === undefined) return reset({ at: 'forgotten' })
      reset({ at: 'needsKey' }, here)
    },
  }
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
