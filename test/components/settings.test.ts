import { signal } from '@preact/signals'
import { beforeEach, expect, test } from 'vitest'
import { type KeptSettings, keepSettings } from '../../components/kept-settings'
import { Settings } from '../../components/settings/model'
import type { Call } from '../../lib/doors/messages'
import { createSettings, type SettingsDoor } from '../../lib/doors/settings'
import { memoryArea } from '../support/area'

let door: SettingsDoor
let settings: KeptSettings
let asked: unknown[]
let saved: string[][]
let granted: boolean
const page = () =>
  new Settings({
    settings,
    call: (async (name: string, ask: unknown) => {
      asked.push([name, ask])
      if (name === 'eraseAll') await door.clear()
      return { text: 'a file' }
    }) as Call,
    requestNotifications: async () => granted,
    save: (name, text) => {
      saved.push([name, text])
    },
  })
const kept = () => settings.kept.value
beforeEach(async () => {
  door = createSettings(memoryArea(), () => 'Europe/Paris')
  settings = keepSettings(door, await door.read(), signal({}))
  asked = []
  saved = []
  granted = true
})

test('an opener is kept, and taken away again', async () => {
  const model = page()
  model.typeOpener(' https://open.example ')
  await model.keepOpener()
  expect(kept().opener).toBe('https://open.example/')
  expect(model.opener.value).toEqual({ at: 'kept', address: 'https://open.example/' })
  expect(page().opener.value.address).toBe('https://open.example/')
  model.typeOpener('')
  await model.keepOpener()
  expect(kept().opener).toBeUndefined()
})
test.each(['open.example', 'http://open.example/', 'javascript:alert(1)', 'https://a:b@open.example/'])(
  '%s is refused, and stays to be mended',
  async address => {
    const model = page()
    model.typeOpener(address)
    await model.keepOpener()
    expect(model.opener.value).toEqual({ at: 'wrong', address })
    expect(kept().opener).toBeUndefined()
  },
)
test('what another page chose in the meantime is left alone', async () => {
  const model = page()
  await door.change(() => ({ servers: ['https://secrets.example.com'] }))
  model.typeOpener('https://open.example/')
  await model.keepOpener()
  expect((await door.read()).servers).toEqual(['https://secrets.example.com'])
})

test('notifications are kept on only if the browser lets us', async () => {
  const model = page()
  granted = false
  await model.notify(true)
  expect(kept().notify).toBe(false)
  granted = true
  await model.notify(true)
  expect(kept().notify).toBe(true)
  await model.notify(false)
  expect(kept().notify).toBe(false)
})
test('the history is exported as a file', async () => {
  await page().exportHistory('csv')
  expect(asked).toEqual([['exportHistory', { as: 'csv' }]])
  expect(saved).toEqual([['cachet-history.csv', 'a file']])
})
test('everything is erased after a second press, not after the first', async () => {
  const model = page()
  await model.change({ retention: 7 })
  model.askToErase(true)
  expect(asked).toEqual([])
  model.askToErase(false)
  expect(model.erasing.value).toBe('no')
  model.askToErase(true)
  await model.erase()
  expect(asked).toEqual([['eraseAll', undefined]])
  expect(model.erasing.value).toBe('done')
  expect(model.kept.value.retention).toBe(30)
})
test('a message of one’s own is kept with every key, and an empty one stands for ours', async () => {
  const model = page()
  await model.writeMessage('Read {link} soon')
  expect(kept().message).toBe('Read {link} soon')
  await model.writeMessage('  ')
  expect(kept().message).toBeUndefined()
})
