import fc from 'fast-check'
import { content } from '../support/messages'

export { content }

/** Names that an object has without being given them, or that change what it is. */
export const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'then']

const letters = fc.string({ unit: 'binary', maxLength: 30 })
const names = fc.oneof(fc.constantFrom(...inherited), fc.string({ maxLength: 12 }))
const leaf = fc.oneof(
  fc.constantFrom('null', 'true', 'false', '0', '-1', '1e400', '1.5', '9007199254740993', '""'),
  fc.integer().map(String),
  fc.oneof(letters, fc.constant(content), names).map(text => JSON.stringify(text)),
)
const { any } = fc.letrec<{ any: string }>(tie => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('any'), { maxLength: 4 }).map(items => `[${items.join(',')}]`),
    fc
      .array(fc.tuple(names, tie('any')), { maxLength: 4 })
      .map(members => `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`),
  ),
}))
/** JSON of any shape, as text: parsed, its `__proto__` is a name like others. */
export const jsonText: fc.Arbitrary<string> = any

/** One change to a parsed value: at some node, something else, nothing, or something more. */
const change = fc.record(
  { at: fc.nat(200), how: fc.constantFrom('instead', 'without', 'besides'), name: names, junk: jsonText },
  { noNullPrototype: true },
)
export type Change = { at: number; how: string; name: string; junk: string }
export const changes = fc.array(change, { minLength: 1, maxLength: 3 })

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Defined, not set: a name like `__proto__` is one like others, as the parser has it. */
const put = (table: object, name: string, value: unknown) =>
  Object.defineProperty(table, name, { value, enumerable: true, writable: true, configurable: true })

/** A copy of a value with some changes: wrong types, missing members, members that nobody knows. */
export function changed(value: unknown, all: readonly Change[]): unknown {
  let next = structuredClone(value)
  for (const { at, how, name, junk } of all) {
    const places: [table: Record<string, unknown>, name: string][] = []
    const tables: Record<string, unknown>[] = []
    const visit = (node: unknown) => {
      if (!isTable(node)) return
      tables.push(node)
      for (const key of Object.keys(node)) {
        places.push([node, key])
        visit(node[key])
      }
    }
    visit(next)
    const place = places[at % (places.length || 1)]
    const table = tables[at % (tables.length || 1)]
    // A list has no member with a name, and JSON could not bring one.
    if (how === 'besides' && Array.isArray(table)) table.push(JSON.parse(junk))
    else if (how === 'besides' && table) put(table, name, JSON.parse(junk))
    else if (!place) next = JSON.parse(junk)
    else if (how === 'without') delete place[0][place[1]]
    else put(place[0], place[1], JSON.parse(junk))
  }
  return next
}

/** One change to a text: characters lost, doubled, exchanged, another one, another case. */
const edit = fc.record(
  {
    at: fc.nat(600),
    how: fc.constantFrom('lost', 'cut', 'from', 'doubled', 'exchanged', 'other', 'more', 'case'),
    sign: fc.oneof(
      fc.constantFrom(...'.-_#/:@?=&%p1cA \n>\u2013\u00ad\u200b'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
  },
  { noNullPrototype: true },
)
export type Edit = { at: number; how: string; sign: string }
export const edits = fc.array(edit, { minLength: 1, maxLength: 3 })

export const edited = (text: string, all: readonly Edit[]): string =>
  all.reduce((text, { at, how, sign }) => {
    const here = at % (text.length || 1)
    const [before, one, after] = [text.slice(0, here), text.slice(here, here + 1), text.slice(here + 1)]
    switch (how) {
      case 'lost':
        return before + after
      case 'cut':
        return before
      case 'from':
        return one + after
      case 'doubled':
        return before + one + one + after
      case 'exchanged':
        return before + after.slice(0, 1) + one + after.slice(1)
      case 'other':
        return before + sign + after
      case 'more':
        return before + sign + one + after
      default:
        return before + (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase()) + after
    }
  }, text)

/** Text made of pieces that a reader stumbles over. */
export const textOf = (...pieces: string[]): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: letters }),
      {
        maxLength: 12,
      },
    )
    .map(parts => parts.join(''))

const wordSigns = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_'
export const wordOf = (least: number, most: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...wordSigns), minLength: least, maxLength: most })
/** Bytes, as numbers. */
export const bytesOf = (least: number, most = least): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: 0, max: 255 }), { minLength: least, maxLength: most })
export const anyText = fc.string({ unit: 'binary', maxLength: 200 })

/** The shrinking must not lose the prototype of a record: inputs are kept as JSON. */
export const recordOf = <T>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(shape, { noNullPrototype: true }) as unknown as fc.Arbitrary<T>
