import { computed, createModel, type ReadonlySignal, signal } from '@preact/signals'
import { isSeenDraft, type SeenDrafts } from '../../lib/adapters/draft-store'
import type { Settings } from '../../lib/adapters/settings-store'
import { type ComposerState, replaceText } from '../../lib/domain/composer-state'
import { type Draft, emptyDraft, isEmptyDraft, payloadOf } from '../../lib/domain/draft'
import { boundByPolicy, type KnownPolicy, shownPolicy } from '../../lib/domain/policy'
import { largestSealed } from '../../lib/domain/sealed-length'
import { bytesOf, limitsOf, storedBytesOf } from '../../lib/domain/server-limits'

export type DraftMemory = {
  /**
   * Keeps what is typed in memory; called with every key. The answer is what is kept by then, including what was
   * brought from elsewhere meanwhile.
   */
  keep: (composing: ComposerState, seen: SeenDrafts) => Promise<ComposerState>
  /** What is kept by now: the background changes it, too. */
  recall: () => Promise<ComposerState | undefined>
}
type World = DraftMemory & { settings: ReadonlySignal<Settings> }
type Start = { composing: ComposerState | undefined; rules: KnownPolicy }

/** What is written: kept with every key, as close to the organisation's rules as it can be without asking, and measured. */
export const DraftModel = createModel(({ settings, ...store }: World, start: Start) => {
  const rules = signal(start.rules)
  const policy = computed(() => shownPolicy(rules.value))
  const composing = signal(underRules(start.composing))
  const current = computed(() => composing.value.draft)
  const begun = signal(0)

  let written = 0
  let seen: SeenDrafts = [start.composing]
  let keeping: Promise<unknown> = Promise.resolve()

  /** The last figure that is known. Until the next one is, it is closer than the size before compression. */
  const squeezed = signal<number | undefined>(undefined)
  let asked = 0
  /** Bytes that the chosen server keeps whole. */
  const room = computed(() => storedBytesOf(limitsOf(settings.value.limits, current.value.server)))

  /** Where nothing is written yet, the settings decide how it is shared. */
  function underRules(kept: ComposerState | undefined): ComposerState {
    const { sharing } = settings.peek()
    const next = kept ?? { draft: emptyDraft(sharing), aside: [] }
    const draft = kept && isEmptyDraft(kept.draft) ? emptyDraft(sharing) : next.draft
    return { ...next, draft: boundByPolicy(policy.peek(), draft) }
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
    const next = { ...given, draft: boundByPolicy(policy.peek(), given.draft) }
    const mine = ++written
    show(next)
    const stored = store.keep(next, seen)
    seen = [...seen, next]
    keeping = stored.then(
      kept => {
        seen = seen.slice(seen.indexOf(next))
        // What comes back different was merged with what somebody else wrote; only the last key's answer has it all.
        if (mine === written && !isSeenDraft(kept, [next])) take(kept)
      },
      // There is no room for it; it stays here for as long as this page does.
      () => {},
    )
  }

  /** What is kept by now, unless something was written while it was looked up. */
  async function lookUp(isNews: (kept: ComposerState | undefined) => boolean): Promise<void> {
    const before = written
    await keeping
    const kept = await store.recall()
    if (written === before && isNews(kept)) take(kept)
  }

  /** Compresses only where it has to be smaller to fit. */
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
    /** Bytes that the server will be asked to keep. */
    size: computed(() => {
      if (current.value.text === '') return 0
      return (mayShrink(current.value) ? squeezed.value : undefined) ?? largest(current.value)
    }),
    /** Whether the text is a link to a secret, which somebody may have pasted into the wrong field. */
    isLink: computed(() => linkPattern.test(current.value.text)),
    /** How often a person asked for another one, or one failed: each time the keyboard's focus returns to the field. */
    begun,
    focus(): void {
      begun.value++
    },
    keep,
    write: (patch: Partial<Draft>) => keep({ ...composing.peek(), draft: { ...current.peek(), ...patch } }),
    /** Another text, under the same note. What it replaces is set aside, not lost. */
    put: (text: string) => keep(withText(composing.peek(), text)),
    setAside: () => keep(emptied()),
    /** An empty one; nothing of how this one was shared, or came here, stays. */
    renew: () => keep({ draft: emptyDraft(settings.peek().sharing), aside: emptied().aside }),
    /** What was set aside last, in the field again; what was there takes its place. */
    bringBack(): void {
      const { aside, ...rest } = composing.peek()
      const last = aside.at(-1)
      if (last === undefined) return
      const next = replaceText({ ...rest, aside: [] }, last)
      keep({ ...next, aside: [...next.aside, ...aside.slice(0, -1)] })
    },
    clear: () =>
      keep({ ...composing.peek(), draft: emptyDraft(settings.peek().sharing), flattened: undefined }),
    /** Takes what is kept by now. */
    recall: () => lookUp(() => true),
    /** What is kept has changed. What others wrote is shown at once. */
    hearKept: () => lookUp(kept => !isSeenDraft(kept, seen)),
    hearRules(next: KnownPolicy): void {
      rules.value = next
      void squeeze()
    },
    /** To be called when the settings have changed, and with them perhaps what fits. */
    measure: () => void squeeze(),
  }
})
export type DraftModel = InstanceType<typeof DraftModel>

const withText = (composing: ComposerState, text: string): ComposerState =>
  replaceText(composing, { text, note: composing.draft.note })

/** A selection that was read again, this time with its line breaks. */
export function readAgain(
  before: ComposerState,
  text: string,
  flattened: ComposerState['flattened'],
): ComposerState {
  const next = { ...withText(before, text), flattened }
  return sameWords(before.draft.text, text) ? { ...next, aside: before.aside } : next
}

/** Whether two texts differ in white space at most, as a flattened one does: then nobody has edited it. */
const sameWords = (one: string, other: string): boolean => wordsOf(one) === wordsOf(other)
const wordsOf = (text: string): string => text.trim().replace(/\s+/g, ' ')

const linkPattern = /^\s*<?https?:\/\/\S+\/secret\/\S{5,}\s*$/
