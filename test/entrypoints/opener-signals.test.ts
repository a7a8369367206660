import { expect, test } from 'vitest'
import { batch, computed, createModel, signal, whenChanged } from '../../entrypoints/opener/signals'

test('whatever changes, all is drawn once, after what is under way', async () => {
  const drawn: string[] = []
  const [one, two] = [signal('a'), signal(1)]
  const both = computed(() => `${one.value}${two.value}`)
  whenChanged(() => drawn.push(both.value))
  batch(() => {
    one.value = 'b'
    two.value = 2
  })
  one.value = 'c'
  expect([both.value, both.peek(), drawn]).toEqual(['c2', 'c2', []])
  await Promise.resolve()
  expect(drawn).toEqual(['c2'])
  two.value = 3
  await Promise.resolve()
  expect(drawn).toEqual(['c2', 'c3'])
})
test('what stays the same is not drawn again', async () => {
  const drawn: number[] = []
  const count = signal(1)
  whenChanged(() => drawn.push(count.value))
  count.value = 1
  await Promise.resolve()
  expect([drawn, count.peek()]).toEqual([[], 1])
})
test('a model is what its function returns', () => {
  const Model = createModel(({ by }: { by: number }) => ({ by: signal(by) }))
  const [one, two] = [new Model({ by: 1 }), new Model({ by: 2 })]
  one.by.value = 5
  expect([one.by.value, two.by.value]).toEqual([5, 2])
})
