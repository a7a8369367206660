import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Settings } from '../../lib/doors/settings'
import { type Draft, letterOf } from '../../lib/rules/draft'
import { bytesOf, limitsOf, roomOf } from '../../lib/rules/limits'
import { largestSealed, sealedSize } from '../../lib/rules/sealed-size'

type Around = { draft: ReadonlySignal<Draft>; settings: ReadonlySignal<Settings> }

/** How much of what the chosen server grants is used up. */
export function createMeter({ draft, settings }: Around) {
  const squeezed = signal<{ of: Draft; bytes: number } | undefined>(undefined)
  /** What is known of the chosen server. */
  const limits = computed(() => limitsOf(settings.value.limits, draft.value.server))
  /** Bytes that it keeps whole. */
  const room = computed(() => roomOf(limits.value))

  return {
    room,
    /** Seconds that it grants at most, where that is known. */
    longest: computed(() => limits.value[draft.value.account === null ? 'anonymous' : 'account']),
    /** Bytes that the server will be asked to keep. */
    size: computed(() => {
      if (squeezed.value?.of === draft.value) return squeezed.value.bytes
      return draft.value.text === '' ? 0 : largest(draft.value)
    }),
    /** Compressing is tried only when it is needed to fit. */
    async squeeze(): Promise<void> {
      const of = draft.peek()
      if (of.mode === 'standard' || largest(of) <= room.peek()) return
      const bytes = await sealedSize(letterOf(of), of.passphrase !== '')
      if (draft.peek() === of) squeezed.value = { of, bytes }
    },
  }
}

const largest = (draft: Draft): number =>
  draft.mode === 'standard' ? bytesOf(draft.text) : largestSealed(letterOf(draft), draft.passphrase !== '')
