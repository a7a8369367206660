import type { Page } from '@playwright/test'
import { translateIn } from '../support/words'
import { alice } from './support/accounts'
import { accessibilityFaults } from './support/axe'
import { expect, test } from './support/begun'
import { composerIn } from './support/composer'
import { expectNothingLeaked, keysOf, shares } from './support/journey'
import type { Language } from './support/launch'
import { keepScreen, looks, nameOf } from './support/screens'
import { thorough } from './support/tiers'

async function address(opened: Page, recipient: string, lang: Language = 'en'): Promise<void> {
  const t = await translateIn(lang)
  await opened.getByText(t('composer.more')).click()
  await opened.getByRole('textbox', { name: t('recipient.field') }).fill(recipient)
}
const sent = (body: Buffer | undefined) => new URLSearchParams(body?.toString())

for (const look of looks) {
  test.describe(`e-mail to the recipient, ${nameOf(look)}`, () => {
    test.use({ ...look, serverOptions: { accounts: [alice] } })

    test('of a sealed secret lacks the key, and the card leads to sending it another way', {
      tag: thorough,
    }, async ({ beginWithAccount, worker, server, write }) => {
      const t = await translateIn(look.lang)
      await beginWithAccount({}, 'Production')
      const { opened, composer } = await write('hunter2-Correct')
      await address(opened, 'carol@example.com', look.lang)
      await keepScreen(opened, 'recipient-field', look)
      expect(await accessibilityFaults(opened)).toEqual([])
      await composer.share()
      await composer.expectShared()
      const mailed = server.secrets()[0]?.recipient[0] ?? '?'
      await expect(opened.getByText(t('recipient.mailedSealed', [mailed]))).toBeVisible()
      await keepScreen(opened, 'recipient-mailed', look)
      expect(await accessibilityFaults(opened)).toEqual([])
      expect(sent(shares(server)[0]?.body).get('recipient')).toBe('carol@example.com')
      const link = await composer.link()
      expectNothingLeaked(server, ['hunter2-Correct', ...keysOf(link)])

      await opened.getByRole('button', { name: t('shared.way.message') }).click()
      const message = opened.getByRole('textbox', { name: t('shared.way.message') })
      await expect(message).toHaveValue(new RegExp(new URL(link).hash.slice(1).replaceAll('.', '\\.')))
      expect(await message.inputValue()).not.toContain('/secret/')

      await opened.getByRole('tab', { name: t('history.title') }).click()
      await expect(opened.getByText(t('history.for', [mailed])).first()).toBeVisible()
      const disk = await worker.evaluate(async () => JSON.stringify(await chrome.storage.local.get(null)))
      expect(disk).toContain(mailed)
      expect(disk).not.toContain('carol@example')
    })
  })
}

test.describe('e-mail to the recipient', () => {
  test.use({ serverOptions: { profile: '0.23', accounts: [alice] } })
  test.beforeEach(async ({ beginWithAccount }) => {
    await beginWithAccount({ mode: 'standard' })
  })

  test('of a standard secret has the whole link', { tag: thorough }, async ({ write }) => {
    const { opened, composer } = await write('hunter2')
    await address(opened, 'carol@example.com')
    await composer.share()
    await expect(opened.getByText(/^The server e-mails the link to ca\*+@e\*+\.com\. Ask/)).toBeVisible()
    await expect(opened.getByRole('button', { name: 'Copy the key' })).toHaveCount(0)
  })

  test('that an old server drops without a word is noticed', { tag: thorough }, async ({ write }) => {
    const { opened, composer } = await write('hunter2')
    await address(opened, 'carol@localhost')
    await composer.share()
    await expect(opened.getByText('refused this e-mail address')).toBeVisible()
  })

  test('is not there without an account, and one typed before is not dropped silently', async ({
    popup,
    server,
  }) => {
    const opened = await popup()
    const composer = await composerIn(opened)
    const recipient = opened.getByRole('textbox', { name: 'Recipient’s e-mail address' })
    await composer.write('hunter2')
    await address(opened, 'carol@example.com')
    await opened.getByRole('combobox', { name: 'Share as' }).selectOption({ index: 0 })
    await composer.share()
    await composer.expectFailure({ code: 'recipientNeedsAccount' })
    await recipient.fill('')
    await expect(recipient).toHaveCount(0)
    expect(shares(server)).toEqual([])
  })
})

test.describe('the key alone', () => {
  test.use({ serverOptions: { accounts: [alice] } })
  test('is on the clipboard after one press', async ({ beginWithAccount, write }) => {
    await beginWithAccount()
    const { opened, composer } = await write('hunter2')
    await address(opened, 'carol@example.com')
    await composer.share()
    await composer.expectShared()
    const link = await composer.link()
    await opened.getByRole('button', { name: 'Copy the key' }).click()
    await expect(opened.getByRole('button', { name: 'Copied' })).toBeVisible()
    const clipboard = () => opened.evaluate(() => navigator.clipboard.readText())
    await expect.poll(clipboard).toBe(new URL(link).hash.slice(1))
  })
})
