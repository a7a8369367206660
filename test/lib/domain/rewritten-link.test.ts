import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { readLink } from '../../../lib/domain/read-link'
import { candidates, hidesLink, repairs } from '../../../lib/domain/rewritten-link'
import { hiding, rewrites } from '../../support/rewritten-links'

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

const sent =
  'https://eu.onetimesecret.com/secret/3v9xm1oaekpqlzf7w6dyu5c2n8trbsg#c1.D7Cu3GEK1fttHW_LklDSufwv96S--8EHa4sGe4Ehim4.gL_fi47s'
const { link: asSent } = await readLink(sent)
const rows = Object.entries(rewrites).flatMap(([kind, ways]) =>
  Object.entries(ways).map(([way, rewrite]) => [kind, way, rewrite] as const),
)

test.each(rows)('a link is read though %s: %s', async (_kind, _way, rewrite) => {
  expect((await readLink(rewrite(sent))).link).toEqual(asSent)
  expect((await readLink(`  ${rewrite(sent)}\n`)).link).toEqual(asSent)
  // With one letter of its key changed, it is not.
  await expect(readLink(rewrite(sent.replace('D7Cu', 'D7Cv')))).rejects.toMatchObject({ name: 'Fault' })
})

test.each(hiding)('of a gateway that keeps the address to itself, it is said: %s', async text => {
  await expect(readLink(text)).rejects.toMatchObject({ code: 'linkHidden' })
})

const address = 'https://example.com/page?a=1'
const base64 = btoa(address)

test.each([
  'https://protect-eu.mimecast.com/s/AbCdEfGh?domain=eu.onetimesecret.com',
  'https://url.us.m.mimecastprotect.com/s/Xy12AbCdEf',
  'https://shared.outlook.inky.com/link?domain=eu.onetimesecret.com&t=h.eJxVkMtu',
  'https://lp.vadesecure.com/q/AbCdEfGhIjKl',
  'https://secure-web.cisco.com/1aBcDeFgHiJkLmNoPqRsTuV',
  'https://url.emailprotection.link/?bAbCdEf~',
  'https://clicktime.symantec.com/15sLvSn9AbCdEf',
  'See https://protect-eu.mimecast.com/s/AbCdEfGh?domain=eu.onetimesecret.com there',
])('the address is not in %s', text => {
  expect(hidesLink(text)).toBe(true)
})

test.each([
  'https://example.com/',
  'https://eu.onetimesecret.com/secr',
  `https://nam02.safelinks.protection.outlook.com/?url=${encodeURIComponent(address)}&data=05`,
  `https://secure-web.cisco.com/1aBc/${encodeURIComponent(address)}`,
  `https://eu.protection.sophos.com/?d=example.com&u=${base64}&i=1`,
  `https://protect.checkpoint.com/v2/___${address}___.YzJ1`,
  'https://urldefense.proofpoint.com/v2/url?u=https-3A__example.com_page&d=Dw',
  'https://urldefense.com/v3/__https://example.com/page__;!!AbC',
  'correct horse battery staple',
])('not said of what hides nothing: %s', text => {
  expect(hidesLink(text)).toBe(false)
})
