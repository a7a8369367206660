import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Composing } from '../../lib/doors/composing'
import type { Settings } from '../../lib/doors/settings'
import { blank, isBlank, type Options } from '../../lib/rules/draft'
import { bound, type Rules, shownOf } from '../../lib/rules/policy'

type Kept = { keep: (composing: Composing) => void; recall: () => Promise<Composing | undefined> }
type Around = Kept & { settings: ReadonlySignal<Settings> }
type Start = { composing: Composing | undefined; rules: Rules }

/** What is written: kept with every key, and as near to the organisation's rules as it can be without asking. */
export function createWriting({ keep, recall, settings }: Around, start: Start) {
  const rules = signal(start.rules)
  const policy = computed(() => shownOf(rules.value))
  let written = 0
  const composing = signal(underRules(begunAs(start.composing, settings.peek().sharing)))

  function underRules(next: Composing): Composing {
    return { ...next, draft: bound(policy.peek(), next.draft) }
  }

  return {
    rules,
    policy,
    composing,
    draft: computed(() => composing.value.draft),
    keep(given: Composing): void {
      const next = underRules(given)
      written++
      composing.value = next
      keep(next)
    },
    /** Takes what is kept by now, unless something was written while it was looked up. */
    async recall(): Promise<void> {
      const before = written
      const kept = await recall()
      if (written === before) composing.value = underRules(begunAs(kept, settings.peek().sharing))
    },
  }
}

/** Where nothing is written yet, the settings have the say in how it is shared. */
function begunAs(composing: Composing | undefined, sharing: Options): Composing {
  if (!composing) return { draft: blank(sharing), aside: [] }
  return isBlank(composing.draft) ? { ...composing, draft: blank(sharing) } : composing
}
