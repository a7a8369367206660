import { beforeEach, describe, expect, test } from 'vitest'
import { GeneratorModel, type GeneratorWorld } from '../../../components/composer/generator'
import { defaultSettings } from '../../../lib/adapters/settings-store'
import { emptyDraft } from '../../../lib/domain/draft'
import { defaultGeneratorOptions, type GeneratorOptions } from '../../../lib/domain/generator-options'
import { seeded } from '../../support/chance'
import { composerPage, done } from '../../support/composer'

const half = { text: 'half a thought', note: '' }
let page: ReturnType<typeof composerPage>
beforeEach(() => {
  page = composerPage()
})

const list = Array.from({ length: 2048 }, (_, number) => `w${number}`)

let used: string[]
let recipes: GeneratorOptions[]
let makes: number
let generatorWorld: GeneratorWorld
beforeEach(() => {
  used = []
  recipes = []
  makes = 0
  generatorWorld = {
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

describe('the generator', () => {
  test('one is made up at once, and another by every press and every choice', async () => {
    const model = new GeneratorModel(generatorWorld, defaultGeneratorOptions)
    const seen = [model.made.value]
    await model.again()
    seen.push(model.made.value)
    await model.choose({ length: 30 })
    seen.push(model.made.value)
    expect(seen.map(({ length }) => length)).toEqual([20, 20, 30])
    expect(new Set(seen).size).toBe(3)
  })
  test('what is looked at is what is used, with the recipe that made it', async () => {
    const model = new GeneratorModel(generatorWorld, defaultGeneratorOptions)
    await model.choose({ kind: 'pin', digits: 4 })
    const looked = model.made.value
    model.use()
    expect(looked).toMatch(/^\d{4}$/)
    expect(used).toEqual([looked])
    expect(recipes).toEqual([{ ...defaultGeneratorOptions, kind: 'pin', digits: 4 }])
  })
  test('a list of words that comes late does not take the place of what was chosen since', async () => {
    let arrive = (_: readonly string[]) => {}
    generatorWorld.wordlist = () =>
      new Promise(resolve => {
        arrive = resolve
      })
    const model = new GeneratorModel(generatorWorld, defaultGeneratorOptions)
    const asked = model.choose({ kind: 'words' })
    await model.choose({ kind: 'pin' })
    arrive(list)
    await asked
    expect(model.made.value).toMatch(/^\d{6}$/)
  })
  test('the last class of characters cannot be left out', async () => {
    const model = new GeneratorModel(generatorWorld, {
      ...defaultGeneratorOptions,
      classes: ['lower', 'digits'],
    })
    await model.toggle('lower')
    await model.toggle('digits')
    expect(model.recipe.value.classes).toEqual(['digits'])
    await model.toggle('upper')
    expect(model.recipe.value.classes).toEqual(['digits', 'upper'])
  })
  test('strength follows every choice', async () => {
    const model = new GeneratorModel(generatorWorld, defaultGeneratorOptions)
    expect(model.strength.value).toBe('veryStrong')
    await model.choose({ kind: 'pin' })
    expect(model.strength.value).toBe('weak')
    expect(model.effort.value).toEqual({ is: 'instant' })
  })
  test('what the server is to make is asked of it, with the length remembered, and nothing made here is used', async () => {
    const model = new GeneratorModel(generatorWorld, defaultGeneratorOptions)
    await model.choose({ kind: 'server', length: 40 })
    model.use()
    expect(makes).toBe(1)
    expect(used).toEqual([])
    expect(recipes).toEqual([{ ...defaultGeneratorOptions, kind: 'server', length: 40 }])
  })
  test('where every secret is to be sealed, no server makes one up', () => {
    const before = { ...defaultGeneratorOptions, kind: 'server' as const }
    expect(new GeneratorModel(generatorWorld, before).recipe.value.kind).toBe('server')
    const model = new GeneratorModel({ ...generatorWorld, sealedOnly: true }, before)
    expect(model.recipe.value.kind).toBe('password')
    expect(model.sealedOnly.value).toBe(true)
  })
})

describe('a secret that was made up', () => {
  test('takes the field, and what was being written there is set aside, not lost', async () => {
    const model = page.composer()
    model.write({ text: 'half a thought', label: 'wifi' })
    await model.openGenerator()
    expect(model.generating.value).toBe(true)
    model.take('4711')
    expect(model.generating.value).toBe(false)
    expect(page.kept.at(-1)).toMatchObject({ draft: { text: '4711', label: 'wifi' }, aside: [half] })
    model.bringBack()
    expect(page.kept.at(-1)).toMatchObject({
      draft: { text: 'half a thought' },
      aside: [{ text: '4711', note: '' }],
    })
  })
  test('leaves nothing aside of an empty field', () => {
    const model = page.composer()
    model.take('4711')
    expect(page.kept.at(-1)?.aside).toEqual([])
  })
  test('has its recipe remembered', () => {
    const model = page.composer()
    model.rememberRecipe({ ...defaultGeneratorOptions, kind: 'pin' })
    expect(page.remembered.at(-1)?.generator).toEqual({ ...defaultGeneratorOptions, kind: 'pin' })
  })
  test('does not change what is under way', () => {
    const model = page.composer({ at: 'sending' })
    model.take('4711')
    expect(page.kept).toEqual([])
  })
})

describe('a secret for the server to make up', () => {
  test('is asked for as the draft says, once; what was being written is set aside', async () => {
    const model = page.composer()
    model.write({ text: 'half a thought', note: 'n', ttl: 300 })
    const making = model.generate()
    await Promise.all([making, model.generate()])
    const wanted = page.asked.filter(([name]) => name === 'generate')
    expect(wanted).toEqual([
      ['generate', { draft: expect.objectContaining({ text: '', ttl: 300 }), length: 20 }],
    ])
    expect(model.status.outcome.value).toEqual(done)
    expect(model.draft.composing.value.aside).toEqual([{ ...half, note: 'n' }])
    expect(JSON.stringify(wanted)).not.toContain('half a thought')
    await model.status.dismiss()
    model.bringBack()
    expect(model.draft.current.value).toMatchObject({ ...half, note: 'n' })
  })
  test('costs no note, written though nothing else is', async () => {
    const model = page.composer()
    model.write({ note: 'n' })
    await model.generate()
    model.bringBack()
    expect(model.draft.current.value.note).toBe('n')
  })
  test('is not asked for where the browser does not let us, and the text stays', async () => {
    page.granted = false
    const model = page.composer()
    model.write({ text: 'half a thought' })
    await model.generate()
    expect(page.asked).toEqual([])
    expect(model.draft.current.value.text).toBe('half a thought')
  })
  test('is asked for when the popup is open again after the browser’s prompt', async () => {
    page.allowed = true
    const pattern = 'https://eu.onetimesecret.com/*'
    const model = page.composer(undefined, {
      draft: emptyDraft(defaultSettings('us').sharing),
      aside: [],
      asking: { to: 'generate', pattern, since: 1_000_000 },
    })
    await model.resume()
    expect(page.asked.map(([name]) => name)).toEqual(['generate'])
  })
})
