import type { Page } from '@playwright/test'
import { apologyFor } from '../../../components/fault-messages'
import { translationsIn } from '../../../components/translation'
import type { Failure } from '../../../lib/domain/share-outcome'
import { translateIn } from '../../support/words'
import { expect } from './extension'
import type { Language } from './launch'

/** The composer of a real popup, filled and pressed as a person does it, in the popup's language. */
export async function composerIn(popup: Page, lang: Language = 'en') {
  const words = translationsIn(await translateIn(lang))
  const { t } = words
  const secret = popup.getByRole('textbox', { name: t('composer.secret') })
  const passphrase = popup.getByRole('textbox', { name: t('composer.passphrase') })
  const alert = popup.getByRole('alert')

  return {
    /** Puts in any text at all, as pasting does: `fill` would mend halves of characters. */
    async write(text: string): Promise<void> {
      await secret.evaluate((field: HTMLTextAreaElement, json) => {
        field.value = JSON.parse(json)
        field.dispatchEvent(new InputEvent('input', { bubbles: true }))
      }, JSON.stringify(text))
    },
    async choose(mode: 'sealed' | 'standard'): Promise<void> {
      await popup.getByRole('radio', { name: t(`composer.${mode}`) }).check({ force: true })
    },
    async chooseServer(origin: string): Promise<void> {
      await popup.getByRole('combobox', { name: t('composer.server') }).selectOption(origin)
    },
    async writePassphrase(text: string): Promise<void> {
      if (!(await passphrase.isVisible())) await popup.getByText(t('composer.more')).click()
      await passphrase.fill(text)
    },
    async share(): Promise<void> {
      await popup.getByRole('button', { name: t('menu.share') }).click()
    },
    /** What stands in the field, to the letter. */
    async text(): Promise<string> {
      return JSON.parse(await secret.evaluate((field: HTMLTextAreaElement) => JSON.stringify(field.value)))
    },
    async expectNoFailure(): Promise<void> {
      await expect(alert).toHaveCount(0)
    },
    /** The whole sentence of `locales/` for this failure, and no other, is shown where the person looks. */
    async expectFailure(failure: Failure, wait: { timeout?: number } = {}): Promise<void> {
      await expect(alert).toBeVisible(wait)
      expect(await alert.locator('p').textContent()).toBe(apologyFor(words, failure))
      await expect(alert).toBeInViewport({ ratio: 1 })
    },
    async expectShared(): Promise<void> {
      await expect(popup.getByRole('heading', { name: t('shared.copied') })).toBeVisible()
    },
    /** From the link back to an empty composer. */
    async another(): Promise<void> {
      await popup.getByRole('button', { name: t('shared.another') }).click()
      await expect(secret).toHaveValue('')
    },
    link: () => popup.getByRole('textbox', { name: t('shared.link') }).inputValue(),
    allowButton: (origin: string) =>
      popup.getByRole('button', { name: t('composer.allow', [new URL(origin).host]) }),
  }
}
