import { computed, createModel, signal } from '@preact/signals'
import type { CharacterClass, GeneratorOptions } from '../../lib/domain/generator-options'
import { effortOf, strengthOf } from '../../lib/domain/password-strength'
import type { RandomSource } from '../../lib/domain/random'
import { entropyOf, generateSecret } from '../../lib/domain/secret-generator'

export type GeneratorWorld = {
  random: RandomSource
  /** Whether the organisation wants every secret sealed: then no server makes one up. */
  sealedOnly: boolean
  /** The 2048 words of the person's language. */
  wordlist: () => Promise<readonly string[]>
  /** Remembers how one was made up. */
  remember: (recipe: GeneratorOptions) => void
  /** Puts a secret that was made up where secrets are written. */
  use: (text: string) => void
  /** Has the server make one up, after the recipe that was remembered. Asks for a permission at once. */
  make: () => Promise<void>
  close: () => void
}

/** Makes up secrets, until one is used. */
export const GeneratorModel = createModel((world: GeneratorWorld, first: GeneratorOptions) => {
  const recipe = signal<GeneratorOptions>(
    world.sealedOnly && first.kind === 'server' ? { ...first, kind: 'password' } : first,
  )
  const made = signal('')
  const bits = computed(() => entropyOf(recipe.value))

  async function again(): Promise<void> {
    const asked = recipe.peek()
    const list = asked.kind === 'words' ? await world.wordlist() : []
    // The list takes a moment; by then something else may be wanted.
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
    /** Takes a class in, or leaves it out; the last one stays. */
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
