import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { readLink } from '../../../lib/rules/read-link'
import { candidates, repairs } from '../../../lib/rules/rewritten-link'

const row = { name: z.string(), text: z.string() }
const Table = z.object({
  link: z.string(),
  vectors: z.array(
    z.discriminatedUnion('outcome', [
      z.strictObject({ ...row, outcome: z.literal('repaired'), repairs: z.array(z.enum(repairs)) }),
      z.strictObject({
        ...row,
        outcome: z.literal('refused'),
        fault: z.enum(['notALink', 'linkDamaged', 'linkHidden', 'needsKey']),
      }),
    ]),
  ),
})
const table = Table.parse(
  JSON.parse(readFileSync(new URL('../../vectors/links-damaged.json', import.meta.url), 'utf8')),
)
const { link: meant } = await readLink(table.link)

const damages = table.vectors.filter(row => row.outcome === 'repaired')
const refused = table.vectors.filter(row => row.outcome === 'refused')

test.each(damages)('is put right, and told: $name', async ({ text, repairs }) => {
  const read = await readLink(text)
  expect(read.link).toEqual(meant)
  expect(read.repairs.toSorted()).toEqual(repairs.toSorted())
})

test.each(refused)('is refused: $name', async ({ text, fault }) => {
  await expect(readLink(text)).rejects.toMatchObject({ code: fault })
})

test.each(damages)('is not put right when a character was lost as well: $name', async ({ text }) => {
  // The last character of the key, however the row spells it, is letters and digits only.
  const [, key = ''] = /\.([\w-]{43})\.[\w-]{8}$/.exec(table.link) ?? []
  const piece = key.slice(-4)
  if (!text.includes(piece)) return
  await expect(readLink(text.replaceAll(piece, piece.slice(1)))).rejects.toMatchObject({ name: 'Fault' })
})

test('every repair has a damage that shows it', () => {
  const shown = new Set(damages.flatMap(({ repairs }) => repairs))
  expect([...shown].toSorted()).toEqual([...repairs].toSorted())
})

test('the text itself comes first, and every reading once', () => {
  for (const { text } of table.vectors) {
    const read = candidates(text)
    expect(read[0]).toEqual({ text, repairs: [] })
    expect(new Set(read.map(({ text }) => text)).size).toBe(read.length)
  }
})

test.each([
  ['brackets', '<'.repeat(100_000)],
  ['full stops', `x${'.'.repeat(100_000)}x`],
  ['white space', `https://${' '.repeat(100_000)}x`],
  ['words', 'https://x '.repeat(10_000)],
  ['addresses', 'https://'.repeat(10_000)],
  ['percent signs', '%25'.repeat(30_000)],
  ['entities', '&amp;'.repeat(20_000)],
  ['backslashes', '\\'.repeat(100_000)],
  ['dashes', `https://${'—'.repeat(100_000)}`],
  ['wrappers', `https://a/?url=${encodeURIComponent('https://a/?url='.repeat(2_000))}`],
  ['parameters', `https://a/?${'u=https://b&'.repeat(8_000)}`],
  ['stars of Proofpoint', `https://urldefense.com/v3/__${'**_'.repeat(30_000)}__;Iw!`],
  ['ends of Proofpoint', `https://urldefense.com/v3/__${'__;'.repeat(30_000)}`],
])('a hostile text of many %s costs little', async (_, text) => {
  const before = process.cpuUsage()
  await expect(readLink(text)).rejects.toMatchObject({ name: 'Fault' })
  expect(candidates(text).length).toBeLessThanOrEqual(300)
  // Microseconds of work, not of waiting. Generous: it is some tens of milliseconds, where a quadratic step takes minutes.
  expect(process.cpuUsage(before).user).toBeLessThan(4_000_000)
})
