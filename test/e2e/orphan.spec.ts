import type { Page } from '@playwright/test'
import { createFormat } from '../../components/format'
import { translateIn } from '../support/words'
import { alice } from './support/accounts'
import { accessibilityFaults } from './support/axe'
import { expect, test } from './support/begun'
import { composerIn } from './support/composer'
import { outerGenerations } from './support/generations'
import { shares } from './support/journey'
import { keepScreen, looks, nameOf } from './support/screens'
import { thorough, tier } from './support/tiers'
import { keptEntries } from './support/watching'

// Not a reset: over a connection that it has used before, Chromium then asks again by itself.
const lost = { at: 'cut', by: 'connection' } as const

/** An answer that came tells the server's clock, by which what is lost later is known. */
const arrives = async (composer: Awaited<ReturnType<typeof composerIn>>) => {
  await composer.share()
  await composer.expectShared()
  await composer.another()
}

const burnIn = async (popup: Page) => {
  const alert = popup.getByRole('alert')
  await alert.getByRole('button', { name: 'Burn…' }).first().click()
  await alert.getByRole('button', { name: 'Burn', exact: true }).click()
}

// The list of 0.23 is broken.
for (const profile of [...outerGenerations, '0.23'] as const) {
  test.describe(`a secret that a server of ${profile} never answered to`, tier(profile === '0.23'), () => {
    test.use({ serverOptions: { profile, accounts: [alice] } })

    test('is found in the account’s list and burned, and the text stays', async ({
      beginWithAccount,
      worker,
      server,
      write,
    }) => {
      await beginWithAccount()
      const { opened, composer } = await write('earlier')
      await arrives(composer)
      server.misbehave(lost, 1, /share/)
      await composer.write('hunter2')
      await composer.share()
      const alert = opened.getByRole('alert')
      await expect(alert).toBeVisible()
      expect(await composer.text()).toBe('hunter2')
      if (profile === '0.23') {
        await expect(alert).toContainText('no link came back')
        expect(await keptEntries(worker)).toHaveLength(1)
        return
      }
      await expect(alert).toContainText('Your secret arrived, but its link did not come back.')
      expect(await keptEntries(worker)).toMatchObject(Array(2).fill({ state: 'waiting', imported: false }))
      await burnIn(opened)
      await expect(alert).toContainText('Burned. Nobody can read it any more.')
      expect(server.secrets()).toMatchObject([{ state: 'new' }, { state: 'burned' }])
      expect(await composer.text()).toBe('hunter2')
      await composer.share()
      await composer.expectShared()
      expect(shares(server)).toHaveLength(3)
    })
  })
}

test.describe('a secret that nobody answered to', () => {
  test.use({ serverOptions: { accounts: [alice] } })
  test.beforeEach(async ({ beginWithAccount }) => {
    await beginWithAccount()
  })

  test('as the worker was stopped, is found by its successor, and no import doubles it', async ({
    worker,
    server,
    write,
  }) => {
    const { opened, composer } = await write('earlier')
    await arrives(composer)
    server.misbehave({ at: 'hang', stored: true }, 1, /share/)
    await composer.write('hunter2')
    await composer.share()
    await expect.poll(() => shares(server).length).toBe(2)
    await worker.stop()
    await expect(opened.getByRole('alert')).toContainText('stopped Cachet')
    await expect(opened.getByRole('alert')).toContainText('Your secret arrived')
    await opened.evaluate(() => chrome.runtime.sendMessage({ to: 'background', name: 'check' }))
    expect(await keptEntries(worker)).toHaveLength(2)
    await burnIn(opened)
    await expect(opened.getByRole('alert')).toContainText('Burned.')
    expect(server.secrets()).toMatchObject([{ state: 'new' }, { state: 'burned' }])
    expect(await composer.text()).toBe('hunter2')
  })

  test('is still offered for burning when the popup opens again', { tag: thorough }, async ({
    page,
    popup,
    server,
    write,
  }) => {
    const { opened, composer } = await write('earlier')
    await arrives(composer)
    server.misbehave(lost, 1, /share/)
    await composer.write('hunter2')
    await composer.share()
    await expect(opened.getByRole('alert')).toContainText('Your secret arrived')
    await page.bringToFront()
    await expect.poll(() => opened.isClosed()).toBe(true)
    const again = await popup()
    await burnIn(again)
    await expect(again.getByRole('alert')).toContainText('Burned.')
    expect(server.secrets()).toMatchObject([{ state: 'new' }, { state: 'burned' }])
  })

  test('first of all, which tells nothing of the server’s clock, is only perhaps what the list shows', {
    tag: thorough,
  }, async ({ worker, server, write }) => {
    server.misbehave(lost, 1, /share/)
    const { opened, composer } = await write('hunter2')
    await composer.share()
    const alert = opened.getByRole('alert')
    await expect(alert).toContainText('Your secret may have arrived')
    await expect(alert.getByRole('listitem')).toHaveCount(1)
    expect(await keptEntries(worker)).toMatchObject([{ label: '', imported: true }])
  })

  test('that never arrived is told as such', { tag: thorough }, async ({ server, write }) => {
    server.misbehave({ at: 'status', status: 500 }, 1, /share/)
    const { opened, composer } = await write('hunter2')
    await composer.share()
    await expect(opened.getByRole('alert')).toContainText('most likely did not arrive')
  })
})

for (const look of looks) {
  test.describe(`a lost secret, ${nameOf(look)}`, () => {
    test.use({ ...look, serverOptions: { accounts: [alice] } })
    test('is offered calmly, alone and among others, with nothing for axe to find', {
      tag: thorough,
    }, async ({ beginWithAccount, popup, server }) => {
      const t = await translateIn(look.lang)
      await beginWithAccount({}, 'Production')
      const opened = await popup()
      const composer = await composerIn(opened, look.lang)
      const alert = opened.getByRole('alert')
      await composer.write('earlier')
      await arrives(composer)
      server.misbehave(lost, 1, /share/)
      await composer.write('hunter2')
      await composer.share()
      await expect(alert).toContainText(t('orphan.found'))
      await keepScreen(opened, 'orphan-found', look)
      expect(await accessibilityFaults(opened)).toEqual([])
      await alert.getByRole('button', { name: t('history.burn') }).click()
      await expect(alert.getByText(t('history.burnAsk'))).toBeVisible()
      await keepScreen(opened, 'orphan-asking', look)
      expect(await accessibilityFaults(opened)).toEqual([])
      await alert.getByRole('button', { name: t('history.keep') }).click()

      await fetch(`${server.origin}/api/v1/share`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(`${alice.user}:${alice.token}`).toString('base64')}`,
        },
        body: new URLSearchParams({ secret: 'made elsewhere', ttl: '3600' }),
      })
      server.misbehave(lost, 1, /share/)
      await composer.share()
      await expect(alert).toContainText(t('orphan.perhaps'))
      await expect(alert.getByRole('listitem')).toHaveCount(2)
      const first = server.secrets()[2]
      await expect(alert.getByRole('listitem').first()).toContainText(
        createFormat(t('language')).time((first?.created ?? 0) * 1000),
      )
      await keepScreen(opened, 'orphan-several', look)
      expect(await accessibilityFaults(opened)).toEqual([])
    })
  })
}
