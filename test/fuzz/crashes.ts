import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { root } from '../tools/root'

const file = join(root, 'test/vectors/fuzz.json')
const Kept = z.array(z.strictObject({ property: z.string(), input: z.unknown() }))

const kept = () => Kept.parse(JSON.parse(readFileSync(file, 'utf8')))

/** The inputs that once broke a rule. */
export const crashesOf = (property: string): unknown[] =>
  kept().flatMap(crash => (crash.property === property ? [crash.input] : []))

/** The rules that something is kept of. */
export const crashedProperties = (): string[] => kept().map(({ property }) => property)

/** From now on it is tried first. */
export function keepCrash(property: string, input: unknown): void {
  const before = kept()
  const known = before.some(crash => JSON.stringify(crash) === JSON.stringify({ property, input }))
  if (!known) writeFileSync(file, `${JSON.stringify([...before, { property, input }], null, 2)}\n`)
}
