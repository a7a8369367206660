import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { onFirstUse } from '../../../lib/domain/on-first-use'

const counted = <T extends object>(build: () => T) => {
  const made = { times: 0 }
  const stand = onFirstUse(() => {
    made.times++
    return build()
  })
  return { made, stand }
}

test('it is built once, and not before it is looked at', () => {
  const { made, stand } = counted(() => z.string())
  expect(made.times).toBe(0)
  stand.parse('a')
  stand.parse('b')
  expect(made.times).toBe(1)
})

test('a schema of others takes their stand-ins, without building them', () => {
  const { made, stand: word } = counted(() => z.string().check(z.maxLength(3)))
  const One = onFirstUse(() => z.strictObject({ word, words: z.optional(z.array(word)) }))
  expect(made.times).toBe(0)
  expect(One.safeParse({ word: 'abc', words: ['abc'] }).success).toBe(true)
  expect(One.safeParse({ word: 'abcd' }).success).toBe(false)
  expect(One.safeParse({ word: 'abc', words: ['abcd'] }).success).toBe(false)
  expect(One.safeParse({ word: 'abc', more: 1 }).success).toBe(false)
})

test('a union tells its branches apart through them', () => {
  const Read = onFirstUse(() => z.strictObject({ at: z.literal('read'), text: z.string() }))
  const Gone = onFirstUse(() => z.strictObject({ at: z.enum(['gone', 'burned']) }))
  const End = onFirstUse(() => z.discriminatedUnion('at', [Read, Gone]))
  expect(End.parse({ at: 'burned' })).toEqual({ at: 'burned' })
  expect(End.safeParse({ at: 'read' }).success).toBe(false)
  expect(End.safeParse({ at: 'lost' }).success).toBe(false)
})

test('it has the properties and the class of what it stands for', () => {
  const State = onFirstUse(() => z.enum(['on', 'off']))
  expect(State.options).toEqual(['on', 'off'])
  expect('options' in State).toBe(true)
  expect(State instanceof z.ZodMiniEnum).toBe(true)
})
