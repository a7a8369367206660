import { computed, createModel, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Call } from '../../lib/adapters/messages'
import { keyPart, withoutKey } from '../../lib/domain/link'
import type { RecentLink } from '../../lib/domain/share-outcome'
import { createBurn } from '../burn-state'
import { type CopyFeedback, copier } from '../copy-feedback'
import { drawQrCode, type QrCode } from './qr-code'
import { fillMessage, type recipientMessage } from './recipient-message'

export type SharedWorld = {
  call: Call
  /** Rejects if the clipboard refuses. */
  copy: (text: string) => Promise<void>
  now: () => number
  /** Calls `run` after `ms` milliseconds; the result cancels it. */
  later: (run: () => void, ms: number) => () => void
  /** Returns to an empty composer, and forgets the link. */
  leave: () => Promise<void>
  /** Asks the background whether the link is still stored: it knows reasons besides its timeout. */
  look: () => Promise<void>
  /** Loads the words for the recipient; false if their language can't be read, and the sender's is used. */
  loadWords: () => Promise<boolean>
  /** The message template, and the values of its placeholders, in the words that are loaded. */
  message: (keyApart: boolean) => ReturnType<typeof recipientMessage>
}

/** The ways to send a link; one is shown at a time. */
export type SendingWay = 'message' | 'code' | 'apart'

/** Milliseconds before asking again. */
const again = 5_000

export const SharedCardModel = createModel((world: SharedWorld, told: ReadonlySignal<RecentLink>) => {
  const { shared } = told.peek()
  const way = signal<SendingWay | undefined>(undefined)
  const copied = signal<CopyFeedback>('no')
  const keyCopied = signal<CopyFeedback>('no')
  const valueShown = signal(false)
  const valueCopied = signal<CopyFeedback>('no')
  const note = signal('')
  const keyApart = signal(false)
  const message = computed(() => {
    const { template, places } = world.message(keyApart.value)
    return fillMessage(template, { ...places, note: note.value })
  })
  const messageCopied = signal<CopyFeedback>('no')
  const ownLanguage = signal(shared.ownLanguage === true)
  const code = signal<QrCode | undefined>(undefined)
  const { burn, ...burning } = createBurn(world.call)

  const copy = copier(world.copy)
  const apart = createApart(shared.link, copy)

  /**
   * A link the person has copied isn't moved to the earlier links. If the popup closes on the press, it is.
   */
  const tell = async (what: 'link' | 'value', step: CopyFeedback) => {
    if (step === 'yes') await world.call('copied', { id: shared.id, what }).catch(() => {})
  }
  /** A message without the key is half of the link. */
  const tellMessage = () =>
    tell('link', keyApart.peek() && keyCopied.peek() !== 'yes' ? 'no' : messageCopied.peek())

  return {
    arrived: computed(() => told.value.copied),
    shared: signal(shared),
    until: computed(() => told.value.until),
    way,
    copied,
    note,
    message,
    messageCopied,
    /** Whether the recipient gets something in the sender's language, as theirs could not be read. */
    ownLanguage,
    code,
    apart: {
      ...apart,
      async copyNext(): Promise<void> {
        await apart.copyNext()
        if (apart.step.peek()?.at === 'done') await tell('link', 'yes')
      },
    },
    ...burning,
    /** Shows one way, or hides it again. */
    async turnTo(chosen: SendingWay): Promise<void> {
      if (chosen === 'message' && !(await world.loadWords())) ownLanguage.value = true
      way.value = way.peek() === chosen ? undefined : chosen
      if (way.peek() === 'code') code.value ??= await drawQrCode(shared.link)
    },
    keyCopied,
    /** Copies the key alone, for a link or a message without it. */
    async copyKey(): Promise<void> {
      keyCopied.value = await copy(keyPart(shared.link))
      if (keyApart.peek()) await tellMessage()
    },
    /** The server-generated value: masked until the person shows it. */
    value: computed(() => (valueShown.value ? shared.value : shared.value && '••••••••••••')),
    valueShown,
    valueCopied,
    turnValue: () => {
      valueShown.value = !valueShown.peek()
    },
    async copyValue(): Promise<void> {
      valueCopied.value = await copy(shared.value ?? '')
      await tell('value', valueCopied.peek())
    },
    async copyLink(): Promise<void> {
      copied.value = await copy(shared.link)
      await tell('link', copied.peek())
    },
    /** The person copied the link with the browser's own means. */
    tookLink: () => tell('link', 'yes'),
    writeNote: (text: string) => {
      note.value = text
      messageCopied.value = 'no'
    },
    keyApart,
    leaveOutKey: (chosen: boolean) => {
      keyApart.value = chosen
      messageCopied.value = 'no'
      keyCopied.value = 'no'
    },
    async copyMessage(): Promise<void> {
      messageCopied.value = await copy(message.peek())
      await tellMessage()
    },
    async burn(): Promise<void> {
      await burn(shared.id)
      // The card stays and says so; a popup opened later shouldn't show a dead link.
      if (burning.burning.peek().at === 'done')
        await world.call('forgetLink', { id: shared.id }).catch(() => {})
    },
    leave: world.leave,
    /** Has the link forgotten when it times out, even while it is being shown. The result stops the watch. */
    watch(): () => void {
      let stop = () => {}
      const wait = (ms: number) => {
        stop = world.later(() => {
          void world.look().catch(() => {})
          wait(again)
        }, ms)
      }
      wait(Math.max(0, told.peek().until - world.now()))
      return () => stop()
    },
  }
})
export type SharedCardModel = InstanceType<typeof SharedCardModel>

/** The half to copy next. A half that failed to copy isn't skipped. */
type Apart = { at: 'link' | 'key' | 'done'; failed: boolean }

/**
 * Sends the link and its key separately. `undefined` for links whose key isn't in them, or that have none.
 */
function createApart(link: string, copy: (text: string) => Promise<CopyFeedback>) {
  const halves = halvesOf(link)
  const apart: Signal<Apart | undefined> = signal(halves && { at: 'link', failed: false })
  return {
    step: apart,
    async copyNext(): Promise<void> {
      const now = apart.peek()
      if (!halves || !now) return
      const half = now.at === 'key' ? 'key' : 'link'
      const failed = (await copy(halves[half])) === 'failed'
      if (failed) apart.value = { at: half, failed }
      else apart.value = { at: half === 'link' ? 'key' : 'done', failed }
    },
  }
}

function halvesOf(link: string): { link: string; key: string } | undefined {
  try {
    return { link: withoutKey(link), key: keyPart(link) }
  } catch {
    return undefined
  }
}
