import { expect, test } from './support/extension'
import { outerGenerations } from './support/generations'
import { chooseServer, expectNothingLeaked, keysOf, openAsRecipient, shares } from './support/journey'
import { tier } from './support/tiers'

for (const profile of outerGenerations) {
  test.describe(`a server of ${profile}`, () => {
    test.use({ serverOptions: { profile } })

    test(
      'takes a sealed secret from the popup, and its link opens it',
      tier(profile === '0.18'),
      async ({ page, popup, worker, server }) => {
        await page.bringToFront()
        await chooseServer(worker, server.origin)
        const opened = await popup()
        await opened.getByRole('textbox', { name: 'Your secret' }).fill('hunter2\r\n\ttwo')
        await opened.getByRole('button', { name: 'Share as secret' }).click()
        await expect(opened.getByRole('heading', { name: 'Shared.' })).toBeVisible()
        const link = await opened.getByRole('textbox', { name: 'One-time link' }).inputValue()
        expectNothingLeaked(server, ['hunter2', ...keysOf(link)])
        expect(await openAsRecipient(link, server)).toEqual({ text: 'hunter2\n\ttwo' })
      },
    )

    test(
      'takes a standard secret with a passphrase',
      tier(profile === '0.26'),
      async ({ page, popup, worker, server }) => {
        await page.bringToFront()
        await chooseServer(worker, server.origin, { mode: 'standard' })
        const opened = await popup()
        await opened.getByRole('textbox', { name: 'Your secret' }).fill('hunter2')
        await opened.getByText('Passphrase, note, language and more').click()
        const passphrase = opened.getByRole('textbox', { name: 'Passphrase' })
        await passphrase.fill('short')
        await opened.getByRole('button', { name: 'Share as secret' }).click()
        await expect(opened.getByRole('alert')).toContainText('passphrase is too short')
        expect(shares(server)).toEqual([])
        await passphrase.fill('long enough')
        await opened.getByRole('button', { name: 'Share as secret' }).click()
        await expect(opened.getByRole('heading', { name: 'Shared.' })).toBeVisible()
        const link = await opened.getByRole('textbox', { name: 'One-time link' }).inputValue()
        const read = (passphrase: string) =>
          fetch(`${server.origin}/api/v1/secret/${link.split('/').at(-1)}`, {
            method: 'POST',
            body: new URLSearchParams({ passphrase }),
          })
        expect((await read('wrong one')).status).toBe(404)
        expect(await (await read('long enough')).json()).toMatchObject({ value: 'hunter2' })
      },
    )
  })
}
