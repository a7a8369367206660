import { isWeaklyLocked, type Lock, open } from '../../lib/rules/envelope'
import type { Payload } from '../../lib/rules/payload'
import { readOpenerLink } from '../../lib/rules/read-link'
import { type WhyNot, whyNoneFits, whyNotOpened } from '../../lib/rules/why-not-opened'
import { type Link, readGivenLink, readGivenSealed, type Sealed, sorted, type Typed, whole } from './given'

export type World = {
  /** Rejects when the clipboard refuses. */
  copy: (text: string) => Promise<void>
  /** Does something after so many milliseconds, unless what is answered is called before. */
  later: (milliseconds: number, act: () => void) => () => void
  /** Told after every change. */
  changed: () => void
}

/**
 * From what was given to the text. `notOpened`: what was pasted and the link do not fit, or a piece is missing. `weak`:
 * sealed with a passphrase that can be tried very fast.
 */
export type Stage =
  | { at: 'gathering'; failure?: 'wrongPassphrase' }
  | { at: 'gathering'; failure: 'notOpened'; why: WhyNot }
  | { at: 'opening' }
  | { at: 'opened'; letter: Payload; weak?: true; shown: boolean; copied: 'no' | 'yes' | 'failed' }
  | { at: 'forgotten' }

export type State = {
  typed: Typed
  link: Link
  sealed: Sealed
  /** Whether the person has gone to the server's page. */
  went: boolean
  stage: Stage
}

/** Milliseconds that the text stays in sight. */
export const shownFor = 2 * 60_000

const blank: State = {
  typed: { link: '', key: '', sealed: '', passphrase: '' },
  link: { at: 'none' },
  sealed: { at: 'none' },
  went: false,
  stage: { at: 'gathering' },
}

/** What of a link opens the text, once it is known. */
export const keyOf = ({ link }: State) =>
  link.at === 'key' ? link : link.at === 'whole' ? link.link : undefined

/** The link decides: a text that claims to need less than its link says is not opened. */
export const needsPassphrase = (state: State): boolean =>
  keyOf(state)?.passphrase ?? (state.sealed.at === 'found' && state.sealed.passphrase)

/** Without signals: the page is small, is drawn anew with every change, and must stay under 25 kB gzipped. */
export function createOpener(world: World) {
  let state = blank
  let stopHiding = () => {}
  // An answer to something older is dropped: of links by the first count, of texts by the second.
  let links = 0
  let turn = 0

  function set(patch: Partial<State>): void {
    state = { ...state, ...patch }
    world.changed()
  }

  async function write(patch: Partial<Typed>): Promise<void> {
    // A browser may still tell what was typed into a field that is gone, and nothing pasted takes an open secret away.
    if (state.stage.at === 'opened') return
    const given = sorted(patch)
    const typed = { ...state.typed, ...given }
    turn++
    set({ typed, sealed: readGivenSealed(typed.sealed), stage: { at: 'gathering' } })
    if (given.link !== undefined || given.key !== undefined) {
      if (!(await take(readGivenLink(typed.link, typed.key)))) return
    }
    // A passphrase is complete when the person says so.
    if (given.passphrase === undefined) await unseal()
  }

  /** Whether it is still this link that is meant. */
  async function take(reading: Promise<Link>): Promise<boolean> {
    const mine = ++links
    const link = await reading
    if (mine !== links) return false
    set({ link })
    return true
  }

  /** Takes the fragment that the page was opened with, hash and all. Where the page lies does not matter. */
  async function arrive(fragment: string): Promise<void> {
    if (fragment.length < 2) return
    startOver()
    set({ link: { at: 'reading' } })
    await take(
      readOpenerLink(`file:///${fragment}`).then(whole, () => ({
        at: 'wrong',
        why: 'linkDamaged',
      })),
    )
  }

  async function unseal(): Promise<void> {
    const { sealed, stage, typed } = state
    const key = keyOf(state)
    if (!key || sealed.at !== 'found' || stage.at !== 'gathering') return
    const { linkKey } = key
    const none = whyNoneFits(sealed.text, key.passphrase)
    if (none) return set({ stage: { at: 'gathering', failure: 'notOpened', why: none } })
    const { passphrase } = typed
    if (key.passphrase && passphrase === '') return
    const lock: Lock = key.passphrase ? { linkKey, passphrase } : { linkKey }
    const mine = ++turn
    set({ stage: { at: 'opening' } })
    const weak = key.passphrase && isWeaklyLocked(sealed.text) ? { weak: true as const } : {}
    const next = await open(sealed.text, lock).then(
      (letter): Stage => ({ at: 'opened', letter, ...weak, shown: false, copied: 'no' }),
      async (): Promise<Stage> => {
        const why = await whyNotOpened(sealed.text, lock)
        // Another link's text cannot be told from a wrong passphrase.
        return key.passphrase && why === 'otherLink'
          ? { at: 'gathering', failure: 'wrongPassphrase' }
          : { at: 'gathering', failure: 'notOpened', why }
      },
    )
    if (mine !== turn) return
    // What opened it is not needed any more.
    if (next.at === 'opened') reset(next)
    else set({ stage: next })
  }

  function reset(stage: Stage): void {
    stopHiding()
    links++
    turn++
    set({ ...blank, stage })
  }

  const startOver = (): void => reset({ at: 'gathering' })

  function view(patch: Partial<Pick<Extract<Stage, { at: 'opened' }>, 'shown' | 'copied'>>): void {
    const { stage } = state
    if (stage.at === 'opened') set({ stage: { ...stage, ...patch } })
  }

  function hide(): void {
    stopHiding()
    view({ shown: false })
  }

  function show(): void {
    stopHiding()
    view({ shown: true })
    stopHiding = world.later(shownFor, hide)
  }

  async function copy(): Promise<void> {
    const { stage } = state
    if (stage.at !== 'opened') return
    const copied = await world.copy(stage.letter.text).then(
      () => 'yes' as const,
      () => 'failed' as const,
    )
    view({ copied })
  }

  return {
    now: (): State => state,
    arrive,
    write,
    unseal,
    startOver,
    show,
    hide,
    copy,
    /** Pasted anywhere on the page. */
    paste: (text: string) => write({ sealed: text }),
    go: () => set({ went: true }),
    forget: () => reset({ at: 'forgotten' }),
  }
}
export type Opener = ReturnType<typeof createOpener>
