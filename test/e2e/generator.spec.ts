import type { Page } from '@playwright/test'
import type { GeneratorOptions } from '../../lib/domain/generator-options'
import { translateIn } from '../support/words'
import { accessibilityFaults } from './support/axe'
import { expect, test } from './support/begun'
import { outerGenerations } from './support/generations'
import { expectNothingLeaked, openAsRecipient } from './support/journey'
import type { Language } from './support/launch'
import { keepScreen, looks, nameOf } from './support/screens'
import { thorough, tier } from './support/tiers'

/** The generator in a real popup, pressed as a person does it. */
async function generatorIn(popup: Page, lang: Language = 'en') {
  const t = await translateIn(lang)
  const panel = popup.getByRole('region', { name: t('generator.open') })
  const made = panel.getByRole('status', { name: t('generator.made') })
  return {
    panel,
    made,
    secret: popup.getByRole('textbox', { name: t('composer.secret') }),
    open: () => popup.getByRole('button', { name: t('generator.open') }).click(),
    choose: (kind: GeneratorOptions['kind']) =>
      panel
        .getByRole('radio', {
          name: kind === 'server' ? t('composer.server') : t(`generator.${kind}`),
          exact: true,
        })
        .check({ force: true }),
    again: () => panel.getByRole('button', { name: t('generator.again') }).click(),
    /** Has the server make it: whatever the words on the button, it is the one thing to press. */
    make: () => panel.locator('.button.primary').click(),
    use: () => panel.getByRole('button', { name: t('composer.useServer') }).click(),
  }
}

for (const look of looks) {
  test.describe(`the generator, ${nameOf(look)}`, () => {
    test.use(look)
    test('makes up a password, words and a PIN, with nothing for axe to find', { tag: thorough }, async ({
      begin,
      popup,
    }) => {
      await begin()
      const opened = await popup()
      const { open, choose, made, panel } = await generatorIn(opened, look.lang)
      await open()
      await expect(made).toHaveText(/^\S{20}$/)
      await expect(panel.getByRole('radio').first()).toBeFocused()
      for (const kind of ['password', 'words', 'pin'] as const) {
        await choose(kind)
        await expect(made).toHaveText(
          { password: /^\S{20}$/, words: /^[a-z]+(-[a-z]+){5}$/, pin: /^\d{6}$/ }[kind],
        )
        await keepScreen(opened, `generator-${kind}`, look)
        expect(await accessibilityFaults(opened)).toEqual([])
        const wide = await opened.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(wide, 'nothing sticks out').toBe(0)
      }
    })
  })
}

test.describe('a secret that was made up', () => {
  test.beforeEach(async ({ begin }) => {
    await begin()
  })

  test('takes the field and is shared as any other; what was being written comes back', {
    tag: thorough,
  }, async ({ popup, server }) => {
    const opened = await popup()
    const { open, again, use, made, panel, secret } = await generatorIn(opened)
    await secret.fill('half a thought')
    await open()
    const first = await made.textContent()
    await again()
    await expect(made).not.toHaveText(first ?? '')
    const text = (await made.textContent()) ?? ''
    await use()
    await expect(panel).toHaveCount(0)
    await expect(secret).toHaveValue(text)
    await expect(secret).toBeFocused()
    await opened.getByRole('button', { name: 'Share as secret' }).click()
    const link = await opened.getByRole('textbox', { name: 'One-time link' }).inputValue()
    expectNothingLeaked(server, [text])
    expect(await openAsRecipient(link, server)).toEqual({ text })
    await opened.getByRole('button', { name: 'Share another' }).click()
    await opened.getByRole('button', { name: 'Restore' }).click()
    await expect(secret).toHaveValue('half a thought')
  })

  test('is made the same way the next time, and lies on no disk', async ({ popup, worker, page }) => {
    const opened = await popup()
    const { open, choose, use, made, panel } = await generatorIn(opened)
    await open()
    await choose('words')
    await panel.getByRole('slider', { name: 'Words' }).fill('8')
    await panel.getByRole('combobox', { name: 'Separator' }).selectOption('.')
    await expect(made).toHaveText(/^[a-z]+(\.[a-z]+){7}$/)
    const text = (await made.textContent()) ?? ''
    await use()
    const chosen = () =>
      worker.evaluate(async () => JSON.stringify(await chrome.storage.local.get('settings')))
    await expect.poll(chosen).toContain('"count":8')
    await page.bringToFront()
    await expect.poll(() => opened.isClosed()).toBe(true)
    const again = await popup()
    const next = await generatorIn(again)
    await expect(next.secret).toHaveValue(text)
    await next.open()
    await expect(next.made).toHaveText(/^[a-z]+(\.[a-z]+){7}$/)
    const disk = await worker.evaluate(async () => JSON.stringify(await chrome.storage.local.get(null)))
    expect(disk).toContain('"count":8')
    expect(disk).not.toContain(text)
  })

  test('is made from the keyboard alone', { tag: thorough }, async ({ popup }) => {
    const opened = await popup()
    const { made, panel, secret } = await generatorIn(opened)
    await expect(secret).toBeFocused()
    await opened.keyboard.press('Shift+Tab')
    await opened.keyboard.press('Enter')
    await expect(panel.getByRole('radio').first()).toBeFocused()
    await opened.keyboard.press('ArrowRight')
    await expect(panel.getByRole('radio').nth(1)).toBeFocused()
    await opened.keyboard.press('ArrowRight')
    await expect(made).toHaveText(/^\d{6}$/)
    await opened.keyboard.press('Tab')
    await opened.keyboard.press('Enter')
    await opened.keyboard.press('Tab')
    await opened.keyboard.press('ArrowRight')
    await expect(made).toHaveText(/^\d{7}$/)
    const text = (await made.textContent()) ?? ''
    await opened.keyboard.press('Tab')
    await opened.keyboard.press('Enter')
    await expect(secret).toBeFocused()
    await expect(secret).toHaveValue(text)
  })

  test('costs a popup that makes up none nothing: no file of it is fetched', async ({ popup }) => {
    const opened = await popup()
    // The browser tells nothing of what an extension's page fetches, but its style sheet hangs in the document.
    const sheets = opened.locator('link[href*="generator"]')
    const { open, made } = await generatorIn(opened)
    await expect(sheets).toHaveCount(0)
    await open()
    await expect(made).not.toHaveText('')
    await expect(sheets).not.toHaveCount(0)
  })
})

