import type * as z from 'zod/mini'
import { Fault } from '../domain/fault'

/** The few words we need of the browser's storage areas. */
export type Area = {
  get(keys: string | string[] | null): Promise<Record<string, unknown>>
  /** Chromium from 130 on, and Firefox from 143 on: what is there, without reading it. */
  getKeys?(): Promise<string[]>
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

/** @throws Fault `notKept` */
export async function remove(area: Area, keys: string[]): Promise<void> {
  await area.remove(keys).catch((cause: unknown) => {
    throw new Fault('notKept', { cause })
  })
}

export const keysOf = async (area: Area): Promise<string[]> =>
  area.getKeys ? area.getKeys() : Object.keys(await area.get(null))

/** Leaves nothing in it. */
export const erase = async (area: Area): Promise<void> => remove(area, await keysOf(area))
