import { computed, createModel, type ReadonlySignal, signal } from '@preact/signals'
import { isSeenDraft, type SeenDrafts } from '../../lib/adapters/draft-store'
import type { Settings } from '../../lib/adapters/settings-store'
import { type ComposerState, replaceText } from '../../lib/domain/composer-state'
import { type Draft, emptyDraft, isEmptyDraft, payloadOf, withFileSealed } from '../../lib/domain/draft'
import { boundByPolicy, type KnownPolicy, openerInForce, shownPolicy } from '../../lib/domain/policy'
import { largestSealed } from '../../lib/domain/sealed-length'
import { bytesOf, limitsOf, storedBytesOf } from '../../lib/domain/server-limits'

export type DraftMemory = {
  /**
   * Stores the draft in session storage on every keystroke. Resolves to what is stored afterwards, including
   * changes made elsewhere in the meantime.
   */
  keep: (composing: ComposerState, seen: SeenDrafts) => Promise<ComposerState>
  /** The stored draft, which the background changes too. */
  recall: () => Promise<ComposerState | undefined>
}
type World = DraftMemory & { settings: ReadonlySignal<Settings> }
type Start = {
  composing: ComposerState | undefined
  rules: KnownPolicy
  /** The opener page that this build came with, if any. */
  builtOpener?: string | undefined
}

/**
 * The draft: stored on every keystroke, made to fit the policy where that needs no question, and measured.
 */
export const DraftModel = createModel(({ settings, ...store }: World, start: Start) => {
  const rules = signal(start.rules)
  const policy = computed(() => shownPolicy(rules.value))
  const composing = signal(underRules(start.composing))
  const current = computed(() => composing.value.draft)
  const begun = signal(0)

  let written = 0
  let seen: SeenDrafts = [start.composing]
  let keeping: Promise<unknown> = Promise.resolve()

  /**
   * The last known compressed size. Until the next is known, a better estimate than the uncompressed size.
   */
  const squeezed = signal<number | undefined>(undefined)
  let asked = 0
  /** The most bytes that the chosen server stores. */
  const room = computed(() => storedBytesOf(limitsOf(settings.value.limits, current.value.server)))

  /** An empty draft takes its share options from the settings. */
  function underRules(kept: ComposerState | undefined): ComposerState {
    const { sharing } = settings.peek()
    const next = kept ?? { draft: emptyDraft(sharing), aside: [] }
    const draft = kept && isEmptyDraft(kept.draft) ? emptyDraft(sharing) : next.draft
    return { ...next, draft: bound(draft) }
  }

  function bound(draft: Draft): Draft {
    return withFileSealed(boundByPolicy(policy.peek(), draft))
  }

  function show(next: ComposerState): void {
    composing.value = next
    void squeeze()
  }

  function take(kept: ComposerState | undefined): void {
    seen = [kept]
    show(underRules(kept))
  }

  function keep(given: ComposerState): void {
    const next = { ...given, draft: bound(given.draft) }
    const mine = ++written
    show(next)
    const stored = store.keep(next, seen)
    seen = [...seen, next]
    keeping = stored.then(
      kept => {
        seen = seen.slice(seen.indexOf(next))
        // A different result was merged with a change made elsewhere; only the last one is complete.
        if (mine === written && !isSeenDraft(kept, [next])) take(kept)
      },
      // Storage is full; the draft lives as long as this page.
      () => {},
    )
  }

  /** Takes the stored draft, unless something was typed while it was being read. */
  async function lookUp(isNews: (kept: ComposerState | undefined) => boolean): Promise<void> {
    const before = written
    await keeping
    const kept = await store.recall()
    if (written === before && isNews(kept)) take(kept)
  }

  /** Compresses only if the payload is otherwise too large. */
  async function squeeze(): Promise<void> {
    const turn = ++asked
    const of = current.peek()
    if (!mayShrink(of)) return
    const { sealedSize } = await import('../../lib/domain/padding')
    const bytes = await sealedSize(payloadOf(of), of.passphrase !== '', room.peek())
    if (turn === asked) squeezed.value = bytes
  }

  const largest = (of: Draft): number =>
    of.mode === 'standard' ? bytesOf(of.text) : largestSealed(payloadOf(of), of.passphrase !== '', room.value)
  const mayShrink = (of: Draft): boolean => of.mode === 'sealed' && largest(of) > room.value

  const emptied = (): ComposerState => replaceText(composing.peek(), { text: '', note: '' })
  void squeeze()

  return {
    rules,
    policy,
    composing,
    /** The draft alone, without what was set aside. */
    current,
    room,
    /** Bytes that the server will be asked to store. */
    size: computed(() => {
      if (current.value.text === '' && !current.value.file) return 0
      return (mayShrink(current.value) ? squeezed.value : undefined) ?? largest(current.value)
    }),
    /** The opener page that sealed links go through, unless the server mails them. */
    opener: computed(() => openerInForce(policy.value, settings.value, start.builtOpener)),
    /** Whether the text is a secret link, perhaps pasted into the wrong field. */
    isLink: computed(() => !current.value.file && linkPattern.test(current.value.text)),
    /** Counts new drafts and failures: each one returns focus to the field. */
    begun,
    focus(): void {
      begun.value++
    },
    keep,
    write: (patch: Partial<Draft>) => keep({ ...composing.peek(), draft: { ...current.peek(), ...patch } }),
    /** Replaces the text and keeps the note. The old text is set aside, not lost. */
    put: (text: string) => keep(withText(composing.peek(), text)),
    setAside: () => keep(emptied()),
    /** Starts an empty draft, dropping this one's share options and where it came from. */
    renew: () => keep({ draft: emptyDraft(settings.peek().sharing), aside: emptied().aside }),
    /** Swaps the text with the one set aside last. */
    bringBack(): void {
      const { aside, ...rest } = composing.peek()
      const last = aside.at(-1)
      if (last === undefined) return
      const next = replaceText({ ...rest, aside: [] }, last)
      keep({ ...next, aside: [...next.aside, ...aside.slice(0, -1)] })
    },
    clear: () =>
      keep({ ...composing.peek(), draft: emptyDraft(settings.peek().sharing), flattened: undefined }),
    /** Takes the stored draft. */
    recall: () => lookUp(() => true),
    /** The stored draft has changed. Changes made elsewhere are shown at once. */
    hearKept: () => lookUp(kept => !isSeenDraft(kept, seen)),
    hearRules(next: KnownPolicy): void {
      rules.value = next
      void squeeze()
    },
    /** Call when the settings, and perhaps the size limit, have changed. */
    measure: () => void squeeze(),
  }
})
export type DraftModel = InstanceType<typeof DraftModel>

const withText = (composing: ComposerState, text: string): ComposerState =>
  replaceText(composing, { text, note: composing.draft.note })

/** Replaces a flattened selection by a second reading with its line breaks. */
export function readAgain(
  before: ComposerState,
  text: string,
  flattened: ComposerState['flattened'],
): ComposerState {
  const next = { ...withText(before, text), flattened }
  return sameWords(before.draft.text, text) && !before.draft.file ? { ...next, aside: before.aside } : next
}

/** Whether two texts differ only in white space, as a flattened one does: then nobody has edited it. */
const sameWords = (one: string, other: string): boolean => wordsOf(one) === wordsOf(other)
const wordsOf = (text: string): string => text.trim().replace(/\s+/g, ' ')

const linkPattern = /^\s*<?https?:\/\/\S+\/secret\/\S{5,}\s*$/
