import { expect, test } from 'vitest'
import { createRevealSessions } from '../../../lib/adapters/reveal-session'
import { memoryArea } from '../../support/area'

const doors = (area = memoryArea()) => createRevealSessions(area, () => crypto.randomUUID())

test('a secret is handed over once, and only to the tab that was sent for it', async () => {
  const revealSessions = doors()
  const token = await revealSessions.add({ given: 'link', tabId: 7 })
  expect(await revealSessions.claim(token, 8)).toBeUndefined()
  expect(await revealSessions.claim(token, undefined)).toBeUndefined()
  const mine = await revealSessions.claim(token, 7)
  expect(mine && (await revealSessions.read(mine))).toEqual({ given: 'link' })
  expect(await revealSessions.read(token)).toBeUndefined()
  expect(await revealSessions.claim(token, 7)).toBeUndefined()
})
test('a token that is none reads nothing of the rest of memory', async () => {
  const revealSessions = doors(memoryArea({ outcome: { given: 'x' }, 'revealing:x': { given: 'x' } }))
  for (const token of ['', 'x', '../outcome', '__proto__'])
    expect(await revealSessions.read(token)).toBeUndefined()
})
test('a link that is met twice on its way to a tab is the same one, until it is claimed', async () => {
  const revealSessions = doors()
  const token = await revealSessions.add({ given: 'link', tabId: 7 })
  expect(await revealSessions.sentTo(7, 'link')).toBe(token)
  expect(await revealSessions.sentTo(8, 'link')).toBeUndefined()
  expect(await revealSessions.sentTo(7, 'other')).toBeUndefined()
  await revealSessions.claim(token, 7)
  expect(await revealSessions.sentTo(7, 'link')).toBeUndefined()
})
test('two texts that came without a link are two', async () => {
  const revealSessions = doors()
  await revealSessions.add({ given: '', shown: 'eyJ', tabId: 7 })
  expect(await revealSessions.sentTo(7, '')).toBeUndefined()
})

test('of what nobody claims little is kept: the oldest goes', async () => {
  const revealSessions = doors()
  const tokens = []
  for (let made = 0; made < 40; made++)
    tokens.push(await revealSessions.add({ given: `link ${made}`, tabId: made }))
  const kept = await Promise.all(tokens.map(token => revealSessions.read(token)))
  expect(kept.map(one => one !== undefined)).toEqual(tokens.map((_, made) => made >= 28))
})
test('many at once are no more', async () => {
  const revealSessions = doors()
  await Promise.all(Array.from({ length: 40 }, (_, tabId) => revealSessions.add({ given: 'link', tabId })))
  expect(await revealSessions.all()).toHaveLength(12)
})
test('what pages show does not fill the memory either', async () => {
  const revealSessions = doors()
  const shown = 'x'.repeat(900_000)
  for (let made = 0; made < 6; made++) await revealSessions.add({ given: '', shown, tabId: made })
  expect(await revealSessions.all()).toHaveLength(2)
})
test('what a tab has claimed, or a person gave, never goes for that', async () => {
  const revealSessions = doors()
  const claimed = await revealSessions.claim(
    await revealSessions.add({ given: '', shown: 'eyJ', tabId: 7 }),
    7,
  )
  const given = await revealSessions.add({ given: 'a person’s' })
  for (let made = 0; made < 40; made++) await revealSessions.add({ given: 'link', tabId: made })
  expect(claimed && (await revealSessions.read(claimed))).toEqual({ given: '', shown: 'eyJ' })
  expect(await revealSessions.read(given)).toEqual({ given: 'a person’s' })
})