test.describe('a secret that the server makes up', () => {
  for (const profile of outerGenerations) {
    test.describe(`a server of ${profile}`, tier(profile === '0.26'), () => {
      test.use({ serverOptions: { profile } })
      test('is shown once to its sender, and to whoever opens its link', { tag: thorough }, async ({
        begin,
        page,
        popup,
        worker,
        server,
      }) => {
        await begin()
        const opened = await popup()
        const { open, choose, make, secret } = await generatorIn(opened)
        await secret.fill('half a thought')
        await open()
        await choose('server')
        await make()
        await expect(opened.getByRole('heading', { name: 'Shared.' })).toBeVisible()
        const value = opened.getByRole('textbox', { name: 'Generated secret' })
        await expect(value).toHaveValue(/^•+$/)
        await opened.getByRole('button', { name: 'Show' }).click()
        await expect(value).toHaveValue(profile === '0.18' ? /^\S{12}$/ : /^\S{20}$/)
        const made = await value.inputValue()
        const link = await opened.getByRole('textbox', { name: 'One-time link' }).inputValue()
        const read = await fetch(`${server.origin}/api/v1/secret/${link.split('/').at(-1)}`, {
          method: 'POST',
        })
        expect(await read.json()).toMatchObject({ value: made })
        expectNothingLeaked(server, ['half a thought'])
        const disk = await worker.evaluate(async () => JSON.stringify(await chrome.storage.local.get(null)))
        expect(disk).not.toContain(JSON.stringify(made).slice(1, -1))

        await page.bringToFront()
        await expect.poll(() => opened.isClosed()).toBe(true)
        const again = await popup()
        await again.getByRole('button', { name: 'Show' }).click()
        await expect(again.getByRole('textbox', { name: 'Generated secret' })).toHaveValue(made)
        // Until somebody has it, it stays, whatever comes next.
        await again.getByRole('button', { name: 'Copy', exact: true }).click()
        await expect(again.getByRole('button', { name: 'Copied', exact: true })).toBeVisible()
        await again.getByRole('button', { name: 'Share another' }).click()
        await again.getByRole('button', { name: 'Restore' }).click()
        await expect(again.getByRole('textbox', { name: 'Your secret' })).toHaveValue('half a thought')
        const memory = () =>
          worker.evaluate(async () => JSON.stringify(await chrome.storage.session.get(null)))
        await expect.poll(memory).not.toContain(JSON.stringify(made).slice(1, -1))
      })
    })
  }

  for (const look of looks) {
    test.describe(nameOf(look), () => {
      test.use(look)
      test('has nothing for axe to find, before and after', { tag: thorough }, async ({ begin, popup }) => {
        await begin()
        const opened = await popup()
        const { open, choose, make } = await generatorIn(opened, look.lang)
        await open()
        await choose('server')
        await keepScreen(opened, 'generator-server', look)
        expect(await accessibilityFaults(opened)).toEqual([])
        await make()
        await expect(opened.locator('#value')).toBeVisible()
        await keepScreen(opened, 'shared-generated', look)
        expect(await accessibilityFaults(opened)).toEqual([])
      })
    })
  }

  test('whose server breaks off is said as it is, and what was being written is kept', {
    tag: thorough,
  }, async ({ begin, popup, server }) => {
    await begin()
    server.misbehave({ at: 'reset', stored: true })
    const opened = await popup()
    const { open, choose, make, secret } = await generatorIn(opened)
    await secret.fill('half a thought')
    await open()
    await choose('server')
    await make()
    await expect(opened.getByRole('alert')).toContainText('may be on the server')
    await opened.getByRole('button', { name: 'Restore' }).click()
    await expect(secret).toHaveValue('half a thought')
  })
})
