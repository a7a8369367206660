import { computed, createModel, signal } from '@preact/signals'
import type { CharacterClass, GeneratorOptions } from '../../lib/domain/generator-options'
import { effortOf, strengthOf } from '../../lib/domain/password-strength'
import type { RandomSource } from '../../lib/domain/random'
import { entropyOf, generateSecret } from '../../lib/domain/secret-generator'

export type GeneratorWorld = {
  random: RandomSource
  /** Whether policy requires sealed secrets, which a server can't generate. */
  sealedOnly: boolean
  /** The 2048 words of the person's language. */
  wordlist: () => Promise<readonly string[]>
  /** Remembers the generator options. */
  remember: (recipe: GeneratorOptions) => void
  /** Puts a generated secret into the composer. */
  use: (text: string) => void
  /**
   * Has the server generate one with the remembered options. Must be called first in a click handler, since
   * it requests a permission.
   */
  make: () => Promise<void>
  close: () => void
}

/** Generates secrets until one is used. */
export const GeneratorModel = createModel((world: GeneratorWorld, first: GeneratorOptions) => {
  const recipe = signal<GeneratorOptions>(
    world.sealedOnly && first.kind === 'server' ? { ...first, kind: 'password' } : first,
  )
  const made = signal('')
  const bits = computed(() => entropyOf(recipe.value))

  async function again(): Promise<void> {
    const asked = recipe.peek()
    const list = asked.kind === 'words' ? await world.wordlist() : []
    // Loading the word list takes a moment; by then the options may have changed.
    if (recipe.peek() === asked && asked.kind !== 'server')
      made.value = generateSecret(asked, world.random, list)
  }

  function choose(patch: Partial<GeneratorOptions>): Promise<void> {
    recipe.value = { ...recipe.peek(), ...patch }
    return again()
  }

  void again()

  return {
    recipe,
    sealedOnly: signal(world.sealedOnly),
    made,
    strength: computed(() => strengthOf(bits.value)),
    effort: computed(() => effortOf(bits.value)),
    again,
    choose,
    /** Adds or removes a character class; the last one can't be removed. */
    toggle(name: CharacterClass): Promise<void> {
      const { classes } = recipe.peek()
      if (!classes.includes(name)) return choose({ classes: [...classes, name] })
      const left = classes.filter(one => one !== name)
      return choose({ classes: left.length === 0 ? classes : left })
    },
    use(): void {
      const now = recipe.peek()
      if (now.kind !== 'server' && made.peek() === '') return
      world.remember(now)
      if (now.kind === 'server') void world.make()
      else world.use(made.peek())
    },
    close: world.close,
  }
})
export type GeneratorModel = InstanceType<typeof GeneratorModel>
