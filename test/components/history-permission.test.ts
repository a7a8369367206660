import { expect, test } from 'vitest'
import { HistoryModel } from '../../components/history/model'
import type { Call } from '../../lib/adapters/messages'
import type { Entry } from '../../lib/domain/history-entry'
import { entryWith } from '../support/entries'

const start = new Date(2026, 4, 4, 12).getTime()
const eu = 'https://eu.onetimesecret.com'

const entry = (number: number, about: Partial<Entry> = {}): Entry =>
  entryWith({ created: start - number, expires: start + 3_600_000, ...about })

function historyOf(entries: Entry[], answer: () => Promise<boolean>, tell?: () => Promise<boolean>) {
  const withdrawn = new Set<string>()
  const did: string[] = []
  const model = new HistoryModel({
    call: (async (name: string) => void did.push(name)) as Call,
    entries: async () => entries,
    accountNames: async () => new Map(),
    now: () => start,
    later: () => () => {},
    copy: async () => {},
    nameOf: server => server,
    request: async pattern => {
      did.push(`request ${pattern}`)
      const granted = await answer()
      if (granted) withdrawn.delete(pattern)
      return granted
    },
    allowed: tell ?? (async pattern => !withdrawn.has(pattern)),
    compose: () => {},
  })
  return { model, did, withdrawn }
}

test('a permission withdrawn while the history is open is followed, and given back too', async () => {
  const { model, withdrawn } = historyOf([entry(1), entry(2)], async () => true)
  await model.open()
  expect([...model.barred.value]).toEqual([])
  withdrawn.add(`${eu}/*`)
  await model.lookAtServers()
  expect([...model.barred.value], 'one server, once').toEqual([eu])
  withdrawn.clear()
  await model.lookAtServers()
  expect([...model.barred.value]).toEqual([])
})

test('where nothing waits any more, no permission is missed', async () => {
  const { model, withdrawn } = historyOf([entry(1, { state: 'read' })], async () => true)
  withdrawn.add(`${eu}/*`)
  await model.open()
  expect([...model.barred.value]).toEqual([])
})

test('one press asks for it, first of all, and what waits is looked after again', async () => {
  const { model, did, withdrawn } = historyOf([entry(1)], async () => true)
  withdrawn.add(`${eu}/*`)
  await model.open()
  const allowing = model.allow(eu)
  expect(did, 'within the press').toEqual([`request ${eu}/*`])
  await allowing
  expect(did).toEqual([`request ${eu}/*`, 'check'])
  expect([...model.barred.value]).toEqual([])
})

test.each([
  { how: 'refused', answer: async () => false },
  { how: 'not even asked', answer: () => Promise.reject(new Error('no gesture')) },
])('$how, it stays missing, and nobody is asked about a secret', async ({ answer }) => {
  const { model, did, withdrawn } = historyOf([entry(1)], answer)
  withdrawn.add(`${eu}/*`)
  await model.open()
  await model.allow(eu)
  expect(did).toEqual([`request ${eu}/*`])
  expect([...model.barred.value]).toEqual([eu])
})

test('a browser that cannot tell is no reason to warn', async () => {
  const { model } = historyOf(
    [entry(1)],
    async () => true,
    () => Promise.reject(new Error('gone')),
  )
  await model.open()
  expect([...model.barred.value]).toEqual([])
})
