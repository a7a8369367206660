import type { Page } from '@playwright/test'
import { type RecipientStep, recipientSteps } from '../../lib/domain/recipient-steps'
import { translateIn } from '../support/words'
import { accessibilityFaults } from './support/axe'
import { expect, test } from './support/begun'
import { chooseServerIn, named } from './support/firefox-page'
import { keysOf, shares } from './support/journey'
import type { Language } from './support/launch'
import { keepScreen, looks, nameOf } from './support/screens'
import { thorough, tier } from './support/tiers'
import type { ExtensionWorker } from './support/worker'

const plain = { sealed: true, passphrase: false, opener: 'none', apart: 'no' } as const

/** In English, what each caption says: where, and what is done there. */
const said: Record<RecipientStep, RegExp> = {
  link: /^MessageThey open the link\.$/,
  mailedLink: /^Message · 127\.0\.0\.1:\d+They open the link\.$/,
  menu: /^MessageThey click “Reveal this secret…”\.$/,
  copyLink: /^MessageThey copy: One-time link$/,
  pasteLink: /^CachetThey click “Read a secret”\.They enter: One-time link$/,
  giveKey: /^CachetThey enter: Key from the senderThey click “Read the secret”\.$/,
  read: /^CachetThey click “Read the secret”\.$/,
  passphrase: /^CachetThey enter: PassphraseThey click “Open”\.$/,
  show: /^CachetThey read the secret\.$/,
  openerRead: /^127\.0\.0\.1:\d+They click “Read the secret”\.$/,
  openerLead: /^www\.example\.comThey click “Open 127\.0\.0\.1:\d+”\.$/,
  openerPassphrase: /^opener\.htmlThey enter: PassphraseThey click “Open”\.$/,
  openerShow: /^(opener\.html|www\.example\.com|127\.0\.0\.1:\d+)They read the secret\.$/,
  copySealed: /^127\.0\.0\.1:\d+They confirm\.They copy: What the server showed$/,
  bringSealed:
    /^127\.0\.0\.1:\d+They confirm\.They copy: .+www\.example\.comThey enter: What the server showed$/,
  gather: /^opener\.htmlThey need the opener page .+They enter: What the .+They enter: One-time link$/,
  gatherKey:
    /^opener\.htmlThey need the opener page .+They enter: What the .+They enter: Key from the sender$/,
  openerGatherKey: /^www\.example\.comThey enter: What the .+They enter: Key from the sender$/,
  serverRead: /^127\.0\.0\.1:\d+They confirm\.$/,
  serverPassphrase: /^127\.0\.0\.1:\d+They enter: Passphrase$/,
  serverText: /^127\.0\.0\.1:\d+They read the secret\.$/,
}

/** All words in the pictures, fields included. Runs in the page. */
const pictureWords = () =>
  [...document.querySelectorAll('.picture, .picture .screen > div')]
    .map(({ shadowRoot, textContent }) =>
      [
        textContent,
        shadowRoot?.textContent,
        ...[...(shadowRoot?.querySelectorAll('input, textarea') ?? [])].map(field =>
          Reflect.get(field, 'value'),
        ),
      ].join('\n'),
    )
    .join('\n')

async function viewIn(popup: Page, lang: Language = 'en') {
  const t = await translateIn(lang)
  const dialog = popup.getByRole('dialog', { name: t('recipientView.title') })
  return {
    t,
    dialog,
    open: () => popup.getByRole('button', { name: t('recipientView.title') }).click(),
    back: () => popup.getByRole('button', { name: t('recipientView.back') }).click(),
    /** Each picture has its caption, and the clicks are counted above them. */
    async expectSteps(steps: readonly RecipientStep[], presses: number): Promise<void> {
      const captions = dialog.locator('.caption')
      await expect(captions).toHaveText(steps.map(step => (lang === 'en' ? said[step] : /./)))
      await expect(dialog.locator('.picture > *').first()).toBeVisible()
      await expect(dialog.locator('.hint').first()).toContainText(String(presses))
    },
    words: () => popup.evaluate(pictureWords),
    async expectUncut(): Promise<void> {
      const wide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
      expect(await popup.evaluate(wide), 'nothing sticks out').toBe(0)
    },
  }
}

async function chooseOpener(worker: ExtensionWorker, opener: string): Promise<void> {
  await worker.evaluate(async opener => {
    const { settings } = await chrome.storage.local.get('settings')
    await chrome.storage.local.set({ settings: { ...Object(settings), opener } })
  }, opener)
}

