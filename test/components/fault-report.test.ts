import { expect, test } from 'vitest'
import { FaultReportModel } from '../../components/fault-report/model'

const copyNothing = async () => {}

test('what is copied is what stands there, and that it was copied is said until it is written anew', async () => {
  const copied: string[] = []
  let written = 'Faults: 0'
  const model = new FaultReportModel({
    write: async () => written,
    copy: async text => {
      copied.push(text)
    },
  })
  await model.look()
  await model.copy()
  expect(copied).toEqual(['Faults: 0'])
  expect(model.copied.value).toBe('yes')
  written = 'Faults: 1'
  await model.look()
  expect(model.text.value).toBe('Faults: 1')
  expect(model.copied.value).toBe('no')
})
test('a clipboard that refuses is told', async () => {
  const model = new FaultReportModel({
    write: async () => 'Faults: 0',
    copy: () => Promise.reject(new Error('refused')),
  })
  await model.look()
  await model.copy()
  expect(model.copied.value).toBe('failed')
})
test('a report that cannot be written is told as such', async () => {
  const model = new FaultReportModel({
    write: () => Promise.reject(new Error('storage')),
    copy: copyNothing,
  })
  await model.look()
  expect(model.text.value).toBeUndefined()
})
