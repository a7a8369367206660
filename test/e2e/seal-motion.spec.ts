import type { Page } from '@playwright/test'
import { expect, test } from './support/begun'
import { thorough } from './support/tiers'

/** Seconds that the seal before the heading moves, and how. */
const motionOf = (popup: Page) =>
  popup.locator('.shared h1').evaluate(heading => {
    const { animationName, animationDuration } = getComputedStyle(heading, '::before')
    return { name: animationName, seconds: Number.parseFloat(animationDuration) }
  })

test.describe('the seal moves for less than a quarter of a second', { tag: thorough }, () => {
  test('as it closes and burns, and stays still for who wants no motion', async ({ begin, write }) => {
    await begin()
    const { opened, composer } = await write('hunter2-Correct')
    await composer.share()
    await composer.expectShared()
    const closing = await motionOf(opened)
    expect(closing.name).toBe('stamp')
    expect(closing.seconds).toBeGreaterThan(0)
    expect(closing.seconds).toBeLessThan(0.25)
    await opened.emulateMedia({ reducedMotion: 'reduce' })
    expect((await motionOf(opened)).seconds).toBe(0)
    await opened.emulateMedia({ reducedMotion: 'no-preference' })
    await opened.getByRole('button', { name: 'Burn…' }).click()
    await opened.getByRole('button', { name: 'Burn', exact: true }).click()
    await expect.poll(async () => (await motionOf(opened)).name).toBe('burn')
  })

  test('in the history only as it burns there', async ({ begin, write }) => {
    await begin()
    const { opened, composer } = await write('hunter2-Correct')
    await composer.share()
    await composer.expectShared()
    await opened.getByRole('tab', { name: 'History' }).click()
    const moving = () =>
      opened
        .locator('.secret .sign')
        .evaluateAll(signs => signs.map(sign => getComputedStyle(sign).animationName))
    await opened.locator('.entry').click()
    await opened.getByRole('button', { name: 'Burn…' }).click()
    await opened.getByRole('button', { name: 'Burn', exact: true }).click()
    await expect.poll(moving).toEqual(['flame'])
    await opened.locator('.entry').click()
    await opened.locator('.entry').click()
    expect(await moving()).toEqual(['none'])
  })
})
