import { computed, createModel, signal } from '@preact/signals'
import { copiedOf } from '../../lib/doors/clipboard'
import type { Call } from '../../lib/doors/messages'
import { isWeaklyLocked, open } from '../../lib/rules/envelope'
import { Fault } from '../../lib/rules/fault'
import { failureOf } from '../../lib/rules/outcome'
import { placeOf, readTarget, type Target, withKey } from '../../lib/rules/read-link'
import type { Received } from '../../lib/rules/received'
import { hostPattern } from '../../lib/rules/server'
import { whatIsMissing, whyNoneFits, whyNotOpened } from '../../lib/rules/why-not-opened'
import { readSurely } from './read-surely'
import type { Step } from './step'

export type World = {
  call: Call
  /** Rejects when the clipboard refuses. */
  copy: (text: string) => Promise<void>
  /** Asks the person for a host permission; must be the first thing that a press does. */
  request: (pattern: string) => Promise<boolean>
  /** Asks for the permission to look at the clipboard again, so that it can be emptied. */
  requestClipboard: () => Promise<boolean>
  /** Keeps a link that was pasted, so that a reload does not lose it. */
  keep: (given: string) => void
  /** `binary`: each character is one byte. */
  save: (text: string, binary: boolean) => void
  /** Drops the link, and every other to what was received under this name. */
  forget: (id: string | undefined) => Promise<void>
  /** Calls back after so many milliseconds; the answer stops it. */
  later: (run: () => void, ms: number) => () => void
}

/** `given`: the link as it came, or ''. `seen`: its key stood where the server was sent it. */
export type Start = {
  given: string
  seen?: boolean
  received: Received | undefined
  clearsClipboard: boolean
}

/** A secret that was shown is covered again after this long, in milliseconds. */
export const shownFor = 2 * 60_000
/** Milliseconds after which it is said that a server takes its time. */
const slowAfter = 6_000

