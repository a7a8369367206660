import { expect, test } from 'vitest'
import { newLinkKey } from '../../../lib/rules/envelope'
import { keyPart, makeLink, withoutKey } from '../../../lib/rules/link'
import { placeOf, readTarget, withKey } from '../../../lib/rules/read-link'

const place = { origin: 'https://eu.onetimesecret.com', secretKey: 's3cr3t' }
const link = await makeLink({ ...place, linkKey: newLinkKey(), passphrase: true })

test('a whole link leads to a sealed secret, and says whether a passphrase is needed', async () => {
  const target = await readTarget(link)
  expect(target).toMatchObject({ is: 'sealed', link: { passphrase: true } })
  expect(placeOf(target)).toEqual(place)
})
test('a link without a key may be of either kind', async () => {
  const target = await readTarget(withoutKey(link))
  expect(target).toMatchObject({ is: 'unknown', place })
  expect(placeOf(target)).toEqual(place)
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
