/**
 * Zod's names and meanings for what `lib/rules` asks of it, and nothing more: the whole of Zod would be a third
 * of the page. The suite of refused texts is run against the built page's code, so it stays as strict.
 */
type Check = (value: unknown) => boolean
type Schema = {
  accepts: Check
  optional: boolean
  parse: (value: unknown) => unknown
  check: (...checks: Check[]) => Schema
}

function schema(accepts: Check, optional = false): Schema {
  return {
    accepts,
    optional,
    parse(value) {
      if (!accepts(value)) throw new TypeError('not what was expected')
      return value
    },
    check: (...checks) => schema(value => accepts(value) && checks.every(holds => holds(value)), optional),
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const string = () => schema(value => typeof value === 'string')
export const int = () => schema(Number.isSafeInteger)
export const literal = (only: unknown) => schema(value => value === only)
export const exactOptional = (inner: Schema) => schema(inner.accepts, true)
export const strictObject = (shape: Record<string, Schema>) =>
  schema(
    value =>
      isRecord(value) &&
      Object.keys(value).every(name => Object.hasOwn(shape, name)) &&
      Object.entries(shape).every(([name, { accepts, optional }]) =>
        Object.hasOwn(value, name) ? accepts(value[name]) : optional,
      ),
  )
export const discriminatedUnion = (_: string, either: Schema[]) =>
  schema(value => either.some(({ accepts }) => accepts(value)))

export const positive = (): Check => value => Number(value) > 0
export const maximum =
  (most: number): Check =>
  value =>
    Number(value) <= most
export const regex =
  (pattern: RegExp): Check =>
  value =>
    pattern.test(String(value))
export const refine =
  (holds: (text: string) => boolean): Check =>
  value =>
    holds(String(value))
