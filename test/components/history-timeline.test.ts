import { expect, test } from 'vitest'
import { everything, HistoryModel } from '../../components/history/model'
import type { Call } from '../../lib/adapters/messages'
import type { Entry } from '../../lib/domain/history-entry'
import { entryWith } from '../support/entries'

const noon = new Date(2026, 4, 4, 12).getTime()
const yesterday = new Date(2026, 4, 3).getTime()

async function opened(...entries: Entry[]) {
  let tick = () => {}
  let now = noon
  const model = new HistoryModel({
    call: (async () => undefined) as unknown as Call,
    entries: async () => entries,
    accountNames: async () => new Map(),
    now: () => now,
    later: run => {
      tick = run
      return () => {}
    },
    copy: async () => {},
    nameOf: server => server,
    request: async () => true,
    allowed: async () => true,
    compose: () => {},
  })
  await model.open()
  return {
    model,
    pass(ms: number) {
      now += ms
      tick()
    },
  }
}

test('one day of the time line is shown, together with a search, and then all of them again', async () => {
  const [today, early, late] = [
    entryWith({ created: noon, label: 'Today' }),
    entryWith({ created: yesterday, label: 'Early' }),
    entryWith({ created: yesterday - 1, label: 'Late' }),
  ]
  const { model } = await opened(today, early, late)
  const shown = () => model.found.value.map(({ label }) => label)
  const days = model.timeline.value.filter(({ total }) => total > 0)
  expect(days.map(({ total }) => total)).toEqual([1, 1, 1])
  model.look({ day: yesterday })
  expect(shown()).toEqual(['Early'])
  model.look({ text: 'late' })
  expect(shown()).toEqual([])
  model.look(everything)
  expect(shown()).toEqual(['Today', 'Early', 'Late'])
})
test('the days are counted anew when another one begins, not at each tick of the clock', async () => {
  const { model, pass } = await opened(entryWith({ created: noon }))
  const { value } = model.timeline
  pass(3_600_000)
  expect(model.timeline.value).toBe(value)
  pass(12 * 3_600_000)
  expect(model.timeline.value.at(-1)?.start).toBe(new Date(2026, 4, 5).getTime())
})
