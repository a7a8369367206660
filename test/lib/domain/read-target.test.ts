import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { newLinkKey } from '../../../lib/domain/jwe-envelope'
import { keyPart, makeLink, withoutKey } from '../../../lib/domain/link'
import { locationOf, readLink, readLoneKey, readTarget, withKey } from '../../../lib/domain/read-link'

const place = { origin: 'https://eu.onetimesecret.com', secretKey: 's3cr3t' }
const link = await makeLink({ ...place, linkKey: newLinkKey(), passphrase: true })

test('a whole link leads to a sealed secret, and says whether a passphrase is needed', async () => {
  const target = await readTarget(link)
  expect(target).toMatchObject({ is: 'sealed', link: { passphrase: true } })
  expect(locationOf(target)).toEqual(place)
})
test('a link without a key may be of either kind', async () => {
  const target = await readTarget(withoutKey(link))
  expect(target).toMatchObject({ is: 'unknown', place })
  expect(locationOf(target)).toEqual(place)
})
test('a cut link is never taken for one without a key', async () => {
  for (let length = withoutKey(link).length + 1; length < link.length; length++) {
    await expect(readTarget(link.slice(0, length)), `${length}`).rejects.toMatchObject({
      code: 'linkDamaged',
    })
  }
})
test('a key belongs to its own link', async () => {
  expect(await withKey(place, keyPart(link))).toMatchObject({ is: 'sealed' })
  await expect(withKey({ ...place, secretKey: 'other' }, keyPart(link))).rejects.toMatchObject({
    code: 'linkDamaged',
  })
})

const file: unknown = JSON.parse(readFileSync(new URL('../../vectors/links.json', import.meta.url), 'utf8'))
const links = z
  .object({ vectors: z.array(z.object({ link: z.string() })) })
  .parse(file)
  .vectors.map(({ link }) => link)

test.each(links)('the key of %s is read alone, as the link holds it', async text => {
  const { linkKey, passphrase } = (await readLink(text)).link
  for (const given of [keyPart(text), `#${keyPart(text)}`, ` “${keyPart(text)}”. `])
    expect(readLoneKey(given)).toEqual({ linkKey, passphrase })
})

test('a damaged link does not pass for a key, nor a cut key', () => {
  const [link = ''] = links
  const key = keyPart(link)
  for (let at = 0; at < key.length; at++) expect(readLoneKey(key.slice(0, at))).toBeUndefined()
  for (let at = 1; at < key.length; at++) expect(readLoneKey(key.slice(at))).toBeUndefined()
  for (let at = 0; at < link.indexOf('#'); at++) expect(readLoneKey(link.slice(at))).toBeUndefined()
  expect(readLoneKey(`${key}x`)).toBeUndefined()
})
