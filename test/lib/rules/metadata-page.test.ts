import { expect, test } from 'vitest'
import { metadataPage } from '../../../lib/rules/metadata-page'

const origin = 'https://eu.onetimesecret.com'

test('old servers show the sender’s page under private, new ones under receipt', () => {
  expect(metadataPage(origin, 'm'.repeat(31))).toBe(`${origin}/private/${'m'.repeat(31)}`)
  expect(metadataPage(origin, 'm'.repeat(62))).toBe(`${origin}/receipt/${'m'.repeat(62)}`)
})
