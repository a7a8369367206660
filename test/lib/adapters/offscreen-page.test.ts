import { describe, expect, test } from 'vitest'
import { createStay } from '../../../lib/adapters/offscreen-page'

function open() {
  const closed: string[] = []
  const waiting: (() => void)[] = []
  const stay = createStay({ close: () => closed.push('closed'), later: run => waiting.push(run) })
  const aSecondLater = () => {
    for (const run of waiting.splice(0)) run()
  }
  return { stay, closed, aSecondLater }
}

/** What it answers, if it does before anything else happens. */
const answer = (told: Promise<true>) =>
  Promise.race([told, new Promise(resolve => setTimeout(resolve, 0, 'nothing'))])

describe('the hidden page closes by itself', () => {
  test('when it is told to and nobody needs it', async () => {
    const { stay, closed } = open()
    expect(await answer(stay.hear({ to: 'hidden', leave: null }))).toBe('nothing')
    expect(closed).toEqual(['closed'])
  })
  test('when the last who needs it needs it no longer', async () => {
    const { stay, closed } = open()
    expect(await stay.hear({ to: 'hidden', stay: 'copying' })).toBe(true)
    expect(await stay.hear({ to: 'hidden', stay: 'waiting' })).toBe(true)
    expect(await stay.hear({ to: 'hidden', leave: null })).toBe(true)
    expect(await stay.hear({ to: 'hidden', leave: 'copying' })).toBe(true)
    expect(closed).toEqual([])
    expect(await answer(stay.hear({ to: 'hidden', leave: 'waiting' }))).toBe('nothing')
    expect(closed).toEqual(['closed'])
  })
  test('never while it is at work, though the worker that asked for it is no more', async () => {
    const { stay, closed, aSecondLater } = open()
    let end = (_: string) => {}
    const work = stay.during(() => new Promise<string>(resolve => (end = resolve)))
    expect(await stay.hear({ to: 'hidden', leave: null })).toBe(true)
    end('done')
    expect(await work).toBe('done')
    expect(closed).toEqual([])
    aSecondLater()
    expect(closed).toEqual(['closed'])
  })
  test('once, and whoever comes later hears nothing', async () => {
    const { stay, closed, aSecondLater } = open()
    await stay.during(async () => {})
    void stay.hear({ to: 'hidden', leave: null })
    aSecondLater()
    expect(await answer(stay.hear({ to: 'hidden', stay: 'reading' }))).toBe('nothing')
    expect(closed).toEqual(['closed'])
  })
  test('a work that fails keeps it no longer than one that ends', async () => {
    const { stay, closed, aSecondLater } = open()
    await expect(stay.during(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    aSecondLater()
    expect(closed).toEqual(['closed'])
  })
})
