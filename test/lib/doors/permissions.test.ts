import { expect, test } from 'vitest'
import { memoryPermissions } from '../../support/permissions'

const asked = { permissions: ['notifications'], origins: ['https://secrets.example.com/*'] }

test('what was allowed since is told from what the extension comes with', async () => {
  const { permissions } = memoryPermissions(asked)
  expect(await permissions.held()).toEqual({
    always: { permissions: ['storage'], origins: ['https://eu.onetimesecret.com/*'] },
    asked,
  })
})
test('all that was allowed can be taken back, and nothing else is touched', async () => {
  const { permissions, held } = memoryPermissions(asked)
  await permissions.takeBackAll()
  expect([...held.permissions, ...held.origins]).toEqual(['storage', 'https://eu.onetimesecret.com/*'])
})
test('what the extension comes with, or nobody allowed, is not asked back from the browser', async () => {
  const { permissions, held } = memoryPermissions(asked)
  await permissions.takeBack({
    permissions: ['storage', 'idle'],
    origins: ['https://eu.onetimesecret.com/*'],
  })
  expect([...held.permissions]).toEqual(['storage', 'notifications'])
  await permissions.takeBack({ origins: ['https://secrets.example.com/*'] })
  expect([...held.origins]).toEqual(['https://eu.onetimesecret.com/*'])
})
