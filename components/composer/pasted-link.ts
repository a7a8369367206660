import { computed, type ReadonlySignal } from '@preact/signals'
import type { Call } from '../../lib/doors/messages'
import type { Draft } from '../../lib/rules/draft'

type Around = { call: Call; draft: ReadonlySignal<Draft>; write: (patch: { text: string }) => void }

/** A link to a secret, which somebody may have pasted into the wrong field. */
export function createPastedLink({ call, draft, write }: Around) {
  return {
    isLink: computed(() => linkIn(draft.value.text)),
    /** Leaves for the page where secrets are read, with the link that was pasted here. */
    async read(): Promise<void> {
      const { text } = draft.peek()
      const link = linkIn(text) ? text : ''
      // The popup closes as the page opens, so the field is emptied first.
      if (link !== '') write({ text: '' })
      await call('openLink', { text: link }).catch(() => write({ text }))
    },
  }
}

/** Whether a text is a link to a secret and nothing else. */
const linkIn = (text: string): boolean => /^\s*<?https?:\/\/\S+\/secret\/\S{5,}\s*$/.test(text)
