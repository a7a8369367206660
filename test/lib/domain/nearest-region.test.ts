import { expect, test } from 'vitest'
import { nearestRegion } from '../../../lib/domain/nearest-region'

test.each([
  ['Europe/Paris', 'eu'],
  ['Europe/London', 'uk'],
  ['Atlantic/Canary', 'eu'],
  ['America/Toronto', 'ca'],
  ['America/New_York', 'us'],
  ['Pacific/Auckland', 'nz'],
  ['Asia/Tokyo', 'us'],
  ['UTC', 'us'],
])('in %s the first server offered is %s', (zone, region) => {
  expect(nearestRegion(zone)).toBe(region)
})
