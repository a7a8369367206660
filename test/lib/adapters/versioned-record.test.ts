import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { asVersion, isNewer, judgeRecord, record, writtenOver } from '../../../lib/adapters/versioned-record'
import { memoryArea } from '../../support/area'

const whole = z.strictObject({
  version: z.literal(1),
  name: z.string(),
  state: z.enum(['on', 'off']),
  note: z.optional(z.string()),
})
const asRead = z.object({ ...whole.shape, version: asVersion(1) })
const good = { version: 1, name: 'x', state: 'on' }

describe('how a value stands to what this version writes', () => {
  test.each([
    ['as it is written', good, 'sound'],
    ['with more', { ...good, more: 1 }, 'sound'],
    ['with more under a later number', { ...good, version: 7, more: 1 }, 'sound'],
    ['with an unknown word', { ...good, state: 'resting' }, 'newer'],
    ['with an unknown word, and another shape along with it', { version: 1, state: 'resting' }, 'newer'],
    ['of another shape under a later number', { version: 2, names: ['x'] }, 'newer'],
    ['with something missing', { version: 1, state: 'on' }, 'damaged'],
    ['with a value of another type', { ...good, name: 7 }, 'damaged'],
    ['with a word that is none', { ...good, state: 7 }, 'damaged'],
    ['a later number, and nothing else', { version: 2 }, 'damaged'],
    ['with a number that is none', { ...good, version: 'x' }, 'damaged'],
    ['with an earlier number', { ...good, version: 0 }, 'damaged'],
    ['nothing', undefined, 'damaged'],
    ['a text', 'garbage', 'damaged'],
  ] as const)('%s', (_, value, judgement) => {
    expect(judgeRecord(whole, value)).toBe(judgement)
  })
  test('what has more than we know is a newer version’s, and what we would write is not', () => {
    expect([good, { ...good, more: 1 }, { ...good, name: 7 }].map(value => isNewer(whole, value))).toEqual([
      false,
      true,
      false,
    ])
  })
})

describe('what is written over what lies there', () => {
  test('changes what was changed, and leaves what was not read', () => {
    const raw = { a: 1, b: { c: 2, more: 3 }, more: [4], gone: 5 }
    expect(writtenOver(raw, { a: 1, b: { c: 2 }, gone: 5 }, { a: 6, b: { c: 7 } })).toEqual({
      ...{ a: 6, b: { c: 7, more: 3 }, more: [4] },
    })
  })
  test('leaves a value that was read as another one, until that is changed', () => {
    expect(writtenOver({ a: 'new word' }, { a: 'old' }, { a: 'old' })).toEqual({ a: 'new word' })
    expect(writtenOver({ a: 'new word' }, { a: 'old' }, { a: 'other' })).toEqual({ a: 'other' })
  })
  test('leaves in a list what could not be read of it', () => {
    expect(writtenOver(['x', { y: 1 }], ['x'], ['x', 'z'])).toEqual(['x', 'z', { y: 1 }])
    expect(writtenOver(['x', { y: 1 }], ['x'], [])).toEqual([{ y: 1 }])
  })
  test('takes a name that every object has for a name', () => {
    const raw = JSON.parse('{"__proto__": {"x": 1}, "constructor": 2, "a": 3}')
    expect(JSON.stringify(writtenOver(raw, { a: 3 }, { a: 4 }))).toBe(
      '{"__proto__":{"x":1},"constructor":2,"a":4}',
    )
    expect(({} as { x?: number }).x).toBeUndefined()
  })
})

describe('a record', () => {
  const kept = (value: unknown) => {
    const area = memoryArea({ it: value })
    return { area, it: record(area, 'it', { asRead, whole }) }
  }
  test('of a newer version is read as ours, and stays that one’s', async () => {
    const { area, it } = kept({ ...good, version: 3, more: 1 })
    expect(await it.read()).toEqual(good)
    await it.write({ version: 1, name: 'y', state: 'off' })
    expect(area.kept.get('it')).toEqual({ version: 3, name: 'y', state: 'off', more: 1 })
  })
  test('that only a newer version can read is not written over', async () => {
    const { area, it } = kept({ version: 3, names: ['x'] })
    expect(await it.read()).toBeUndefined()
    await expect(it.write({ version: 1, name: 'y', state: 'off' })).rejects.toMatchObject({
      code: 'keptByNewer',
    })
    expect(area.kept.get('it')).toEqual({ version: 3, names: ['x'] })
  })
  test('is written with nothing that has no place in it', async () => {
    const { area, it } = kept(undefined)
    await expect(it.write({ ...good, text: 'hunter2' } as never)).rejects.toThrow()
    expect(area.writes).toEqual([])
  })
})
