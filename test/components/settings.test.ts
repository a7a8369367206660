import { signal } from '@preact/signals'
import { beforeEach, expect, test } from 'vitest'
import { SettingsModel } from '../../components/settings/model'
import { createSettingsSignal, type SettingsSignal } from '../../components/settings-signal'
import type { Call } from '../../lib/adapters/messages'
import { createSettingsStore, type SettingsStore } from '../../lib/adapters/settings-store'
import { Fault } from '../../lib/domain/fault'
import { memoryArea } from '../support/area'

let area: ReturnType<typeof memoryArea>
let door: SettingsStore
let settings: SettingsSignal
let asked: unknown[]
let saved: string[][]
let granted: boolean
let erasing: () => Promise<void>
let exporting: () => void
let asking: () => Promise<boolean>
let onItsWay: boolean
const page = (builtOpener?: string) =>
  new SettingsModel({
    builtOpener,
    settings,
    call: (async (name: string, ask: unknown) => {
      asked.push([name, ask])
      if (name === 'exportHistory') exporting()
      if (name === 'eraseAll') {
        await erasing()
        return { left: onItsWay }
      }
      return { text: 'a file' }
    }) as Call,
    requestNotifications: () => asking(),
    save: (name, text) => {
      saved.push([name, text])
    },
  })
const kept = () => settings.kept.value
beforeEach(async () => {
  area = memoryArea()
  erasing = () => door.clear()
  exporting = () => {}
  asking = async () => granted
  onItsWay = false
  door = createSettingsStore(area, () => 'Europe/Paris')
  settings = createSettingsSignal(door, await door.read(), signal({}))
  asked = []
  saved = []
  granted = true
})

