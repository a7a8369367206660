import * as z from 'zod/mini'

/** What can be read of a list. */
export const readableItems = <T>(shape: z.ZodMiniType<T>) =>
  z.pipe(
    z.array(z.unknown()),
    z.transform((items): T[] => items.flatMap(item => shape.safeParse(item).data ?? [])),
  )

/** What can be read of a table. */
export const readableEntries = <T>(name: z.ZodMiniType<string>, shape: z.ZodMiniType<T>) =>
  z.pipe(
    z.record(z.string(), z.unknown()),
    z.transform((table): Record<string, T> => {
      const found = Object.entries(table).flatMap(([key, value]): [string, T][] => {
        const { data } = shape.safeParse(value)
        return data !== undefined && name.safeParse(key).success ? [[key, data]] : []
      })
      return Object.fromEntries(found)
    }),
  )
