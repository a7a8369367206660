import type { Page } from '@playwright/test'
import { translationsIn } from '../../../components/translation'
import type { KnownAccount } from '../../../lib/domain/account'
import { translateIn } from '../../support/words'
import { expect } from './extension'
import type { Language } from './launch'
import { unfold } from './settings'
import type { ExtensionWorker } from './worker'

export const alice = { user: 'alice@example.com', token: 'alices-token-0123456789abcdef' }
export const billing = 'Production – billing'

const buttons = { test: 'servers.check', replace: 'accounts.replace', save: 'options.save' } as const

/** The part of the settings about accounts, filled and pressed as a person does it. */
export async function accountsIn(page: Page, lang: Language = 'en') {
  const { t } = translationsIn(await translateIn(lang))
  await unfold(page, 'accounts')
  const part = page.locator('#accounts')
  const button = (name: string) => part.getByRole('button', { name, exact: true })
  const token = part.getByRole('textbox', { name: t('accounts.token') })
  return {
    part,
    token,
    row: (name: string) => part.getByRole('button', { name }).first(),
    async begin(given: { name: string; server: string; user: string; token: string }): Promise<void> {
      await button(t('accounts.add')).click()
      await part.getByRole('textbox', { name: t('accounts.name'), exact: true }).fill(given.name)
      await part.getByRole('combobox', { name: t('composer.server') }).selectOption(given.server)
      await part.getByRole('textbox', { name: t('accounts.user') }).fill(given.user)
      await token.fill(given.token)
    },
    save: () => button(t('options.save')).click(),
    expectAdded: () => expect(part.getByText(t('accounts.accepted'))).toBeVisible(),
    press: (what: keyof typeof buttons) => button(t(buttons[what])).click(),
    askToRemove: () => button(t('servers.remove')).click(),
    remove: () => button(t('servers.removeYes')).click(),
  }
}

/** Adds an account in the settings. Its id. */
export async function addAccount(
  page: Page,
  server: string,
  access: { user: string; token: string } = alice,
  name = billing,
  lang: Language = 'en',
): Promise<void> {
  const accounts = await accountsIn(page, lang)
  await accounts.begin({ name, server, ...access })
  await accounts.save()
  await accounts.expectAdded()
}

/** What is kept of the accounts, as it lies in storage. */
export const keptAccounts = (worker: ExtensionWorker): Promise<(KnownAccount & { token?: string })[]> =>
  worker.evaluate(async () => {
    const kept = await chrome.storage.local.get(null)
    return Object.entries(kept).flatMap(([key, value]) => (key.startsWith('account:') ? [value] : []))
  }) as Promise<(KnownAccount & { token?: string })[]>

/** Alters what is kept of the accounts. */
export async function alterAccounts(worker: ExtensionWorker, patch: object): Promise<void> {
  await worker.evaluate(async patch => {
    const kept = await chrome.storage.local.get(null)
    for (const [key, value] of Object.entries(kept))
      if (key.startsWith('account:'))
        await chrome.storage.local.set({ [key]: { ...(value as object), ...patch } })
  }, patch)
}
