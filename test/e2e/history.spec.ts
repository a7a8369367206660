import type { Page } from '@playwright/test'
import { apologyForBurn } from '../../components/fault-messages'
import { type Translate, translationsIn } from '../../components/translation'
import { translateIn } from '../support/words'
import { accessibilityFaults } from './support/axe'
import { composerIn } from './support/composer'
import { assorted, entry, idOf, putEntries } from './support/entries'
import { expect, test } from './support/extension'
import { chooseServer } from './support/journey'
import { keepScreen, looks, nameOf } from './support/screens'
import { thorough } from './support/tiers'

async function isUncut(popup: Page): Promise<void> {
  const wide = await popup.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(wide, 'nothing sticks out').toBe(0)
}

const openHistory = async (popup: Page, t: Translate) =>
  popup.getByRole('tab', { name: t('history.title') }).click()

for (const look of looks) {
  test.describe(`the history, ${nameOf(look)}`, () => {
    test.use(look)

    test('teaches while it is empty, and shows many kinds, with nothing for axe to find', {
      tag: thorough,
    }, async ({ page, worker, popup }) => {
      const t = await translateIn(look.lang)
      await page.bringToFront()
      const opened = await popup()
      await openHistory(opened, t)
      await expect(opened.getByRole('heading', { name: t('history.empty') })).toBeVisible()
      await keepScreen(opened, 'history-empty', look)
      expect(await accessibilityFaults(opened)).toEqual([])
      await isUncut(opened)

      await putEntries(worker, [entry({ id: idOf(99), label: 'Staging, deploy user' })])
      await expect(opened.locator('.entry')).toHaveCount(1)
      await keepScreen(opened, 'history-one', look)

      await putEntries(worker, assorted(Date.now()))
      await expect(opened.locator('.entry')).toHaveCount(7)
      await keepScreen(opened, 'history-some', look)
      expect(await accessibilityFaults(opened)).toEqual([])
      await isUncut(opened)

      await opened.locator('.entry', { hasText: 'Donau' }).click()
      await opened.getByRole('button', { name: t('history.forget'), exact: true }).scrollIntoViewIfNeeded()
      await keepScreen(opened, 'history-open', look)
      expect(await accessibilityFaults(opened)).toEqual([])
      await opened.getByRole('button', { name: t('history.burn'), exact: true }).click()
      await keepScreen(opened, 'history-burn', look)
      expect(await accessibilityFaults(opened)).toEqual([])
      await isUncut(opened)

      await opened.keyboard.press('Escape')
      await expect(opened.locator('.actions')).toHaveCount(0)
      await putEntries(
        worker,
        Array.from({ length: 60 }, (_, number) =>
          entry({
            id: idOf(number + 100),
            label: `Number ${number}`,
            created: Date.now() - number * 7_200_000 - 1,
          }),
        ),
      )
      await expect(opened.locator('.entry')).toHaveCount(50)
      await opened.keyboard.press('Home')
      await keepScreen(opened, 'history-many', look)
    })

    test('the card hands its link on in every way', { tag: thorough }, async ({
      page,
      worker,
      server,
      popup,
    }) => {
      const { t } = translationsIn(await translateIn(look.lang))
      await page.bringToFront()
      await chooseServer(worker, server.origin)
      const opened = await popup()
      const composer = await composerIn(opened, look.lang)
      await composer.write('hunter2')
      await composer.share()
      await composer.expectShared()
      await keepScreen(opened, 'card', look)
      for (const way of ['message', 'code', 'apart'] as const) {
        await opened.getByRole('button', { name: t(`shared.way.${way}`) }).click()
        await expect(opened.locator('.way > *').first()).toBeVisible()
        await keepScreen(opened, `card-${way}`, look)
        expect(await accessibilityFaults(opened)).toEqual([])
        await isUncut(opened)
      }
      await opened.getByRole('button', { name: t('history.burn'), exact: true }).click()
      await keepScreen(opened, 'card-burn', look)
      expect(await accessibilityFaults(opened)).toEqual([])
      await opened.getByRole('button', { name: t('history.burnYes') }).click()
      await expect(opened.getByRole('heading', { name: t('history.burnt.burned') })).toBeFocused()
      await keepScreen(opened, 'card-burned', look)
      expect(await accessibilityFaults(opened)).toEqual([])
    })
  })
}

