import { expect, test } from 'vitest'
import { HistoryModel } from '../../components/history/model'
import type { Call, MessageAsk, MessageName } from '../../lib/adapters/messages'
import { entryWith } from '../support/entries'

const id = '00000000-0000-4000-8000-000000000009'
const linkOf = (number: number) => entryWith({ batch: { id, number, of: 3 } })

test('the links of one secret are burned after one question, which is asked anew where it was left', async () => {
  const [first, second, third] = [linkOf(1), linkOf(2), { ...linkOf(3), state: 'read' as const }]
  const other = entryWith()
  const asked: [MessageName, unknown][] = []
  const model = new HistoryModel({
    call: (async <N extends MessageName>(name: N, ask: MessageAsk<N>) => {
      asked.push([name, ask])
      return { burned: 2, left: 0, ended: [first.id, second.id] }
    }) as Call,
    entries: async () => [first, second, third, other],
    accountNames: async () => new Map(),
    now: () => 1_000_000,
    later: () => () => {},
    copy: async () => {},
    nameOf: server => server,
    request: async () => true,
    allowed: async () => true,
    compose: () => {},
  })
  await model.open()
  const { row } = model
  const { askToBurn, burning } = row.batchBurningOf(id)
  expect(model.waitingOf(id)).toBe(2)
  row.toggle(first.id)
  await row.burnBatch(first.id, id)
  askToBurn(false)
  row.toggle(other.id)
  await row.burnBatch(first.id, id)
  expect(asked, 'without the question there is no fire').toEqual([])
  row.toggle(first.id)
  askToBurn(false)
  await row.burnBatch(first.id, id)
  expect(asked).toEqual([['burnBatch', { id }]])
  expect(burning.value).toMatchObject({ at: 'done', burned: 2, left: 0 })
  model.close()
})
