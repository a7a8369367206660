import { computed, createModel, signal } from '@preact/signals'
import { digestOfCopied } from '../../lib/adapters/clipboard-digest'
import type { Call } from '../../lib/adapters/messages'
import { Fault } from '../../lib/domain/fault'
import { locationOf } from '../../lib/domain/read-link'
import type { ReceivedSecret, RevealResult, SecretLocation } from '../../lib/domain/received-secret'
import { hostPattern } from '../../lib/domain/server'
import { createReveal, type RevealWorld as Outside, type RevealStep } from '../../lib/usecases/reveal'

export type { RevealStep }
export type RevealModelWorld = Pick<Outside, 'copy' | 'later'> & {
  call: Call
  /** Requests a host permission; must be called first in a click handler. */
  request: (pattern: string) => Promise<boolean>
  /** Requests permission to read the clipboard, so that it can be cleared later. */
  requestClipboard: () => Promise<boolean>
  /** Stores a pasted link, so that it survives a reload. */
  keep: (given: string) => void
  /** `binary`: each character is one byte. */
  save: (text: string, binary: boolean) => void
  /** Deletes this tab's link, and every other link to the received secret with this id. */
  forget: (id: string | undefined) => Promise<void>
}

/** `given`: the link as given, or ''. `seen`: the server was sent its key. */
export type RevealStart = {
  given: string
  seen?: boolean
  received: ReceivedSecret | undefined
  clearsClipboard: boolean
}

/** The extension's reveal page. */
export const RevealModel = createModel((world: RevealModelWorld, start: RevealStart) => {
  const step = signal<RevealStep>({ at: 'reading' })
  const clears = signal(start.clearsClipboard)
  /** The passphrase for the server, as typed. */
  const passphrase = signal('')
  const forgetting = signal(false)
  /** Whether the server was sent this link's key. False again for another link. */
  const seen = signal(start.seen ?? false)
  const reveal = createReveal(
    {
      server: {
        find: place => world.call('received', place),
        retrieve: (place, passphrase) => retrieveSurely(world, place, passphrase),
      },
      copy: text => world.copy(text),
      later: world.later,
      changed: next => {
        step.value = next
      },
    },
    start.received,
  )

  async function paste(text: string): Promise<void> {
    if (text !== start.given) {
      world.keep(text)
      seen.value = false
    }
    await reveal.give(text)
  }

  const fetch = () => reveal.fetch(passphrase.peek())

  return {
    step,
    clears,
    passphrase,
    /** Where the fetched secret is stored; undefined before it is fetched. */
    kept: computed(() => step.value && reveal.here()?.kept),
    forgetting,
    seen,
    /** Whether leaving the page now would lose something. */
    losesByLeaving: () => step.peek().at === 'fetching' || reveal.here()?.kept === 'page',
    begin: () => (start.given === '' ? reveal.begin() : paste(start.given)),
    paste,
    giveKey: reveal.giveKey,
    fetch,
    /** Requests permission for the link's server, then fetches: one press. */
    async allow(): Promise<void> {
      const now = step.peek()
      if (now.at !== 'failed') return
      if (await world.request(hostPattern(locationOf(now.target).origin))) await fetch()
    },
    unlock: reveal.unlock,
    retype: reveal.retype,
    show: reveal.show,
    hide: reveal.hide,
    async copy(): Promise<void> {
      const text = await reveal.copy()
      if (text !== undefined && clears.peek()) await world.call('clearClipboard', await digestOfCopied(text))
    },
    async clearAfterwards(): Promise<void> {
      clears.value = !clears.peek() && (await world.requestClipboard())
    },
    /** Saves the response as received. */
    save(): void {
      const what = reveal.here()?.what
      if (what?.is === 'unread') world.save(what.raw, what.binary)
      if (what?.is === 'text') world.save(what.text, false)
      if (what?.is === 'sealed') world.save(what.raw ?? what.sealed, false)
    },
    /** Deletes the last copy. The caller has already asked for confirmation. */
    async forget(): Promise<void> {
      const id = reveal.here()?.id
      reveal.hide()
      if (id !== undefined) await world.call('forgetReceived', { id })
      reveal.forget()
      await world.forget(id)
    },
  }
})
export type RevealModel = InstanceType<typeof RevealModel>

/** Retries for the result: a few minutes' worth, since a busy browser may be slow to restart a worker. */
const mostTries = 100

/**
 * Asks for a secret, once. If the worker is stopped meanwhile, it doesn't answer, but the reader goes on
 * without it, so we keep asking for the result. @throws Fault, as it was answered
 */
async function retrieveSurely(
  { call, later }: Pick<RevealModelWorld, 'call' | 'later'>,
  place: SecretLocation,
  passphrase: string | undefined,
): Promise<RevealResult> {
  let asking = call('reveal', { ...place, ...(passphrase === undefined ? {} : { passphrase }) })
  for (let tries = 0; ; tries++) {
    try {
      return await asking
    } catch (error) {
      if (error instanceof Fault || tries === mostTries) throw error
      await new Promise<void>(resolve => later(resolve, Math.min(2_000, 100 * 2 ** tries)))
      asking = call('revealEnd', place)
    }
  }
}
