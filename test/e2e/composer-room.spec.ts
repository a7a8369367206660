import type { ComposerState } from '../../lib/domain/composer-state'
import { languages, translateIn } from '../support/words'
import { expect, test } from './support/extension'
import { chooseServer } from './support/journey'
import type { Language } from './support/launch'
import { tier } from './support/tiers'

/** The longest words: the others are gone through by night. */
const short = 'de'

for (const lang of languages as Language[]) {
  test.describe(`in ${lang}`, () => {
    test.use({ lang })

    test(
      'text, server, lifetime and button are in sight at 380 × 600, with a notice, too; at 320 nothing is lost',
      tier(lang === short),
      async ({ openPage, worker }) => {
        const t = await translateIn(lang)
        const eu = 'https://eu.onetimesecret.com'
        await chooseServer(worker, eu)
        const draft = {
          mode: 'sealed',
          server: eu,
          account: null,
          ttl: 604_800,
          note: '',
          label: '',
        } as const
        const composing: ComposerState = {
          draft: { ...draft, text: 'hunter2', passphrase: '', recipient: '', people: 1 },
          aside: [{ text: 'an earlier one', note: '' }],
        }
        await worker.evaluate(composing => chrome.storage.session.set({ composing }), composing)
        const popup = await openPage('popup.html')
        await expect(popup.getByText(t('composer.aside'))).toBeVisible()
        // Loaded last of what takes room.
        await expect(popup.getByRole('button', { name: t('file.choose') })).toBeVisible()
        await popup.setViewportSize({ width: 380, height: 600 })
        const share = popup.getByRole('button', { name: t('menu.share') })
        const needed = ['#secret', '#server', '#lifetime'].map(field => popup.locator(field))
        const top = (await share.boundingBox())?.y ?? 0
        for (const field of needed) {
          await expect(field).toBeInViewport({ ratio: 1 })
          const box = await field.boundingBox()
          expect((box?.y ?? 600) + (box?.height ?? 0)).toBeLessThanOrEqual(top)
        }
        await popup.setViewportSize({ width: 320, height: 600 })
        expect(await popup.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
        for (const field of [...needed, popup.locator('summary')]) {
          await field.scrollIntoViewIfNeeded()
          await expect(field).toBeInViewport()
        }
      },
    )
  })
}