test.describe('the history', () => {
  let t: Translate
  test.beforeEach(async ({ page, worker, server }) => {
    t = await translateIn('en')
    await page.bringToFront()
    await chooseServer(worker, server.origin)
  })

  /** Shares once for each label, and answers the links. */
  async function share(popup: Page, ...labels: string[]): Promise<string[]> {
    const composer = await composerIn(popup)
    const links: string[] = []
    for (const label of labels) {
      await composer.write(`secret of ${label}`)
      await popup.getByText(t('composer.more')).click()
      await popup.getByRole('textbox', { name: t('composer.label') }).fill(label)
      await composer.share()
      await composer.expectShared()
      links.push(await composer.link())
      await composer.another()
    }
    return links
  }
  const row = (popup: Page, name: string | RegExp) => popup.getByRole('button', { name, expanded: false })
  const press = (popup: Page, name: string) => popup.getByRole('button', { name, exact: true }).click()

  /** What a recipient gets: 200 and the text once, 404 ever after. */
  async function read(link: string): Promise<number> {
    const { origin, pathname } = new URL(link)
    const response = await fetch(`${origin}/api/v1${pathname}`, { method: 'POST' })
    await response.body?.cancel()
    return response.status
  }

  test('lists what was shared, newest first, and finds it again', async ({ popup }) => {
    const opened = await popup()
    await share(opened, 'Clé of the VPN', 'Staging', 'Production')
    await openHistory(opened, t)
    await expect(opened.locator('.name')).toHaveText(['Production', 'Staging', 'Clé of the VPN'])
    await expect(opened.getByRole('heading', { name: /today/i })).toBeVisible()
    await expect(opened.locator('.marks').first()).toContainText('Expires in 59 minutes')

    const find = opened.getByRole('searchbox', { name: t('history.find') })
    await find.fill('cle')
    await expect(opened.locator('.name')).toHaveText(['Clé of the VPN'])
    await opened.getByRole('combobox', { name: t('history.state') }).selectOption('read')
    await expect(opened.getByText(t('history.found', ['0']))).toBeVisible()
    await press(opened, t('history.showAll'))
    await expect(opened.locator('.name')).toHaveCount(3)
  })

  test('gives a secret another label', async ({ popup }) => {
    const opened = await popup()
    await share(opened, 'Staging')
    await openHistory(opened, t)
    await row(opened, /Staging/).click()
    await press(opened, t('history.rename'))
    await opened.getByRole('textbox', { name: t('composer.label') }).fill('Production')
    await opened.keyboard.press('Enter')
    await expect(opened.locator('.name')).toHaveText('Production')
    await expect(opened.getByRole('status').filter({ hasText: t('options.saved') })).toHaveCount(1)
  })

  test('burns what nobody should read, after a question, and says so', { tag: thorough }, async ({
    popup,
  }) => {
    const opened = await popup()
    const [link = ''] = await share(opened, 'Wrong recipient')
    await openHistory(opened, t)
    await row(opened, /Wrong/).click()
    await press(opened, t('history.burn'))
    await press(opened, t('history.keep'))
    await expect(opened.locator('.entry')).toBeFocused()
    await press(opened, t('history.burn'))
    await press(opened, t('history.burnYes'))
    await expect(opened.locator('.notice')).toHaveText(t('history.burnt.burned'))
    await expect(opened.getByRole('status').filter({ hasText: t('history.burnt.burned') })).toHaveCount(1)
    await expect(opened.locator('.state')).toHaveText(t('history.is.burned'))
    expect(await read(link)).toBe(404)
  })

  test('burning what was read says that it was too late', { tag: thorough }, async ({ popup }) => {
    const opened = await popup()
    const [link = ''] = await share(opened, 'Staging')
    await openHistory(opened, t)
    await row(opened, /Staging/).click()
    await press(opened, t('history.burn'))
    expect(await read(link)).toBe(200)
    await press(opened, t('history.burnYes'))
    await expect(opened.locator('.notice')).toHaveText(t('history.burnt.late', [t('history.is.read')]))
    await expect(opened.locator('.state')).toHaveText(t('history.is.read'))
  })

  test('a standard secret with a passphrase is burned with it, and with no other', async ({ popup }) => {
    const opened = await popup()
    const composer = await composerIn(opened)
    await composer.choose('standard')
    await composer.write('hunter2')
    await composer.writePassphrase('correct horse')
    await composer.share()
    await composer.expectShared()
    const link = await composer.link()
    await openHistory(opened, t)
    await opened.locator('.entry').click()
    await press(opened, t('history.burn'))
    const passphrase = opened.getByRole('textbox', { name: t('composer.passphrase') })
    await expect(passphrase).toBeFocused()
    await passphrase.fill('wrong horse')
    await press(opened, t('history.burnYes'))
    await expect(opened.getByRole('alert')).toHaveText(
      apologyForBurn(translationsIn(t), { code: 'refused' }, 'wrong'),
    )
    await passphrase.fill('correct horse')
    await press(opened, t('history.burnYes'))
    await expect(opened.locator('.notice')).toHaveText(t('history.burnt.burned'))
    expect(await read(link)).toBe(404)
  })

  test('burns all that wait, after one question, and forgets what is settled', async ({ popup }) => {
    const opened = await popup()
    const links = await share(opened, 'one', 'two', 'three')
    await openHistory(opened, t)
    await press(opened, t('history.burnAll', ['3']))
    await press(opened, t('history.burnYes'))
    await expect(opened.getByText(t('history.burnedAll', ['3']))).toBeVisible()
    await expect(opened.locator('.state')).toHaveText(Array(3).fill(t('history.is.burned')))
    expect(await Promise.all(links.map(read))).toEqual([404, 404, 404])
    await press(opened, t('history.forgetSettled', ['3']))
    await press(opened, t('history.forgetYes'))
    await expect(opened.getByRole('heading', { name: t('history.empty') })).toBeVisible()
  })

  test('forgets one, and leaves it readable', { tag: thorough }, async ({ popup }) => {
    const opened = await popup()
    const [link = ''] = await share(opened, 'one', 'two')
    await openHistory(opened, t)
    await row(opened, /one/).click()
    await press(opened, t('history.forget'))
    await expect(opened.getByText(t('history.forgetWaiting'))).toBeVisible()
    await press(opened, t('history.forgetYes'))
    await expect(opened.locator('.name')).toHaveText(['two'])
    await expect(opened.locator('.entry')).toBeFocused()
    expect(await read(link)).toBe(200)
  })

  test('begins another one like an expired one, and sets aside what was being written', {
    tag: thorough,
  }, async ({ popup, worker, server }) => {
    await putEntries(worker, [
      entry({
        id: idOf(1),
        server: server.origin,
        label: 'VPN',
        sealed: false,
        state: 'expired',
        created: Date.now() - 3_600_000,
        expires: Date.now() - 3_300_000,
      }),
    ])
    const opened = await popup()
    const composer = await composerIn(opened)
    await composer.write('hunter2')
    await openHistory(opened, t)
    await row(opened, /VPN/).click()
    await press(opened, t('history.again'))
    const secret = opened.getByRole('textbox', { name: t('composer.secret') })
    await expect(secret).toBeFocused()
    await expect(secret).toHaveValue('')
    await expect(opened.getByRole('radio', { name: t('composer.standard') })).toBeChecked()
    await expect(opened.getByRole('combobox', { name: t('composer.lifetime') })).toHaveValue('300')
    await expect(opened.getByRole('textbox', { name: t('composer.label') })).toHaveValue('VPN')
    await press(opened, t('backup.restore'))
    await expect(secret).toHaveValue('hunter2')
  })

  test('works from the keyboard alone', async ({ popup, worker }) => {
    await putEntries(
      worker,
      ['one', 'two', 'three'].map((label, number) =>
        entry({ id: idOf(number), label, created: Date.now() - number * 1_000, state: 'expired' }),
      ),
    )
    const opened = await popup()
    const rows = opened.locator('.entry')
    await expect(opened.locator('#secret')).toBeFocused()
    // Back over making one up, reading one, and the settings.
    for (let tabs = 0; tabs < 4; tabs++) await opened.keyboard.press('Shift+Tab')
    await expect(opened.getByRole('tab', { name: t('history.share') })).toBeFocused()
    await opened.keyboard.press('ArrowRight')
    await expect(opened.getByRole('tab', { name: t('history.title') })).toBeFocused()
    await expect(rows).toHaveCount(3)
    for (let tabs = 0; tabs < 5; tabs++) await opened.keyboard.press('Tab')
    await expect(rows.nth(0)).toBeFocused()
    await opened.keyboard.press('ArrowDown')
    await opened.keyboard.press('End')
    await expect(rows.nth(2)).toBeFocused()
    await opened.keyboard.press('ArrowUp')
    await opened.keyboard.press('Enter')
    await expect(rows.nth(1)).toHaveAttribute('aria-expanded', 'true')
    await opened.keyboard.press('Escape')
    await expect(rows.nth(1)).toHaveAttribute('aria-expanded', 'false')
    await expect(rows.nth(1)).toBeFocused()
    await opened.keyboard.press('Space')
    for (let tabs = 0; tabs < 4; tabs++) await opened.keyboard.press('Tab')
    await expect(opened.getByRole('button', { name: t('history.forget'), exact: true })).toBeFocused()
    await opened.keyboard.press('Enter')
    await opened.keyboard.press('Tab')
    await opened.keyboard.press('Enter')
    await expect(rows).toHaveCount(2)
    await expect(rows.nth(1)).toBeFocused()
  })

  test('ten thousand entries are one page and a button', { tag: thorough }, async ({ popup, worker }) => {
    await putEntries(
      worker,
      Array.from({ length: 10_000 }, (_, number) =>
        entry({ id: idOf(number), label: `Number ${number}`, created: Date.now() - number * 60_000 }),
      ),
    )
    const opened = await popup()
    await openHistory(opened, t)
    await expect(opened.locator('.entry')).toHaveCount(50)
    await press(opened, t('history.more', ['9,950']))
    await expect(opened.locator('.entry')).toHaveCount(100)
    await opened.getByRole('searchbox').fill('number 9999')
    await expect(opened.locator('.name')).toHaveText(['Number 9999'])
  })

  test('reads and stands right to left, and in a narrow window', { tag: thorough }, async ({
    popup,
    worker,
  }) => {
    await putEntries(worker, assorted(Date.now()))
    const opened = await popup()
    await openHistory(opened, t)
    await opened.evaluate(() => {
      document.documentElement.dir = 'rtl'
    })
    await row(opened, /VPN/).click()
    await keepScreen(opened, 'history-rtl', { lang: 'en', theme: 'light' })
    await isUncut(opened)
    await opened.evaluate(() => {
      document.documentElement.dir = 'ltr'
      document.body.style.inlineSize = '280px'
    })
    await keepScreen(opened, 'history-narrow', { lang: 'en', theme: 'light' })
    await isUncut(opened)
  })
})

test('the code of the card says its link to those who do not see it', { tag: thorough }, async ({
  page,
  worker,
  server,
  popup,
}) => {
  await page.bringToFront()
  await chooseServer(worker, server.origin)
  const opened = await popup()
  const composer = await composerIn(opened)
  await composer.write('hunter2')
  await composer.share()
  await composer.expectShared()
  await opened.getByRole('button', { name: 'QR code' }).click()
  await expect(opened.getByRole('img', { name: `QR code: ${await composer.link()}` })).toBeVisible()
})