export const Reveal = createModel((world: World, start: Start) => {
  const step = signal<Step>({ at: 'reading' })
  const copied = signal<'no' | 'yes' | 'failed'>('no')
  const clears = signal(start.clearsClipboard)
  /** What the server wants, as far as it is typed. */
  const passphrase = signal('')
  const received = signal(start.received)
  const forgetting = signal(false)
  /** Whether the link is one whose key the server was sent. Another one is not. */
  const seen = signal(start.seen ?? false)
  let stopHiding = () => {}

  async function begin(): Promise<void> {
    if (start.given !== '') await paste(start.given)
    else if (start.received) await meet(start.received)
    else step.value = { at: 'asking' }
  }

  /** A link as it came. It is checked here; nothing is fetched. */
  async function paste(text: string): Promise<void> {
    step.value = { at: 'reading' }
    if (text !== start.given) {
      world.keep(text)
      seen.value = false
    }
    try {
      await arrive(await readTarget(text))
    } catch (error) {
      step.value = { at: 'damaged', given: text, failure: failureOf(error) }
    }
  }

  /** What is here already is not asked for again, whatever tab or link led to it. */
  async function arrive(target: Target): Promise<void> {
    // Should nobody answer, it is looked for again before anything is asked of the server.
    const here = received.peek() ?? (await world.call('received', placeOf(target)).catch(() => undefined))
    if (here) await meet(here, target)
    else step.value = { at: 'ready', target }
  }

  /** The key by another way: for a link that came without it, before or after the fetch. */
  async function giveKey(text: string): Promise<void> {
    const now = step.peek()
    if (now.at !== 'ready' && now.at !== 'needsKey') return
    const place = now.target ? placeOf(now.target) : received.peek()?.place
    try {
      // Without a place to join it to, only a whole link will do.
      await arrive(place ? await withKey(place, text) : await sealedTarget(text))
    } catch (error) {
      step.value = { ...now, key: failureOf(error) }
    }
  }

  /** The one reading. Only for a person's own press. */
  async function fetch(): Promise<void> {
    const now = step.peek()
    if (now.at !== 'ready' && now.at !== 'failed' && now.at !== 'gone' && now.at !== 'unread') return
    const { target } = now
    if (!target) return
    step.value = { at: 'fetching', target, slow: false }
    const stop = world.later(() => {
      if (step.peek().at === 'fetching') step.value = { at: 'fetching', target, slow: true }
    }, slowAfter)
    try {
      const typed = passphrase.peek()
      const reading = await readSurely(world, placeOf(target), typed === '' ? undefined : typed)
      if (reading.is === 'received') return await meet(reading.received, target)
      const { failure, asked, earlier } = reading
      step.value =
        failure.code === 'gone'
          ? { at: 'gone', target, ...(earlier === undefined ? {} : { earlier }) }
          : { at: 'failed', target, failure, asked }
    } catch (error) {
      step.value = { at: 'failed', target, failure: failureOf(error), asked: true }
    } finally {
      stop()
    }
  }

  /** Allows the link's server, then reads: one press. */
  async function allow(): Promise<void> {
    const now = step.peek()
    if (now.at !== 'failed') return
    if (await world.request(hostPattern(placeOf(now.target).origin))) await fetch()
  }

  async function meet(here: Received, target?: Target): Promise<void> {
    received.value = here
    const { what } = here
    if (what.is === 'text') return meetText(what.text, target)
    if (what.is === 'unread') {
      step.value = { at: 'unread', failure: what.failure, ...(target ? { target } : {}) }
      return
    }
    await unlock(what.sealed, target)
  }

  /** A link with a key leads to a sealed text: what came instead may be anybody's, and is not passed off as the secret. */
  function meetText(text: string, target?: Target): void {
    if (target?.is === 'sealed') step.value = { at: 'notOpened', why: whatIsMissing(text) }
    else show({ text }, false)
  }

  /**
   * Opens what was fetched, as often as it takes: the server is out of it. The link decides whether it takes a
   * passphrase: a server could put in a text that is locked by less.
   */
  async function unlock(sealed: string, target?: Target, typed?: string): Promise<void> {
    if (target?.is !== 'sealed') {
      step.value = { at: 'needsKey', ...(target ? { target } : {}) }
      return
    }
    const { linkKey, passphrase: locked } = target.link
    const why = whyNoneFits(sealed, locked)
    if (why) {
      step.value = { at: 'notOpened', why }
      return
    }
    if (locked && typed === undefined) {
      step.value = { at: 'needsPassphrase', target, wrong: false }
      return
    }
    step.value = { at: 'opening', target }
    const lock = locked && typed !== undefined ? { linkKey, passphrase: typed } : { linkKey }
    try {
      show(await open(sealed, lock), true, locked && isWeaklyLocked(sealed))
    } catch {
      const why = await whyNotOpened(sealed, lock)
      // Another link's text cannot be told from a wrong passphrase.
      const again = locked && why === 'otherLink'
      step.value = again ? { at: 'needsPassphrase', target, wrong: true } : { at: 'notOpened', why }
    }
  }

  function show(letter: { text: string; note?: string }, sealed: boolean, weak = false): void {
    step.value = { at: 'shown', letter, sealed, ...(weak ? { weak } : {}), visible: false }
  }

  function setVisible(visible: boolean): void {
    const now = step.peek()
    stopHiding()
    if (now.at !== 'shown') return
    step.value = { ...now, visible }
    if (visible) stopHiding = world.later(() => setVisible(false), shownFor)
  }

  async function copy(): Promise<void> {
    const now = step.peek()
    if (now.at !== 'shown') return
    const { text } = now.letter
    copied.value = await world.copy(text).then(
      () => 'yes' as const,
      () => 'failed' as const,
    )
    if (copied.peek() === 'yes' && clears.peek()) await world.call('clearClipboard', await copiedOf(text))
  }

  /** Nobody has it then: asked once, and done after that. */
  async function forget(): Promise<void> {
    const here = received.peek()
    stopHiding()
    if (here) await world.call('forgetReceived', { id: here.id })
    received.value = undefined
    step.value = { at: 'forgotten' }
    await world.forget(here?.id)
  }

  return {
    step,
    copied,
    clears,
    passphrase,
    /** Where what was fetched is kept; none before that. */
    kept: computed(() => received.value?.kept),
    forgetting,
    seen,
    /** Whether something is lost if the page is left now. */
    losesByLeaving: () => step.peek().at === 'fetching' || received.peek()?.kept === 'page',
    begin,
    paste,
    giveKey,
    fetch,
    allow,
    copy,
    forget,
    unlock: async (typed: string) => {
      const now = step.peek()
      const what = received.peek()?.what
      if (now.at === 'needsPassphrase' && what?.is === 'sealed') await unlock(what.sealed, now.target, typed)
    },
    show: () => setVisible(true),
    hide: () => setVisible(false),
    save: () => {
      const what = received.peek()?.what
      if (what?.is === 'unread') world.save(what.raw, what.binary)
      if (what?.is === 'text') world.save(what.text, false)
      if (what?.is === 'sealed') world.save(what.raw ?? what.sealed, false)
    },
    async clearAfterwards(): Promise<void> {
      clears.value = !clears.peek() && (await world.requestClipboard())
    },
  }
})
export type Reveal = InstanceType<typeof Reveal>

async function sealedTarget(text: string): Promise<Target> {
  const target = await readTarget(text)
  if (target.is !== 'sealed') throw new Fault('needsKey')
  return target
}
