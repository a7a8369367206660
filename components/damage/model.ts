import { createModel, signal } from '@preact/signals'
import type { Call } from '../../lib/doors/messages'
import type { Damage as Found } from '../../lib/rules/damage'
import { type Failure, failureOf } from '../../lib/rules/outcome'

export type Step = { at: 'told'; failure?: Failure } | { at: 'clearing' } | { at: 'cleared' }

/** What of Cachet's own cannot be read any more. */
export const Damage = createModel(({ call }: { call: Call }, found: Found) => {
  const step = signal<Step>({ at: 'told' })
  return {
    found: signal(found),
    step,
    async clear(): Promise<void> {
      if (step.peek().at !== 'told') return
      step.value = { at: 'clearing' }
      step.value = await call('clearDamage', undefined).then(
        (): Step => ({ at: 'cleared' }),
        (error: unknown): Step => ({ at: 'told', failure: failureOf(error) }),
      )
    },
  }
})
export type Damage = InstanceType<typeof Damage>
