import type * as z from 'zod/mini'
import { Fault } from '../domain/fault'

/** The part of the browser's storage areas that we use. */
export type Area = {
  get(keys: string | string[] | null): Promise<Record<string, unknown>>
  /** Since Chromium 130 and Firefox 143: the keys, without reading the values. */
  getKeys?(): Promise<string[]>
  set(items: Record<string, unknown>): Promise<void>
  remove(keys: string | string[]): Promise<void>
}

export type Cell<T> = {
  /** `undefined` if there is no value, or none of this shape. */
  read(): Promise<T | undefined>
  /** @throws Fault `notKept` when the browser's storage is full or broken */
  write(value: T): Promise<void>
  clear(): Promise<void>
}

/** One value under one key, validated when read. */
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

/** Removes everything. */
export const erase = async (area: Area): Promise<void> => remove(area, await keysOf(area))
