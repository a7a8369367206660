import type { Page } from '@playwright/test'
import { accessibilityFaults } from './support/axe'
import { expect, test } from './support/extension'
import { chooseServer, expectNothingLeaked, hold, keysOf, openAsRecipient, shares } from './support/journey'
import { keepScreen, looks, nameOf } from './support/screens'
import { thorough } from './support/tiers'

const words = {
  en: {
    secret: 'Your secret',
    share: 'Share as secret',
    more: 'Passphrase, note, language and more',
    passphrase: 'Passphrase',
    invent: 'Generate one',
    note: 'Note for the recipient',
    label: 'Label for yourself',
    link: 'One-time link',
    shared: 'Shared.',
    another: 'Share another',
    over: /too long/,
  },
  fr: {
    secret: 'Votre secret',
    share: 'Partager comme secret',
    more: 'Phrase de passe, note, langue, etc.',
    passphrase: 'Phrase de passe',
    invent: 'En générer une',
    note: 'Note pour le destinataire',
    label: 'Étiquette pour vous',
    link: 'Lien à usage unique',
    shared: 'Partagé.',
    another: 'Partager un autre secret',
    over: /de trop/,
  },
}

/** The popup scrolls inside 600 px; a picture of it should show all of its words. */
async function isUncut(popup: Page): Promise<void> {
  const wide = await popup.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(wide, 'nothing sticks out').toBe(0)
}

/** Text that no compression makes fit: every character of the printable ones is as likely as any other. */
function incompressible(length: number): string {
  const printable = [...crypto.getRandomValues(new Uint8Array(4 * length))].filter(
    byte => byte > 32 && byte < 127,
  )
  return String.fromCharCode(...printable.slice(0, length))
}

for (const look of looks) {
  test.describe(`the popup journey, ${nameOf(look)}`, () => {
    test.use(look)
    const say = words[look.lang]

    test('from typed text to a link that opens once, with nothing for axe to find', {
      tag: thorough,
    }, async ({ page, worker, server, popup }) => {
      await page.bringToFront()
      await chooseServer(worker, server.origin)
      const opened = await popup()
      const secret = opened.getByRole('textbox', { name: say.secret })
      await expect(secret).toBeFocused()
      await keepScreen(opened, 'composer-empty', look)
      expect(await accessibilityFaults(opened)).toEqual([])

      await secret.fill('hunter2-Correct\n\tline two — \u{1F512}')
      await opened.getByText(say.more).click()
      await opened.getByRole('button', { name: say.invent }).click()
      const passphrase = opened.getByRole('textbox', { name: say.passphrase })
      await expect(passphrase).toHaveValue(/^[^-]+(-[^-]+){4}$/)
      const made = await passphrase.inputValue()
      await opened.getByRole('textbox', { name: say.note }).fill('Change-it after the first sign-in')
      await opened.getByRole('textbox', { name: say.label }).fill('Staging, deploy user')
      await keepScreen(opened, 'composer-filled', look)
      expect(await accessibilityFaults(opened)).toEqual([])
      await isUncut(opened)

      await opened.getByRole('button', { name: say.share }).click()
      await expect(opened.getByRole('heading', { name: say.shared })).toBeVisible()
      await expect(opened.getByRole('heading')).toBeFocused()
      await keepScreen(opened, 'shared', look)
      expect(await accessibilityFaults(opened)).toEqual([])
      await isUncut(opened)

      const link = await opened.getByRole('textbox', { name: say.link }).inputValue()
      expect(shares(server)).toHaveLength(1)
      expectNothingLeaked(server, [
        'hunter2-Correct',
        'Change-it after the first sign-in',
        made,
        'Staging, deploy user',
        ...keysOf(link),
      ])
      expect(await openAsRecipient(link, server, made)).toEqual({
        text: 'hunter2-Correct\n\tline two — \u{1F512}',
        note: 'Change-it after the first sign-in',
      })
      await opened.getByRole('button', { name: say.another }).click()
      await expect(secret).toHaveValue('')
    })

    test('a failure and a text that is too long are said where the person looks', async ({
      page,
      worker,
      server,
      popup,
    }) => {
      await page.bringToFront()
      await chooseServer(worker, server.origin)
      const opened = await popup()
      const secret = opened.getByRole('textbox', { name: say.secret })
      await secret.fill(incompressible(12_000))
      await expect(opened.getByText(say.over)).toBeVisible()
      await opened.getByRole('button', { name: say.share }).click()
      await expect(opened.getByRole('alert')).toBeInViewport({ ratio: 1 })
      await keepScreen(opened, 'composer-too-long', look)
      expect(await accessibilityFaults(opened)).toEqual([])
      await isUncut(opened)
      expect(server.log).toEqual([])
    })
  })
}

