import * as z from 'zod/mini'
import { Fault } from '../domain/fault'
import { type Area, type Cell, put } from './storage-area'

/** The readable items of a list. */
export const readableList = <T>(shape: z.ZodMiniType<T>) =>
  z.pipe(
    z.array(z.unknown()),
    z.transform((items): T[] => items.flatMap(item => shape.safeParse(item).data ?? [])),
  )

/** The readable entries of a table. */
export const readableTable = <T>(name: z.ZodMiniType<string>, shape: z.ZodMiniType<T>) =>
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

/**
 * Data on disk may have been written by a newer version that the user has downgraded from. Unknown fields
 * are dropped when read, and preserved when written.
 */

/** Our version number of a record's shape, or a later one, which is read as if it were ours. */
export const asVersion = <N extends number>(ours: N) =>
  z.pipe(
    z.int().check(z.minimum(ours)),
    z.transform((): N => ours),
  )

/** `sound`: everything we know is there, whatever else is. */
export type RecordJudgement = 'sound' | 'newer' | 'damaged'

/**
 * Compares a value with the shape that this version writes, under the version number `ours`. A newer
 * version has another number, or an unknown value for one of our enums, in which case the rest may differ
 * too. A bare version number contains nothing that could be lost.
 */
export function judgeRecord(whole: z.ZodMiniType, value: unknown, ours = 1): RecordJudgement {
  const later = isLater(value, ours)
  const { error } = whole.safeParse(later ? { ...value, version: ours } : value)
  if (!error || error.issues.every(isMore)) return 'sound'
  return later || error.issues.some(isUnknownWord(value)) ? 'newer' : 'damaged'
}

/** Whether a newer version wrote it, or wrote into it: then we must not delete it. */
export const isNewer = (whole: z.ZodMiniType, value: unknown, ours = 1): boolean =>
  !whole.safeParse(value).success && judgeRecord(whole, value, ours) !== 'damaged'

const isLater = (value: unknown, ours: number): value is Record<string, unknown> =>
  isPlain(value) &&
  Number.isInteger(value.version) &&
  Number(value.version) > ours &&
  Object.keys(value).length > 1

type Issue = z.core.$ZodIssue

/** Unknown fields next to the known ones. */
const isMore = (issue: Issue): boolean =>
  issue.code === 'unrecognized_keys' ||
  (issue.code === 'invalid_union' && issue.errors.some(branch => branch.every(isMore)))

const isUnknownWord =
  (value: unknown) =>
  (issue: Issue): boolean => {
    const { code, path } = issue
    const found = path.reduce<unknown>(
      (from, name) => (isPlain(from) ? from[String(name)] : undefined),
      value,
    )
    if (code === 'invalid_union') return issue.errors.some(branch => branch.some(isUnknownWord(found)))
    return code === 'invalid_value' && typeof found === 'string' && path[0] !== 'version'
  }

/**
 * `next` in the form to write over `raw`, which was read as `read`: what was not read, or was not changed,
 * stays as it is in `raw`.
 */
export function writtenOver(raw: unknown, read: unknown, next: unknown): unknown {
  if (isPlain(raw) && isPlain(read) && isPlain(next)) {
    const merged = [...new Set([...Object.keys(raw), ...Object.keys(next)])].map(name => {
      const known = Object.hasOwn(read, name) || Object.hasOwn(next, name)
      return [name, known ? writtenOver(raw[name], read[name], next[name]) : raw[name]] as const
    })
    return Object.fromEntries(merged.filter(([, value]) => value !== undefined))
  }
  if (raw !== undefined && isSame(read, next)) return raw
  if (!Array.isArray(raw) || !Array.isArray(read) || !Array.isArray(next)) return next
  return [...next, ...raw.filter(one => !read.some(known => isSame(known, one)))]
}

type Shapes<T> = {
  /** The shape for reading, and the one for writing. */
  asRead: z.ZodMiniType<T>
  whole: z.ZodMiniType
  ours?: number
  /** Converts an older version's value to our form. */
  upgrade?: (raw: unknown) => unknown
}

/** One value on disk under one key. */
export function record<T>(
  area: Area,
  key: string,
  { asRead, whole, ours = 1, upgrade = raw => raw }: Shapes<T>,
): Cell<T> & { isNewer: () => Promise<boolean> } {
  const look = async () => upgrade((await area.get(key))[key])
  return {
    read: async () => asRead.safeParse(await look()).data,
    /** @throws Fault `notKept`; `keptByNewer` when the stored value can only be read by a newer version */
    async write(value) {
      const raw = await look()
      const read = asRead.safeParse(raw).data
      if (read === undefined && isNewer(whole, raw, ours)) throw new Fault('keptByNewer')
      await put(area, key, writtenOver(raw, read, whole.parse(value)))
    },
    clear: () => area.remove(key),
    /** Whether a newer version wrote the stored value, or wrote into it. */
    isNewer: async () => isNewer(whole, await look(), ours),
  }
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
