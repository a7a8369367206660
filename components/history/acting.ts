import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Call } from '../../lib/doors/messages'
import type { Entry } from '../../lib/rules/entry'
import { type Failure, failureOf } from '../../lib/rules/outcome'
import { createBurning } from '../burning'

/** What is being done with the row that is open. Burning has steps of its own. */
export type Step = { at: 'choosing'; said?: Said } | { at: 'renaming'; label: string } | { at: 'forgetting' }
export type Said = 'addressCopied' | 'addressNotCopied' | 'renamed' | Failure

type World = { call: Call; copy: (text: string) => Promise<void> }
type List = { visible: ReadonlySignal<readonly Entry[]>; refresh: () => Promise<void> }

/** The one row that is open, where the keyboard is, and what may be done there. */
export function createActing({ call, copy }: World, { visible, refresh }: List) {
  const opened = signal<string | undefined>(undefined)
  const step = signal<Step>({ at: 'choosing' })
  const touched = signal<string | undefined>(undefined)
  const wanted = signal<string | undefined>(undefined)
  const { burning, askToBurn, typeToBurn, stopBurning, burn } = createBurning(call)

  const say = (said: Said) => {
    step.value = { at: 'choosing', said }
  }

  function turn(id: string | undefined): void {
    batch(() => {
      opened.value = id
      step.value = { at: 'choosing' }
      stopBurning()
    })
  }

  /** Back to the row itself, and the keyboard with it. */
  function back(): void {
    wanted.value = opened.peek()
    step.value = { at: 'choosing' }
    stopBurning()
  }

  async function act(id: string, run: () => Promise<void>): Promise<void> {
    await run().catch((error: unknown) => {
      if (opened.peek() === id) say(failureOf(error))
    })
  }

  return {
    opened,
    step,
    burning,
    askToBurn,
    typeToBurn,
    /** The row whose button Tab comes to. */
    current: computed(() => {
      const { value } = visible
      return (value.find(({ id }) => id === touched.value) ?? value[0])?.id
    }),
    /** The row that is to have the keyboard's place; it takes it and calls `arrived`. */
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
    burn: async (id: string) => {
      await burn(id)
      await refresh()
      if (burning.peek().at === 'done') wanted.value = id
    },
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
        wanted.value = id
        say('renamed')
      })
    },
    copyAddress: (id: string) =>
      act(id, async () => {
        const { address } = await call('metadataPage', { id })
        await copy(address).then(
          () => say('addressCopied'),
          () => say('addressNotCopied'),
        )
      }),
    forget: (id: string) =>
      act(id, async () => {
        const ids = visible.peek().map(entry => entry.id)
        const place = ids.indexOf(id)
        await call('forget', { id })
        turn(undefined)
        await refresh()
        wanted.value = ids[place + 1] ?? ids[place - 1]
      }),
  }
}
