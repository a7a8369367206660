import { expect, test } from 'vitest'
import { createRevealings } from '../../../lib/doors/revealing'
import { memoryArea } from '../../support/area'

const doors = (area = memoryArea()) => createRevealings(area, () => crypto.randomUUID())

test('a secret is handed over once, and only to the tab that was sent for it', async () => {
  const revealings = doors()
  const token = await revealings.add({ given: 'link', tabId: 7 })
  expect(await revealings.claim(token, 8)).toBeUndefined()
  expect(await revealings.claim(token, undefined)).toBeUndefined()
  const mine = await revealings.claim(token, 7)
  expect(mine && (await revealings.read(mine))).toEqual({ given: 'link' })
  expect(await revealings.read(token)).toBeUndefined()
  expect(await revealings.claim(token, 7)).toBeUndefined()
})
test('a token that is none reads nothing of the rest of memory', async () => {
  const revealings = doors(memoryArea({ outcome: { given: 'x' }, 'revealing:x': { given: 'x' } }))
  for (const token of ['', 'x', '../outcome', '__proto__'])
    expect(await revealings.read(token)).toBeUndefined()
})
test('a link that is met twice on its way to a tab is the same one, until it is claimed', async () => {
  const revealings = doors()
  const token = await revealings.add({ given: 'link', tabId: 7 })
  expect(await revealings.sentTo(7, 'link')).toBe(token)
  expect(await revealings.sentTo(8, 'link')).toBeUndefined()
  expect(await revealings.sentTo(7, 'other')).toBeUndefined()
  await revealings.claim(token, 7)
  expect(await revealings.sentTo(7, 'link')).toBeUndefined()
})
test('two texts that came without a link are two', async () => {
  const revealings = doors()
  await revealings.add({ given: '', shown: 'eyJ', tabId: 7 })
  expect(await revealings.sentTo(7, '')).toBeUndefined()
})
