import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { isSeen, type Seen } from '../../lib/doors/composing'
import type { Settings } from '../../lib/doors/settings'
import type { Composing } from '../../lib/rules/composing'
import { blank, isBlank, type Options } from '../../lib/rules/draft'
import { bound, type Rules, shownOf } from '../../lib/rules/policy'

export type Kept = {
  /**
   * Keeps what is typed in memory; called with every key. The answer is what is kept by then: also what was brought
   * from elsewhere meanwhile.
   */
  keep: (composing: Composing, seen: Seen) => Promise<Composing>
  /** What is kept by now: the background changes it, too. */
  recall: () => Promise<Composing | undefined>
}
type Around = Kept & { settings: ReadonlySignal<Settings> }
type Start = { composing: Composing | undefined; rules: Rules }

/** What is written: kept with every key, and as near to the organisation's rules as it can be without asking. */
export function createWriting({ keep, recall, settings }: Around, start: Start) {
  const rules = signal(start.rules)
  const policy = computed(() => shownOf(rules.value))
  let written = 0
  let seen: Seen = [start.composing]
  let keeping: Promise<unknown> = Promise.resolve()
  const composing = signal(underRules(begunAs(start.composing, settings.peek().sharing)))

  function underRules(next: Composing): Composing {
    return { ...next, draft: bound(policy.peek(), next.draft) }
  }

  function take(kept: Composing | undefined): void {
    seen = [kept]
    composing.value = underRules(begunAs(kept, settings.peek().sharing))
  }

  /** Unless something was written while it was looked up. */
  async function look(): Promise<void> {
    const before = written
    await keeping
    const kept = await recall()
    if (written === before && !isSeen(kept, seen)) take(kept)
  }

  return {
    rules,
    policy,
    composing,
    draft: computed(() => composing.value.draft),
    keep(given: Composing): void {
      const next = underRules(given)
      const mine = ++written
      composing.value = next
      const asked = keep(next, seen)
      seen = [...seen, next]
      keeping = asked.then(
        kept => {
          seen = seen.slice(seen.indexOf(next))
          // What comes back otherwise than it went was joined with what somebody else wrote; the last key knows all.
          if (mine === written && !isSeen(kept, [next])) take(kept)
        },
        // There is no room for it; here it stays as long as this page.
        () => {},
      )
    },
    /** Takes what is kept by now. */
    async recall(): Promise<void> {
      const before = written
      await keeping
      const kept = await recall()
      if (written === before) take(kept)
    },
    /** What is kept has changed. What others wrote is shown at once. */
    hearKept: look,
  }
}

/** Where nothing is written yet, the settings have the say in how it is shared. */
function begunAs(composing: Composing | undefined, sharing: Options): Composing {
  if (!composing) return { draft: blank(sharing), aside: [] }
  return isBlank(composing.draft) ? { ...composing, draft: blank(sharing) } : composing
}
