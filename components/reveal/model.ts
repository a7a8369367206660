import { createModel, signal } from '@preact/signals'
import { copiedOf } from '../../lib/doors/clipboard'
import type { Call } from '../../lib/doors/messages'
import type { Revealing } from '../../lib/doors/revealing'
import { needsPassphrase, open } from '../../lib/rules/envelope'
import { Fault } from '../../lib/rules/fault'
import { failureOf } from '../../lib/rules/outcome'
import { hostPattern } from '../../lib/rules/server'
import { findSealed } from '../../lib/rules/stored-text'
import { placeOf, readTarget, type Target, withKey } from '../../lib/rules/target'
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
  save: (text: string) => void
  forget: () => Promise<void>
  /** Calls back after so many milliseconds; the answer stops it. */
  later: (run: () => void, ms: number) => () => void
}

export type Start = { token: string; revealing: Revealing | undefined; clearsClipboard: boolean }

/** A secret that was shown is covered again after this long, in milliseconds. */
export const shownFor = 2 * 60_000

export const Reveal = createModel((world: World, start: Start) => {
  const step = signal<Step>({ at: 'reading' })
  const copied = signal<'no' | 'yes' | 'failed'>('no')
  const clears = signal(start.clearsClipboard)
  let stored = start.revealing?.stored
  let stopHiding = () => {}

  async function begin(): Promise<void> {
    const given = start.revealing?.given ?? ''
    if (given !== '') await paste(given)
    else if (stored === undefined) step.value = { at: 'asking' }
    else step.value = { at: 'needsKey' }
  }

  /** A link as it came. It is checked here; nothing is fetched. */
  async function paste(text: string): Promise<void> {
    step.value = { at: 'reading' }
    if (text !== start.revealing?.given) world.keep(text)
    try {
      await arrive(await readTarget(text))
    } catch (error) {
      step.value = { at: 'damaged', given: text, failure: failureOf(error) }
    }
  }

  async function arrive(target: Target): Promise<void> {
    if (stored === undefined) step.value = { at: 'ready', target }
    else await unlock(target)
  }

  /** The key by another way: for a link that came without it, before or after the fetch. */
  async function giveKey(text: string): Promise<void> {
    const now = step.peek()
    if (now.at !== 'ready' && now.at !== 'needsKey') return
    try {
      // Without a link to join it to, only a whole link will do.
      await arrive(now.target ? await withKey(placeOf(now.target), text) : await sealedTarget(text))
    } catch (error) {
      step.value = { ...now, key: failureOf(error) }
    }
  }

  /** The one reading. Only for a person's own press. */
  async function fetch(passphrase?: string): Promise<void> {
    const now = step.peek()
    if (now.at !== 'ready' && now.at !== 'failed' && now.at !== 'gone') return
    const { target } = now
    step.value = { at: 'fetching', target }
    try {
      const asked = { token: start.token, ...placeOf(target), ...(passphrase ? { passphrase } : {}) }
      stored = (await world.call('fetch', asked)).stored
      await unlock(target)
    } catch (error) {
      const failure = failureOf(error)
      step.value = failure.code === 'gone' ? { at: 'gone', target } : { at: 'failed', target, failure }
    }
  }

  /** Allows the link's server, then reads: one press. */
  async function allow(): Promise<void> {
    const now = step.peek()
    if (now.at !== 'failed') return
    if (await world.request(hostPattern(placeOf(now.target).origin))) await fetch()
  }

  /** Opens what was fetched, as often as it takes: the server is out of it. */
  async function unlock(target: Target, passphrase?: string): Promise<void> {
    if (stored === undefined) return
    const locked = needsPassphrase(stored)
    if (target.is === 'unknown') {
      if (findSealed(stored) !== undefined) step.value = { at: 'needsKey', target }
      else show({ text: stored }, false)
      return
    }
    if (locked && passphrase === undefined) {
      step.value = { at: 'needsPassphrase', target, wrong: false }
      return
    }
    step.value = { at: 'opening', target }
    try {
      const { linkKey } = target.link
      show(
        await open(stored, { linkKey, ...(locked && passphrase !== undefined ? { passphrase } : {}) }),
        true,
      )
    } catch {
      step.value = locked ? { at: 'needsPassphrase', target, wrong: true } : { at: 'notOpened' }
    }
  }

  function show(letter: { text: string; note?: string }, sealed: boolean): void {
    step.value = { at: 'shown', letter, sealed, visible: false }
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

  async function forget(): Promise<void> {
    stopHiding()
    stored = undefined
    step.value = { at: 'forgotten' }
    await world.forget()
  }

  return {
    step,
    copied,
    clears,
    begin,
    paste,
    giveKey,
    fetch,
    allow,
    copy,
    forget,
    unlock: async (passphrase: string) => {
      const now = step.peek()
      if (now.at === 'needsPassphrase') await unlock(now.target, passphrase)
    },
    show: () => setVisible(true),
    hide: () => setVisible(false),
    save: () => {
      if (stored !== undefined) world.save(stored)
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
