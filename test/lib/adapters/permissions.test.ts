import { expect, test } from 'vitest'
import { memoryPermissions } from '../../support/permissions'

const asked = { permissions: ['notifications'], origins: ['https://secrets.example.com/*'] }

test('all that was allowed can be taken back, and nothing else is touched', async () => {
  const { permissions, held } = memoryPermissions(asked)
  await permissions.takeBackAll()
  expect([...held.permissions, ...held.origins]).toEqual(['storage', 'https://eu.onetimesecret.com/*'])
})
test('what the extension comes with, or nobody allowed, is not asked back from the browser', async () => {
  const { permissions, held } = memoryPermissions(asked)
  for (const pattern of ['https://eu.onetimesecret.com/*', 'https://other.example/*'])
    await permissions.takeBack(pattern)
  expect([...held.origins]).toEqual(['https://eu.onetimesecret.com/*', 'https://secrets.example.com/*'])
  await permissions.takeBack('https://secrets.example.com/*')
  expect([...held.origins]).toEqual(['https://eu.onetimesecret.com/*'])
  expect([...held.permissions]).toEqual(['storage', 'notifications'])
})