test.describe('the composer', () => {
  test.beforeEach(async ({ page, worker, server }) => {
    await page.bringToFront()
    await chooseServer(worker, server.origin)
  })

  test('works from the keyboard alone', async ({ popup, server }) => {
    const opened = await popup()
    await expect(opened.getByRole('textbox', { name: 'Your secret' })).toBeFocused()
    await opened.keyboard.type('hunter2')
    await opened.keyboard.press('Control+Enter')
    await expect(opened.getByRole('heading', { name: 'Shared.' })).toBeVisible()
    await expect(opened.getByRole('heading')).toBeFocused()
    await opened.keyboard.press('Tab')
    const link = opened.getByRole('textbox', { name: 'One-time link' })
    await expect(link).toBeFocused()
    await opened.keyboard.press('Tab')
    await opened.keyboard.press('Enter')
    await expect(opened.getByRole('button', { name: 'Copied' })).toBeVisible()
    for (const name of ['Message', 'QR code', 'In two parts', 'What the recipient sees', 'Share another']) {
      await opened.keyboard.press('Tab')
      await expect(opened.getByRole('button', { name })).toBeFocused()
    }
    await opened.keyboard.press('Enter')
    await expect(opened.getByRole('textbox', { name: 'Your secret' })).toBeFocused()
    expect(shares(server)).toHaveLength(1)
  })

  test('keeps every word of a draft when the popup closes, and forgets it once shared', async ({
    popup,
    page,
  }) => {
    const opened = await popup()
    await opened.getByText('Passphrase, note, language and more').click()
    await opened.getByRole('textbox', { name: 'Your secret' }).fill('hunter2')
    await opened.getByRole('textbox', { name: 'Passphrase' }).fill('glue-noble')
    await opened.getByRole('textbox', { name: 'Note for the recipient' }).fill('a note')
    await opened.getByRole('radio', { name: 'Standard' }).check({ force: true })
    await page.bringToFront()
    await expect.poll(() => opened.isClosed()).toBe(true)

    const again = await popup()
    await expect(again.getByRole('textbox', { name: 'Your secret' })).toHaveValue('hunter2')
    await expect(again.getByRole('radio', { name: 'Standard' })).toBeChecked()
    await expect(again.getByRole('textbox', { name: 'Note for the recipient' })).toHaveValue('a note')
    await again.getByRole('button', { name: 'Share as secret' }).click()
    await expect(again.getByRole('heading', { name: 'Shared.' })).toBeVisible()
    await page.bringToFront()
    await expect.poll(() => again.isClosed()).toBe(true)

    const last = await popup()
    await expect(last.getByRole('heading', { name: 'Shared.' }), 'the link is still there').toBeVisible()
    await last.getByRole('button', { name: 'Share another' }).click()
    await expect(last.getByRole('textbox', { name: 'Your secret' })).toHaveValue('')
  })

  test('a popup that closes while the server is slow loses nothing, and sends once', async ({
    popup,
    page,
    server,
  }) => {
    const letGo = hold(server)
    const opened = await popup()
    await opened.getByRole('textbox', { name: 'Your secret' }).fill('hunter2')
    await opened.getByRole('button', { name: 'Share as secret' }).click()
    await expect(opened.getByRole('button', { name: 'Sharing…' })).toBeVisible()
    await page.bringToFront()
    await expect.poll(() => opened.isClosed()).toBe(true)
    const again = await popup()
    await expect(again.getByRole('button', { name: 'Sharing…' })).toBeVisible()
    await again.getByRole('button', { name: 'Sharing…' }).click({ force: true })
    await again.keyboard.press('Control+Enter')
    letGo()
    await expect(again.getByRole('heading', { name: 'Shared.' })).toBeVisible()
    expect(shares(server)).toHaveLength(1)
    await again.getByRole('button', { name: 'Share another' }).click()
    await expect(again.getByRole('textbox', { name: 'Your secret' })).toHaveValue('')
  })

  test('after a failure what is typed goes where it is typed, and no field closes under the hands', async ({
    popup,
  }) => {
    const opened = await popup()
    const secret = opened.getByRole('textbox', { name: 'Your secret' })
    const passphrase = opened.getByRole('textbox', { name: 'Passphrase' })
    await secret.fill('hunter2')
    await opened.getByText('Passphrase, note, language and more').click()
    await passphrase.fill('p')
    await opened.getByRole('radio', { name: 'Standard' }).check({ force: true })
    await opened.getByRole('button', { name: 'Share as secret' }).click()
    await expect(opened.getByRole('alert')).toBeVisible()
    await expect(secret).toBeFocused()
    await passphrase.click()
    await opened.keyboard.type('correct')
    await expect(passphrase).toHaveValue('pcorrect')
    await expect(secret).toHaveValue('hunter2')
    await opened.keyboard.press('ControlOrMeta+A')
    await opened.keyboard.press('Delete')
    await expect(passphrase).toHaveValue('')
    await opened.keyboard.type('horse')
    await expect(passphrase).toHaveValue('horse')
    await expect(passphrase).toBeFocused()
  })

  test('sends nothing while another server’s address is not taken, and leads to it', async ({
    popup,
    server,
  }) => {
    const opened = await popup()
    await opened.getByRole('textbox', { name: 'Your secret' }).fill('hunter2')
    await opened.getByRole('combobox', { name: 'Server' }).selectOption({ label: 'Add a server…' })
    const address = opened.getByRole('textbox', { name: 'Server address' })
    await address.fill('secrets.example.com')
    for (const _ of ['once', 'twice']) {
      await opened.getByRole('button', { name: 'Share as secret' }).click()
      await expect(opened.getByRole('alert')).toContainText('Nothing was sent')
      await expect(address).toBeFocused()
    }
    expect(shares(server)).toHaveLength(0)
    await opened.getByRole('button', { name: 'Cancel' }).click()
    await opened.getByRole('button', { name: 'Share as secret' }).click()
    await expect(opened.getByRole('heading', { name: 'Shared.' })).toBeVisible()
    expect(shares(server)).toHaveLength(1)
  })

  test('a worker stopped while sending says so, keeps the text, and sends nothing again by itself', async ({
    popup,
    server,
    worker,
  }) => {
    server.misbehave({ at: 'hang', stored: true })
    const opened = await popup()
    await opened.getByRole('textbox', { name: 'Your secret' }).fill('hunter2')
    await opened.getByRole('button', { name: 'Share as secret' }).click()
    await expect.poll(() => shares(server).length).toBe(1)
    await worker.stop()
    await expect(opened.getByRole('alert')).toContainText('may be on the server')
    await expect(opened.getByRole('textbox', { name: 'Your secret' })).toHaveValue('hunter2')
    expect(shares(server)).toHaveLength(1)
    server.misbehave(undefined)
    await opened.getByRole('button', { name: 'Share as secret' }).click()
    await expect(opened.getByRole('heading', { name: 'Shared.' })).toBeVisible()
  })

  test('says when the server keeps it shorter than asked', async ({ popup }) => {
    const opened = await popup()
    await opened.getByRole('combobox', { name: 'Expires after' }).selectOption({ label: '30 days' })
    await expect(opened.getByText('Many servers keep secrets for 7 days at most')).toBeVisible()
    await opened.getByRole('textbox', { name: 'Your secret' }).fill('hunter2')
    await opened.getByRole('button', { name: 'Share as secret' }).click()
    await expect(opened.getByText('You asked for 30 days')).toBeVisible()
  })

  test('remembers how the last secret was shared', { tag: thorough }, async ({ popup, page }) => {
    const opened = await popup()
    await opened.getByRole('combobox', { name: 'Expires after' }).selectOption({ label: '5 minutes' })
    await opened.getByRole('radio', { name: 'Standard' }).check({ force: true })
    await opened.getByRole('textbox', { name: 'Your secret' }).fill('hunter2')
    await opened.getByRole('button', { name: 'Share as secret' }).click()
    await opened.getByRole('button', { name: 'Share another' }).click()
    await page.bringToFront()
    await expect.poll(() => opened.isClosed()).toBe(true)
    const again = await popup()
    await expect(again.getByRole('combobox', { name: 'Expires after' })).toHaveValue('300')
    await expect(again.getByRole('radio', { name: 'Standard' })).toBeChecked()
  })

  test('takes another server by its address, after checking it', { tag: thorough }, async ({
    popup,
    worker,
    server,
  }) => {
    await worker.evaluate(() => chrome.storage.local.clear())
    const opened = await popup()
    await opened.getByRole('textbox', { name: 'Your secret' }).fill('hunter2')
    await opened.getByRole('combobox', { name: 'Server' }).selectOption({ label: 'Add a server…' })
    const address = opened.getByRole('textbox', { name: 'Server address' })
    await expect(address).toBeFocused()
    await address.fill('http://example.com')
    await opened.keyboard.press('Enter')
    await expect(opened.getByText('This is not a server address')).toBeVisible()
    await address.fill(server.origin)
    await opened.keyboard.press('Enter')
    await expect(opened.getByRole('combobox', { name: 'Server' })).toHaveValue(server.origin)
    await opened.getByRole('button', { name: 'Share as secret' }).click()
    await expect(opened.getByText(`Server: ${new URL(server.origin).host}`)).toBeVisible()
    expect(shares(server)).toHaveLength(1)
  })
})
