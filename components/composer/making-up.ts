import { type ReadonlySignal, signal } from '@preact/signals'
import type { Recipe } from '../../lib/rules/recipe'

type World = {
  /** Fetches the generator and shows it afresh. */
  openGenerator: () => Promise<void>
  busy: ReadonlySignal<boolean>
  /** Puts a text in the field. */
  put: (text: string) => void
  remember: (recipe: Recipe) => void
  /** The field takes the keyboard's place back. */
  refocus: () => void
}

/** The generator beside the field: open or not, and what it hands over. */
export function createMakingUp({ openGenerator, busy, put, remember, refocus }: World) {
  const generating = signal(false)

  function closeGenerator(): void {
    if (!generating.peek()) return
    generating.value = false
    refocus()
  }

  return {
    generating,
    async openGenerator(): Promise<void> {
      await openGenerator()
      generating.value = true
    },
    closeGenerator,
    /** Puts a secret that was made up into the field. */
    take(text: string): void {
      if (busy.peek()) return
      closeGenerator()
      put(text)
    },
    rememberRecipe: remember,
  }
}
