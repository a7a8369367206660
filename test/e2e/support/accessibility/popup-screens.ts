import { translateIn } from '../../../support/words'
import { assorted, entry, idOf, putEntries } from '../entries'
import { setLock } from '../lock'
import { sealOn } from '../sealed'
import { answer, letter, openScreen, pressPrimary, type Way } from './open-screen'

/** Every screen of the popup. */
export const popupWays: Record<string, Way> = {
  composer: {
    screens: ['empty', 'filled', 'too long', 'refused'],
    async go(place, look) {
      const { server } = place
      const page = await openScreen(place, 'popup.html')
      await look(page, 'empty')
      await page.locator('#secret').fill('hunter2')
      await page.locator('.extras summary').click()
      await page.locator('#note').fill(letter.note)
      await look(page, 'filled')
      const long = [...crypto.getRandomValues(new Uint32Array(2_000))].map(String).join('')
      await page.locator('#secret').fill(long)
      await pressPrimary(page)
      await page.getByRole('alert').waitFor()
      await look(page, 'too long')
      await page.locator('#secret').fill('hunter2')
      server.misbehave({ at: 'status', status: 500 }, 1)
      await pressPrimary(page)
      await page.getByRole('alert').waitFor()
      await look(page, 'refused')
    },
  },
  generator: {
    screens: ['password', 'words', 'pin', 'server'],
    async go(place, look) {
      const t = await translateIn(place.language)
      const page = await openScreen(place, 'popup.html')
      await page.getByRole('button', { name: t('generator.open') }).click()
      await page.locator('.generator .made').waitFor()
      await look(page, 'password')
      for (const kind of ['words', 'pin', 'server'] as const) {
        const at = { words: 1, pin: 2, server: 3 }[kind]
        await page.locator('.generator .segment').nth(at).click()
        await look(page, kind)
      }
    },
  },
  file: {
    screens: ['none', 'too large', 'chosen', 'shared'],
    async go(place, look) {
      const page = await openScreen(place, 'popup.html#tab')
      const choose = (bytes: number) =>
        page.locator('input[type=file]').setInputFiles({
          name: 'Zertifikat für die Produktion, Stand 2026-11 (neu).p12',
          mimeType: 'application/x-pkcs12',
          buffer: Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))),
        })
      await page.locator('.drop-here').waitFor()
      await look(page, 'none')
      await choose(50_000)
      await page.getByRole('alert').waitFor()
      await look(page, 'too large')
      await choose(2_000)
      await page.locator('.chosen-file').waitFor()
      await look(page, 'chosen')
      await pressPrimary(page)
      await page.locator('#link').waitFor()
      await look(page, 'shared')
    },
  },
  shared: {
    screens: ['card', 'message', 'code', 'two parts', 'question', 'burned'],
    async go(place, look) {
      const page = await openScreen(place, 'popup.html')
      await page.locator('#secret').fill('hunter2')
      await pressPrimary(page)
      await page.locator('#link').waitFor()
      await look(page, 'card')
      for (const [at, name] of ['message', 'code', 'two parts'].entries()) {
        await page.locator('.ways .names .button').nth(at).click()
        await page.locator('.way > *').first().waitFor()
        await look(page, name)
      }
      await page.locator('.shared > .row .button').last().click()
      await answer(page)
      await look(page, 'question')
      await page.locator('.ask .fire').click()
      await page.locator('.ask').waitFor({ state: 'detached' })
      await look(page, 'burned')
    },
  },
  'several people': {
    screens: ['asked for', 'links', 'one of them', 'question', 'burned'],
    async go(place, look) {
      const page = await openScreen(place, 'popup.html')
      await page.locator('#secret').fill('hunter2')
      await page.locator('.extras summary').click()
      await page.locator('#people').selectOption('3')
      await look(page, 'asked for')
      await pressPrimary(page)
      await page.locator('.links > li').nth(2).waitFor()
      await look(page, 'links')
      await page.locator('.links [aria-expanded]').nth(1).click()
      await page.locator('.links #link').waitFor()
      await look(page, 'one of them')
      await page.locator('.shared > .row.answers .button').last().click()
      await answer(page)
      await look(page, 'question')
      await page.locator('.ask .fire').click()
      await page.locator('.ask').waitFor({ state: 'detached' })
      await look(page, 'burned')
    },
  },
  'recipient view': {
    screens: ['without Cachet', 'with Cachet'],
    async go(place, look) {
      const t = await translateIn(place.language)
      const page = await openScreen(place, 'popup.html')
      await page.getByRole('button', { name: t('recipientView.title') }).click()
      await page.locator('dialog .recipient-steps').waitFor()
      await look(page, 'without Cachet')
      await page.locator('dialog .segment').first().click()
      await look(page, 'with Cachet')
    },
  },
  history: {
    screens: ['empty', 'list', 'row', 'label', 'question', 'found none', 'question about all', 'all burned'],
    async go(place, look) {
      const t = await translateIn(place.language)
      const page = await openScreen(place, 'popup.html')
      await page.locator('#tab-history').click()
      await page.locator('.empty').waitFor()
      await look(page, 'empty')
      await putEntries(place.worker, [...assorted(Date.now()), entry({ id: idOf(50), label: 'Staging' })])
      await page.locator('.entry').nth(6).waitFor()
      await look(page, 'list')
      await page.locator('.entry', { hasText: 'Donau' }).click()
      await page.locator('.actions').waitFor()
      await look(page, 'row')
      await page
        .locator('.actions')
        .getByRole('button', { name: t('composer.label') })
        .or(page.locator('.actions .answers .button').nth(-2))
        .first()
        .click()
      await look(page, 'label')
      await page.keyboard.press('Escape')
      await page.locator('.entry', { hasText: 'Staging' }).first().click()
      await page.locator('.actions .answers .button').first().click()
      await answer(page)
      await look(page, 'question')
      await page.locator('.ask .button').last().click()
      await page.getByRole('searchbox').fill('nothing like it')
      await page.locator('.none').waitFor()
      await look(page, 'found none')
      await page.getByRole('searchbox').fill('')
      await page.locator('.foot .button').first().click()
      await answer(page)
      await look(page, 'question about all')
      await page.locator('.ask .fire').click()
      await page.locator('.foot .notice').waitFor()
      await look(page, 'all burned')
    },
  },
  lock: {
    screens: ['settings', 'closed', 'refused', 'forgotten'],
    async go(place, look) {
      const settings = await openScreen(place, 'options.html#lock')
      await setLock(settings)
      await settings.reload()
      await settings.locator('#lock-after').waitFor()
      await look(settings, 'settings')
      await settings.locator('#lock .button.primary').click()
      await settings.locator('#lock-passphrase').waitFor()
      await settings.close()
      const page = await openScreen(place, 'popup.html')
      await page.locator('#lock-passphrase').waitFor()
      await look(page, 'closed')
      await page.locator('#lock-passphrase').fill('not it')
      await pressPrimary(page)
      await page.getByRole('alert').waitFor()
      await look(page, 'refused')
      await page.locator('.button.quiet').click()
      await page.locator('.ways').waitFor()
      await look(page, 'forgotten')
    },
  },
  received: {
    screens: ['kept'],
    async go(place, look) {
      const reader = await openScreen(place, 'reveal.html')
      await reader.locator('#given').fill(await sealOn(place.server, letter, 'glue-noble'))
      await pressPrimary(reader)
      await reader.locator('.facts').waitFor()
      await pressPrimary(reader)
      await reader.locator('#passphrase').waitFor()
      await reader.close()
      const page = await openScreen(place, 'popup.html')
      await page.locator('.kept').waitFor()
      await look(page, 'kept')
    },
  },
  damage: {
    screens: ['settings', 'popup'],
    async go(place, look) {
      const garbage = { vault: { version: 99 }, [`account:${idOf(2)}`]: 'garbage', 'lock-tries': [] }
      await place.worker.evaluate(items => chrome.storage.local.set(items), garbage)
      const settings = await openScreen(place, 'options.html')
      await settings.locator('#erase [role=status] .button').waitFor({ state: 'attached' })
      await look(settings, 'settings')
      const page = await openScreen(place, 'popup.html')
      await page.locator('.notice.care').waitFor()
      await look(page, 'popup')
    },
  },
}