test('an opener is kept, and taken away again', async () => {
  const model = page()
  model.typeOpener(' https://open.example ')
  await model.keepOpener()
  expect(kept().opener).toBe('https://open.example/')
  expect([model.opener.value.at, model.address.value]).toEqual(['kept', 'https://open.example/'])
  expect(model.openerUnsaved.value).toBe(false)
  expect(page().address.value).toBe('https://open.example/')
  expect(model.openerFrom.value, 'this build came with none to tell it from').toBeUndefined()
  model.typeOpener('')
  await model.keepOpener()
  expect([kept().opener, page().address.value]).toEqual(['none', ''])
})
test('the opener that the build came with is shown as such, taken away, and taken up again', async () => {
  const built = 'https://built.example/opener.html'
  const model = page(built)
  const seen = () => [model.address.value, model.openerFrom.value, kept().opener]
  expect(seen()).toEqual([built, 'build', undefined])
  model.typeOpener(' ')
  await model.keepOpener()
  expect(seen()).toEqual(['', 'user', 'none'])
  await model.useBuiltOpener()
  expect(seen()).toEqual([built, 'build', undefined])
  model.typeOpener('https://mine.example/')
  await model.keepOpener()
  expect(seen()).toEqual(['https://mine.example/', 'user', 'https://mine.example/'])
  model.typeOpener(built)
  await model.keepOpener()
  expect(seen(), 'the next build’s is followed, too').toEqual([built, 'build', undefined])
})
test.each(['open.example', 'http://open.example/', 'javascript:alert(1)', 'https://a:b@open.example/'])(
  '%s is refused, and stays to be mended',
  async address => {
    const model = page()
    model.typeOpener(address)
    await model.keepOpener()
    expect(model.openerUnsaved.value).toBe(true)
    expect(model.opener.value).toEqual({ at: 'wrong', address })
    expect(kept().opener).toBeUndefined()
  },
)
test('an opener that was chosen elsewhere is shown, unless another one is being typed', async () => {
  const model = page()
  const restored = (opener: string) => door.change(() => ({ opener })).then(settings.readAgain)
  await restored('https://one.example/')
  expect(model.address.value).toBe('https://one.example/')
  model.typeOpener('https://mi')
  await restored('https://two.example/')
  expect(model.address.value).toBe('https://mi')
  model.typeOpener('https://mine.example/')
  await model.keepOpener()
  await restored('https://three.example/')
  expect(model.address.value).toBe('https://three.example/')
})
test('a full disk is no wrong address: it is said, and what was typed stays', async () => {
  const model = page()
  area.full = true
  model.typeOpener('https://open.example/')
  await model.keepOpener()
  expect(model.opener.value).toEqual({ at: 'typing', address: 'https://open.example/' })
  expect(settings.failed.value).toBe(true)
  area.full = false
  await model.keepOpener()
  expect(model.opener.value.at).toBe('kept')
  expect(settings.failed.value).toBe(false)
})
test('a choice that was not kept is not shown as if it were', async () => {
  const model = page()
  const before = kept()
  area.full = true
  expect(await model.change({ retention: 7 })).toBe(false)
  expect(kept()).toEqual(before)
  // The same in another object: what reads it is drawn again.
  expect(kept().lock).not.toBe(before.lock)
})
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
test('an export that fails says so, and its button works again', async () => {
  const model = page()
  exporting = () => {
    throw new Fault('unexpected')
  }
  const running = model.exportHistory('json')
  expect(model.exporting.value).toBe('exporting')
  await running
  expect(model.exporting.value).toBe('failed')
  expect(saved).toEqual([])
  exporting = () => {}
  await model.exportHistory('json')
  expect(model.exporting.value).toBe('no')
  expect(saved).toEqual([['cachet-history.json', 'a file']])
})
test('notifications stay off where the browser cannot ask', async () => {
  const model = page()
  asking = () => Promise.reject(new Error('no window'))
  await model.notify(true)
  expect(kept().notify).toBe(false)
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
test('that a secret was on its way while everything was erased is said', async () => {
  onItsWay = true
  const model = page()
  model.askToErase(true)
  await model.erase()
  expect(model.erasing.value).toBe('left')
})
test('that not everything could be erased is said, and it can be tried again', async () => {
  const model = page()
  erasing = async () => Promise.reject(new Fault('notKept'))
  model.askToErase(true)
  const first = model.erase()
  expect(model.erasing.value).toBe('erasing')
  await first
  expect(model.erasing.value).toBe('failed')
  erasing = () => door.clear()
  await model.erase()
  expect(model.erasing.value).toBe('done')
})
test('a message is shown as it is typed, however slowly it is kept', async () => {
  const model = page()
  const typed = ['\n', '\nR', '\nRe', '\nRea', '\nRead {link}']
  const keeping: Promise<void>[] = []
  for (const text of typed) {
    keeping.push(model.writeMessage(text))
    expect(model.message.value).toBe(text)
    if (text === '\nRe') await Promise.all(keeping)
    expect(model.message.value).toBe(text)
  }
  await model.leaveMessage()
  expect(model.message.value).toBe('\nRead {link}')
  expect(kept().message).toBe('\nRead {link}')
  await door.change(() => ({ message: 'Restored: {link}' })).then(settings.readAgain)
  expect(model.message.value).toBe('Restored: {link}')
})
test('a message that could not be kept stays to be taken along', async () => {
  const model = page()
  area.full = true
  await model.writeMessage('Read {link}')
  await model.leaveMessage()
  expect(model.message.value).toBe('Read {link}')
})
test('a message of one’s own is kept with every key, and an empty one stands for ours', async () => {
  const model = page()
  await model.writeMessage('Read {link} soon')
  expect(kept().message).toBe('Read {link} soon')
  await model.writeMessage('  ')
  expect(kept().message).toBeUndefined()
})
test('the recipient’s language is chosen beside what else is chosen for a secret', async () => {
  const { sharing } = kept()
  await page().chooseLanguage('ja')
  expect(kept().sharing).toEqual({ ...sharing, language: 'ja' })
  await page().chooseLanguage(undefined)
  expect((await door.read()).sharing).toEqual(sharing)
})
