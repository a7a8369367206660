import { expect, test } from 'vitest'
import { readLink } from '../../../lib/rules/read-link'
import { hiding, rewrites } from '../../support/rewritten-links'

const link =
  'https://eu.onetimesecret.com/secret/3v9xm1oaekpqlzf7w6dyu5c2n8trbsg#c1.D7Cu3GEK1fttHW_LklDSufwv96S--8EHa4sGe4Ehim4.gL_fi47s'
const { link: meant } = await readLink(link)
const rows = Object.entries(rewrites).flatMap(([kind, ways]) =>
  Object.entries(ways).map(([way, rewrite]) => [kind, way, rewrite] as const),
)

test.each(rows)('a link is read though %s: %s', async (_kind, _way, rewrite) => {
  expect((await readLink(rewrite(link))).link).toEqual(meant)
  expect((await readLink(`  ${rewrite(link)}\n`)).link).toEqual(meant)
  // With one letter of its key changed, it is not.
  await expect(readLink(rewrite(link.replace('D7Cu', 'D7Cv')))).rejects.toMatchObject({ name: 'Fault' })
})

test.each(hiding)('of a gateway that keeps the address to itself, it is said: %s', async text => {
  await expect(readLink(text)).rejects.toMatchObject({ code: 'linkHidden' })
})
