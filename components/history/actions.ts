import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Call } from '../../lib/adapters/messages'
import { failureOf } from '../../lib/domain/fault'
import type { Entry } from '../../lib/domain/history-entry'
import type { Failure } from '../../lib/domain/share-outcome'
import { createBatchBurns, createBurns } from '../burn-state'

/** The open row's current step. Burning has steps of its own. */
export type RowStep =
  | { at: 'choosing'; said?: Said }
  | { at: 'renaming'; label: string }
  | { at: 'forgetting' }
type Said = 'addressCopied' | 'addressNotCopied' | 'renamed' | Failure

type World = { call: Call; copy: (text: string) => Promise<void> }
type List = { visible: ReadonlySignal<readonly Entry[]>; refresh: () => Promise<void> }

/** The one open row, keyboard focus, and the row's actions. */
export function createOpenRow({ call, copy }: World, { visible, refresh }: List) {
  const opened = signal<string | undefined>(undefined)
  const step = signal<RowStep>({ at: 'choosing' })
  const touched = signal<string | undefined>(undefined)
  const wanted = signal<string | undefined>(undefined)
  const burningOf = createBurns(call)
  const batchBurningOf = createBatchBurns(call)
  const batchIdOf = (id: string) => visible.peek().find(entry => entry.id === id)?.batch?.id

  /** The answer may arrive when another row is open. */
  const say = (id: string, said: Said) => {
    if (opened.peek() === id) step.value = { at: 'choosing', said }
  }

  /** Drops an unanswered question; a burn in progress goes on. */
  function leaveBurning(): void {
    const id = opened.peek()
    if (id === undefined) return
    for (const { burning, stopBurning } of burningsOf(id)) {
      if (burning.peek().at !== 'burning') stopBurning()
    }
  }

  /** The row's own burning, and that of its batch. */
  function burningsOf(id: string) {
    const batch = batchIdOf(id)
    return batch === undefined ? [burningOf(id)] : [burningOf(id), batchBurningOf(batch)]
  }

  function turn(id: string | undefined): void {
    batch(() => {
      leaveBurning()
      opened.value = id
      step.value = { at: 'choosing' }
    })
  }

  /** Returns to the row itself, and moves focus to it. */
  function back(): void {
    wanted.value = opened.peek()
    step.value = { at: 'choosing' }
    const id = opened.peek()
    if (id !== undefined) for (const { stopBurning } of burningsOf(id)) stopBurning()
  }

  /** Burns a secret, or a batch of them, and returns to its row. */
  async function burnBy(
    row: string,
    { burn, burning }: ReturnType<typeof burningOf> | ReturnType<typeof batchBurningOf>,
    id: string,
  ): Promise<void> {
    await burn(id)
    await refresh()
    if (opened.peek() === row && burning.peek().at === 'done') wanted.value = row
  }

  const act = (id: string, run: () => Promise<void>): Promise<void> =>
    run().catch((error: unknown) => say(id, failureOf(error)))

  return {
    opened,
    step,
    burningOf,
    batchBurningOf,
    /** The row in the tab order (roving tabindex). */
    current: computed(() => {
      const { value } = visible
      return (value.find(({ id }) => id === touched.value) ?? value[0])?.id
    }),
    /** The row that should take focus; it does, then calls `arrived`. */
    wanted,
    arrived: () => {
      wanted.value = undefined
    },
    touch: (id: string) => {
      touched.value = id
    },
    toggle: (id: string) => turn(opened.peek() === id ? undefined : id),
    close: () =>
      batch(() => {
        wanted.value = opened.peek()
        turn(undefined)
      }),
    back,
    burn: (id: string) => burnBy(id, burningOf(id), id),
    /** `id`: the row from which its batch is burned. */
    burnBatch: (id: string, batch: string) => burnBy(id, batchBurningOf(batch), batch),
    askToForget: () => {
      step.value = { at: 'forgetting' }
    },
    startRenaming: (label: string) => {
      step.value = { at: 'renaming', label }
    },
    typeLabel: (label: string) => {
      step.value = { at: 'renaming', label }
    },
    rename: async (id: string) => {
      const now = step.peek()
      if (now.at !== 'renaming') return
      await act(id, async () => {
        await call('rename', { id, label: now.label.trim() })
        await refresh()
        if (opened.peek() === id) wanted.value = id
        say(id, 'renamed')
      })
    },
    copyAddress: (id: string) =>
      act(id, async () => {
        const { address } = await call('metadataPage', { id })
        await copy(address).then(
          () => say(id, 'addressCopied'),
          () => say(id, 'addressNotCopied'),
        )
      }),
    forget: (id: string) =>
      act(id, async () => {
        const ids = visible.peek().map(entry => entry.id)
        const place = ids.indexOf(id)
        await call('forget', { id })
        const here = opened.peek() === id
        if (here) turn(undefined)
        await refresh()
        if (here) wanted.value = ids[place + 1] ?? ids[place - 1]
      }),
  }
}

/** The step of a bulk action, from the question to the result. */
type BulkStep =
  | { at: 'idle' }
  | { at: 'asking'; to: 'burn' | 'forget' }
  | { at: 'working'; to: 'burn' | 'forget' }
  | { at: 'burned'; burned: number; left: number }
  | { at: 'forgotten' }
  | { at: 'failed'; failure: Failure }

/** Actions on all waiting entries, or on all settled ones. */
export function createBulkActions(
  call: Call,
  entries: ReadonlySignal<readonly Entry[] | undefined>,
  refresh: () => Promise<void>,
) {
  const step = signal<BulkStep>({ at: 'idle' })
  const waiting = computed(() => (entries.value ?? []).filter(({ state }) => state === 'waiting').length)

  async function work(to: 'burn' | 'forget'): Promise<BulkStep> {
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