for (const look of looks) {
  test.describe(`what the recipient sees, ${nameOf(look)}`, tier(look.lang === 'en'), () => {
    test.use(look)

    test('is shown from the composer and the card, true to the screens, without what was written', async ({
      begin,
      write,
      server,
    }) => {
      await begin()
      const { opened, composer } = await write('hunter2-Correct')
      const view = await viewIn(opened, look.lang)
      const { t } = view

      await view.open()
      await expect(view.dialog.getByRole('heading')).toBeFocused()
      await view.expectSteps(['link', 'copySealed', 'gather', 'openerShow'], 8)
      expect(await view.words()).toContain(t('opener.sealed'))
      await keepScreen(opened, 'recipient-view-without', look)
      await view.dialog.getByRole('radio', { name: t('recipientView.other') }).press('ArrowLeft')
      await view.expectSteps(['link', 'read', 'show'], 2)
      for (const key of ['reveal.read', 'reveal.copy'] as const) expect(await view.words()).toContain(t(key))
      await keepScreen(opened, 'recipient-view-cachet', look)
      expect(await accessibilityFaults(opened)).toEqual([])
      await view.expectUncut()
      await view.back()
      await expect(opened.getByRole('button', { name: t('recipientView.title') })).toBeFocused()
      expect(await composer.text()).toBe('hunter2-Correct')

      await composer.writePassphrase('correct horse')
      await composer.share()
      await composer.expectShared()
      const link = await composer.link()
      await view.open()
      await view.expectSteps(['link', 'copySealed', 'gather', 'openerPassphrase', 'openerShow'], 9)
      await keepScreen(opened, 'recipient-view-shared', look)
      expect(await accessibilityFaults(opened)).toEqual([])
      await view.back()
      await opened.getByRole('button', { name: t('shared.way.apart') }).click()
      await view.open()
      await view.dialog.getByRole('radio', { name: t('recipientView.cachet') }).check({ force: true })
      await view.expectSteps(['copyLink', 'pasteLink', 'giveKey', 'passphrase', 'show'], 12)
      await keepScreen(opened, 'recipient-view-apart', look)
      const words = await view.words()
      for (const own of ['hunter2', 'correct horse', new URL(link).pathname, ...keysOf(link)])
        expect(words).not.toContain(own)
      expect(server.log.filter(({ path }) => path !== '/api/v1/share')).toEqual([])
      expect(shares(server)).toHaveLength(1)
    })
  })
}

test.describe('what the recipient sees', { tag: thorough }, () => {
  for (const [name, { opener, steps, presses }] of Object.entries({
    'an opener page elsewhere': {
      opener: () => 'https://www.example.com/opener.html',
      steps: recipientSteps({ ...plain, opener: 'leading' }, 'other'),
      presses: 5,
    },
    'an opener page of the server': {
      opener: (origin: string) => `${origin}/opener.html`,
      steps: recipientSteps({ ...plain, opener: 'own' }, 'other'),
      presses: 2,
    },
  }))
    test(`by ${name}, before and after sharing`, async ({ begin, worker, server, write }) => {
      await begin()
      await chooseOpener(worker, opener(server.origin))
      const { opened, composer } = await write('hunter2-Correct')
      const view = await viewIn(opened)
      await view.open()
      await view.expectSteps(steps, presses)
      await keepScreen(opened, `recipient-view-opener-${presses}`, { lang: 'en', theme: 'light' })
      expect(await accessibilityFaults(opened)).toEqual([])
      await view.back()
      await composer.share()
      await composer.expectShared()
      await view.open()
      await view.expectSteps(steps, presses)
    })

  test('is said to be unavailable where it cannot be loaded', async ({ begin, openPage }) => {
    await begin()
    const page = await openPage('popup.html')
    // Its style sheet isn't found. Requests of an extension's own files can't be intercepted.
    await page.evaluate(() => {
      const { head } = document
      head.appendChild = node => {
        if (node instanceof HTMLLinkElement && node.href.includes('recipient-view')) node.href = '/none.css'
        return head.insertBefore(node, null)
      }
    })
    const view = await viewIn(page)
    await view.open()
    await expect(page.getByRole('alert')).toContainText(view.t('app.notRead'))
    await expect(page.getByRole('alert')).toBeInViewport()
  })

  test('of a standard secret is the server’s own page', async ({ begin, write }) => {
    await begin({ mode: 'standard' })
    const { opened, composer } = await write('hunter2-Correct')
    const view = await viewIn(opened)
    await view.open()
    await view.expectSteps(['link', 'serverRead', 'serverText'], 2)
    await expect(view.dialog.getByRole('radio')).toHaveCount(0)
    await view.back()
    await composer.share()
    await composer.expectShared()
    await view.open()
    await view.expectSteps(['link', 'serverRead', 'serverText'], 2)
  })

  test('fits 320 px, and is mirrored where writing is', async ({ begin, openPage }) => {
    await begin()
    const page = await openPage('popup.html')
    await page.setViewportSize({ width: 320, height: 600 })
    const view = await viewIn(page)
    await view.open()
    await view.expectUncut()
    await keepScreen(page, 'recipient-view-320', { lang: 'en', theme: 'light' })
    const start = () =>
      view.dialog
        .locator('.picture')
        .first()
        .evaluate(picture => picture.getBoundingClientRect().left)
    expect(await start()).toBeLessThan(100)
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl'
    })
    expect(await start()).toBeGreaterThan(100)
    await view.expectUncut()
  })

  test('Firefox draws the same pictures', async ({ firefox, server }) => {
    const { openPage, page } = await firefox()
    const t = await translateIn('en')
    await chooseServerIn(await openPage('popup.html', page), server.origin)
    const popup = await openPage('popup.html')
    await popup.bringToFront()
    await named(popup, 'button', t('recipientView.title')).click()
    await popup.waitForSelector('dialog[open] .picture')
    await named(popup, 'radio', t('recipientView.cachet')).click()
    await expect.poll(() => popup.evaluate(pictureWords)).toContain(t('reveal.read'))
    const { picture = 0, fieldIds } = await popup.evaluate(() => ({
      picture: document.querySelectorAll('.picture')[1]?.getBoundingClientRect().height,
      fieldIds: document.querySelectorAll('#text').length,
    }))
    expect(picture).toBeGreaterThan(60)
    expect(picture).toBeLessThan(180)
    expect(fieldIds, 'ids of the pictures are their own').toBe(0)
  })
})
