import type * as z from 'zod/mini'
import { Fault } from '../rules/fault'

/** The three words we need of the browser's storage areas. */
export type Area = {
  get(keys: string | null): Promise<Record<string, unknown>>
  set(items: Record<string, unknown>): Promise<void>
  remove(keys: string | string[]): Promise<void>
}

export type Cell<T> = {
  /** `undefined` when there is nothing, or nothing of this shape. */
  read(): Promise<T | undefined>
  /** @throws Fault `notKept` when the browser's storage is full or broken */
  write(value: T): Promise<void>
  clear(): Promise<void>
}

/** One value under one key, parsed on its way in. */
export function cell<T>(area: Area, key: string, shape: z.ZodMiniType<T>): Cell<T> {
  return {
    async read() {
      const found = shape.safeParse((await area.get(key))[key])
      return found.success ? found.data : undefined
    },
    write: value => put(area, key, value),
    clear: () => area.remove(key),
  }
}

export async function put(area: Area, key: string, value: unknown): Promise<void> {
  await area.set({ [key]: value }).catch((cause: unknown) => {
    throw new Fault('notKept', { cause })
  })
}
