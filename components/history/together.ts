import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Call } from '../../lib/doors/messages'
import type { Entry } from '../../lib/rules/entry'
import { type Failure, failureOf } from '../../lib/rules/outcome'

/** What is done with many at once, from the question to what became of them. */
export type Together =
  | { at: 'idle' }
  | { at: 'asking'; to: 'burn' | 'forget' }
  | { at: 'working'; to: 'burn' | 'forget' }
  | { at: 'burned'; burned: number; left: number }
  | { at: 'forgotten' }
  | { at: 'failed'; failure: Failure }

export function createTogether(
  call: Call,
  entries: ReadonlySignal<readonly Entry[] | undefined>,
  refresh: () => Promise<void>,
) {
  const step = signal<Together>({ at: 'idle' })
  const waiting = computed(() => (entries.value ?? []).filter(({ state }) => state === 'waiting').length)

  async function work(to: 'burn' | 'forget'): Promise<Together> {
    if (to === 'burn') return { at: 'burned', ...(await call('burnAll', undefined)) }
    await call('forgetSettled', undefined)
    return { at: 'forgotten' }
  }

  return {
    step,
    waiting,
    settled: computed(() => (entries.value?.length ?? 0) - waiting.value),
    ask: (to: 'burn' | 'forget') => {
      step.value = { at: 'asking', to }
    },
    keep: () => {
      step.value = { at: 'idle' }
    },
    async go(): Promise<void> {
      const now = step.peek()
      if (now.at !== 'asking') return
      step.value = { at: 'working', to: now.to }
      step.value = await work(now.to).catch((error: unknown) => ({
        at: 'failed' as const,
        failure: failureOf(error),
      }))
      await refresh()
    },
  }
}
