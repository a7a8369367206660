import { signal } from '@preact/signals'
import { beforeEach, describe, expect, test } from 'vitest'
import { LockModel } from '../../components/lock/model'
import { UnlockModel } from '../../components/lock/unlock-model'
import { createSettingsSignal } from '../../components/settings-signal'
import type { Call } from '../../lib/adapters/messages'
import { createSettingsStore, defaultSettings } from '../../lib/adapters/settings-store'
import { Fault } from '../../lib/domain/fault'
import { memoryArea } from '../support/area'

let asked: unknown[]
let answers: (Fault | undefined)[]
let left: number
let timers: (() => void)[]
const call = (async (name: string, ask: unknown) => {
  asked.push([name, ask])
  const fault = answers.shift()
  if (fault) throw fault
}) as Call
const later = (run: () => void) => {
  timers.push(run)
  return () => {}
}
beforeEach(() => {
  asked = []
  answers = []
  left = 0
  timers = []
})

describe('the unlock screen', () => {
  const screen = () => {
    const leave = () => {
      left++
    }
    return new UnlockModel({ call, later, leave })
  }
  test('unlocks by the passphrase, and forgets what was typed', async () => {
    const model = screen()
    model.type('correct horse')
    const done = model.unlock()
    expect(model.step.value).toEqual({ at: 'working' })
    await done
    expect(asked).toEqual([['unlock', { passphrase: 'correct horse' }]])
    expect(left).toBe(1)
    expect(model.passphrase.value).toBe('')
  })
  test('says that a passphrase is wrong, until another one is typed', async () => {
    const model = screen()
    answers = [new Fault('wrongPassphrase')]
    model.type('wrong')
    await model.unlock()
    expect(model.step.value).toEqual({ at: 'refused', failure: { code: 'wrongPassphrase' } })
    expect(left).toBe(0)
    model.type('wron')
    expect(model.step.value).toEqual({ at: 'ready' })
  })
  test('asks for nothing without a passphrase, nor twice at once', async () => {
    const model = screen()
    await model.unlock()
    expect(asked).toEqual([])
    model.type('x')
    await Promise.all([model.unlock(), model.unlock()])
    expect(asked).toHaveLength(1)
  })
  test('counts the seconds down after too many, and tries nothing meanwhile', async () => {
    const model = screen()
    answers = [new Fault('lockWait', { by: 2 })]
    model.type('wrong')
    await model.unlock()
    expect(model.step.value).toEqual({ at: 'waiting', seconds: 2 })
    await model.unlock()
    expect(asked).toHaveLength(1)
    timers.shift()?.()
    expect(model.step.value).toEqual({ at: 'waiting', seconds: 1 })
    timers.shift()?.()
    expect(model.step.value).toEqual({ at: 'ready' })
  })
  test('erases everything after a second press, not after the first', async () => {
    const model = screen()
    await model.erase()
    model.forget(true)
    expect(asked).toEqual([])
    model.forget(false)
    await model.erase()
    expect(asked).toEqual([])
    model.forget(true)
    await model.erase()
    expect(asked).toEqual([['eraseAll', undefined]])
    expect(left).toBe(1)
  })
})

describe('the lock in the settings', () => {
  let door: ReturnType<typeof createSettingsStore>
  const part = (state: 'off' | 'unlocked' = 'off') => {
    door = createSettingsStore(memoryArea(), () => 'UTC')
    return new LockModel(
      { call, settings: createSettingsSignal(door, defaultSettings('us'), signal({})) },
      state,
    )
  }
  test('is set by typing a passphrase twice', async () => {
    const model = part()
    model.open('set')
    model.type({ next: 'short', again: 'short' })
    await model.go()
    expect(model.form.value).toMatchObject({ failure: { code: 'lockTooShort', by: 3 } })
    model.type({ next: 'long enough', again: 'long enouhg' })
    expect(model.form.value).toEqual({ to: 'set', busy: false })
    await model.go()
    expect(model.form.value).toMatchObject({ failure: 'notTheSame' })
    expect(asked).toEqual([])
    model.type({ again: 'long enough' })
    const done = model.go()
    expect(model.form.value).toEqual({ to: 'set', busy: true })
    await done
    expect(asked).toEqual([['setLock', { passphrase: 'long enough' }]])
    expect(model.state.value).toBe('unlocked')
    expect(model.form.value).toEqual({ to: 'nothing', done: 'set' })
    expect(model.typed.value).toEqual({ now: '', next: '', again: '' })
  })
  test('is changed and removed by who knows the passphrase', async () => {
    const model = part('unlocked')
    model.open('change')
    model.type({ now: 'the old one', next: 'the new one', again: 'the new one' })
    answers = [new Fault('wrongPassphrase')]
    await model.go()
    expect(model.form.value).toMatchObject({ to: 'change', failure: { code: 'wrongPassphrase' } })
    await model.go()
    expect(model.form.value).toEqual({ to: 'nothing', done: 'changed' })
    model.open('remove')
    expect(model.typed.value.now).toBe('')
    model.type({ now: 'the new one' })
    await model.go()
    expect(asked.at(-1)).toEqual(['removeLock', { passphrase: 'the new one' }])
    expect(model.state.value).toBe('off')
  })
  test('asks for nothing without the present passphrase: it would count as a wrong one', async () => {
    const model = part('unlocked')
    for (const to of ['change', 'remove'] as const) {
      model.open(to)
      model.type({ next: 'the new one', again: 'the new one' })
      await model.go()
      expect(model.form.value).toEqual({ to, busy: false, failure: { code: 'wrongPassphrase' } })
    }
    expect(asked).toEqual([])
  })
  test('that another page removes or sets is so here, too, and nothing is said of the one before', async () => {
    const model = part('unlocked')
    model.open('change')
    model.hear('unlocked')
    expect(model.form.value).toMatchObject({ to: 'change' })
    model.hear('off')
    expect([model.state.value, model.form.value]).toEqual(['off', { to: 'nothing' }])
    model.open('set')
    model.type({ next: 'long enough', again: 'long enough' })
    const done = model.go()
    model.hear('unlocked')
    await done
    expect([model.state.value, model.form.value]).toEqual(['unlocked', { to: 'nothing', done: 'set' }])
  })
  test('keeps its options beside what another page chose in the meantime', async () => {
    const model = part('unlocked')
    await door.change(() => ({ retention: 7 }))
    await model.change({ after: null })
    expect(await door.read()).toMatchObject({ retention: 7, lock: { after: null } })
    expect(model.options.value).toEqual({ after: null })
  })
})
