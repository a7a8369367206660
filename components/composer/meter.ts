import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Settings } from '../../lib/doors/settings'
import { type Draft, letterOf } from '../../lib/rules/draft'
import { bytesOf, limitsOf, roomOf } from '../../lib/rules/limits'
import { largestSealed } from '../../lib/rules/sealed-length'

type Around = { draft: ReadonlySignal<Draft>; settings: ReadonlySignal<Settings> }

/** How much of what the chosen server grants is used up. */
export function createMeter({ draft, settings }: Around) {
  /** The last that was known: until the next is, it is nearer than what was not compressed. */
  const squeezed = signal<number | undefined>(undefined)
  let asked = 0
  /** What is known of the chosen server. */
  const limits = computed(() => limitsOf(settings.value.limits, draft.value.server))
  /** Bytes that it keeps whole. */
  const room = computed(() => roomOf(limits.value))
  const largest = (of: Draft): number =>
    of.mode === 'standard' ? bytesOf(of.text) : largestSealed(letterOf(of), of.passphrase !== '', room.value)
  const mayShrink = (of: Draft): boolean => of.mode === 'sealed' && largest(of) > room.value

  return {
    room,
    /** Seconds that it grants at most, where that is known. */
    longest: computed(() => limits.value[draft.value.account === null ? 'anonymous' : 'account']),
    /** Bytes that the server will be asked to keep. */
    size: computed(() => {
      if (draft.value.text === '') return 0
      return (mayShrink(draft.value) ? squeezed.value : undefined) ?? largest(draft.value)
    }),
    /** Compressing is tried only when it is needed to fit. */
    async squeeze(): Promise<void> {
      const turn = ++asked
      const of = draft.peek()
      if (!mayShrink(of)) return
      const { sealedSize } = await import('../../lib/rules/padding')
      const bytes = await sealedSize(letterOf(of), of.passphrase !== '', room.peek())
      if (turn === asked) squeezed.value = bytes
    },
  }
}
