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
}

/** `given`: the link as it came, or ''. `seen`: its key stood where the server was sent it. */
export type RevealStart = {
  given: string
  seen?: boolean
  received: ReceivedSecret | undefined
  clearsClipboard: boolean
}

/** The extension's page on which a secret is read. */
export const RevealModel = createModel((world: RevealModelWorld, start: RevealStart) => {
  const step = signal<RevealStep>({ at: 'reading' })
  const clears = signal(start.clearsClipboard)
  /** What the server wants, as far as it is typed. */
  const passphrase = signal('')
  const forgetting = signal(false)
  /** Whether the link is one whose key the server was sent. Another one is not. */
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
    /** Where what was fetched is kept; none before that. */
    kept: computed(() => step.value && reveal.here()?.kept),
    forgetting,
    seen,
    /** Whether something is lost if the page is left now. */
    losesByLeaving: () => step.peek().at === 'fetching' || reveal.here()?.kept === 'page',
    begin: () => (start.given === '' ? reveal.begin() : paste(start.given)),
    paste,
    giveKey: reveal.giveKey,
    fetch,
    /** Allows the link's server, then reads: one press. */
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
    /** As it came. */
    save(): void {
      const what = reveal.here()?.what
      if (what?.is === 'unread') world.save(what.raw, what.binary)
      if (what?.is === 'text') world.save(what.text, false)
      if (what?.is === 'sealed') world.save(what.raw ?? what.sealed, false)
    },
    /** Nobody has it then: asked once, and done after that. */
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

/** How often the end is asked for: some minutes, as a browser that is busy takes its time to start a worker anew. */
const mostTries = 100

/**
 * Asks for a secret, once. A worker that is stopped meanwhile does not answer; what it had read for us goes on without
 * it, so that the end is asked for, as often as it takes. @throws Fault, as it was answered
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
