import { useState } from 'preact/hooks'

/**
 * In the place of `@preact/signals`, which redraws only what follows a signal: this page is small, so whatever
 * changes, all of it is drawn anew, and nothing has to be followed.
 */
let changed = () => {}
export function whenChanged(draw: () => unknown): void {
  let due = false
  changed = () => {
    if (due) return
    due = true
    queueMicrotask(() => {
      due = false
      draw()
    })
  }
}

export function signal<T>(value: T) {
  return {
    get value() {
      return value
    },
    set value(next: T) {
      if (next === value) return
      value = next
      changed()
    },
    peek: () => value,
  }
}

/** Not remembered, as each is read a few times a draw. */
export const computed = <T>(of: () => T) => ({
  get value() {
    return of()
  },
  peek: of,
})

/** A draw waits for the end of what is under way in any case. */
export const batch = <T>(work: () => T): T => work()

export function createModel<World, Model>(of: (world: World) => Model) {
  // With `new`, what a function returns takes the place of the new object; no arrow function can be called so.
  function Created(world: World) {
    return of(world)
  }
  return Created as unknown as new (
    world: World,
  ) => Model
}

export const useSignal = <T>(value: T) => useState(() => signal(value))[0]
