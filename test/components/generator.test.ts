import { beforeEach, expect, test } from 'vitest'
import { Generator, type World } from '../../components/composer/generating'
import { firstRecipe, type Recipe } from '../../lib/rules/recipe'
import { seeded } from '../support/chance'

const list = Array.from({ length: 2048 }, (_, number) => `w${number}`)

let used: string[]
let recipes: Recipe[]
let makes: number
let world: World
beforeEach(() => {
  used = []
  recipes = []
  makes = 0
  world = {
    sealedOnly: false,
    random: seeded(1),
    wordlist: async () => list,
    remember: recipe => void recipes.push(recipe),
    use: text => void used.push(text),
    make: async () => {
      makes++
    },
    close: () => {},
  }
})

test('one is made up at once, and another by every press and every choice', async () => {
  const model = new Generator(world, firstRecipe)
  const seen = [model.made.value]
  await model.again()
  seen.push(model.made.value)
  await model.choose({ length: 30 })
  seen.push(model.made.value)
  expect(seen.map(({ length }) => length)).toEqual([20, 20, 30])
  expect(new Set(seen).size).toBe(3)
})
test('what is looked at is what is used, with the recipe that made it', async () => {
  const model = new Generator(world, firstRecipe)
  await model.choose({ kind: 'pin', digits: 4 })
  const looked = model.made.value
  model.use()
  expect(looked).toMatch(/^\d{4}$/)
  expect(used).toEqual([looked])
  expect(recipes).toEqual([{ ...firstRecipe, kind: 'pin', digits: 4 }])
})
test('a list of words that comes late does not take the place of what was chosen since', async () => {
  let arrive = (_: readonly string[]) => {}
  world.wordlist = () =>
    new Promise(resolve => {
      arrive = resolve
    })
  const model = new Generator(world, firstRecipe)
  const asked = model.choose({ kind: 'words' })
  await model.choose({ kind: 'pin' })
  arrive(list)
  await asked
  expect(model.made.value).toMatch(/^\d{6}$/)
})
test('the last class of characters cannot be left out', async () => {
  const model = new Generator(world, { ...firstRecipe, classes: ['lower', 'digits'] })
  await model.toggle('lower')
  await model.toggle('digits')
  expect(model.recipe.value.classes).toEqual(['digits'])
  await model.toggle('upper')
  expect(model.recipe.value.classes).toEqual(['digits', 'upper'])
})
test('strength follows every choice', async () => {
  const model = new Generator(world, firstRecipe)
  expect(model.strength.value).toBe('veryStrong')
  await model.choose({ kind: 'pin' })
  expect(model.strength.value).toBe('weak')
  expect(model.effort.value).toEqual({ is: 'instant' })
})
test('what the server is to make is asked of it, with the length remembered, and nothing made here is used', async () => {
  const model = new Generator(world, firstRecipe)
  await model.choose({ kind: 'server', length: 40 })
  model.use()
  expect(makes).toBe(1)
  expect(used).toEqual([])
  expect(recipes).toEqual([{ ...firstRecipe, kind: 'server', length: 40 }])
})

test('where every secret is to be sealed, no server makes one up', () => {
  const before = { ...firstRecipe, kind: 'server' as const }
  expect(new Generator(world, before).recipe.value.kind).toBe('server')
  const model = new Generator({ ...world, sealedOnly: true }, before)
  expect(model.recipe.value.kind).toBe('password')
  expect(model.sealedOnly.value).toBe(true)
})
