import { defineConfig } from 'vitest/config'
import whole from '../vitest.config'

const { projects: _, ...units } = whole.test ?? {}

/** The units that `main.ts` names: each file of them anew for each mutant, since a module may be the mutant. */
export default defineConfig({
  ...whole,
  test: {
    ...units,
    include: JSON.parse(process.env.CACHET_MUTATION_TESTS ?? '[]'),
  },
})
