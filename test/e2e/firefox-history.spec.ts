import { expect, test } from './support/extension'
import type { Firefox } from './support/firefox'
import { backgroundIn, chooseServerIn, named } from './support/firefox-page'
import { openAsRecipient } from './support/journey'
import { thorough } from './support/tiers'
import { badge, keptEntries, pass, ringUntil } from './support/watching'

const minute = 60_000

/** Shares from a popup of its own, and leaves an empty one behind. */
async function shareIn({ openPage }: Firefox, text: string): Promise<string> {
  const popup = await openPage('popup.html')
  await popup.bringToFront()
  await popup.waitForSelector('#secret:focus')
  await popup.keyboard.type(text)
  await named(popup, 'button', 'Share as secret').click()
  await popup.waitForSelector('#link')
  const link = await popup.$eval('#link', field => (field as HTMLInputElement).value)
  await named(popup, 'button', 'Share another').click()
  await popup.waitForSelector('#secret')
  await popup.close()
  return link
}

test.describe('Firefox: what is shared is followed', () => {
  test('the history shows what waits and what was read, and its burn button burns', async ({
    firefox,
    server,
  }) => {
    const started = await firefox()
    const popup = await started.openPage('popup.html', started.page)
    const background = backgroundIn(popup)
    await chooseServerIn(popup, server.origin)
    const rows = () =>
      popup.$$eval('.entry', rows => rows.map(row => row.querySelector('.state')?.textContent))

    const read = await shareIn(started, 'hunter2-Correct')
    await shareIn(started, 'hunter3-Correct')
    await popup.bringToFront()
    await named(popup, 'tab', 'History').click()
    await popup.waitForSelector('.entry')
    expect(await rows()).toEqual(['Waiting', 'Waiting'])

    expect(await openAsRecipient(read, server)).toEqual({ text: 'hunter2-Correct' })
    await pass(background, server, 5 * minute)
    await ringUntil(background, async () => (await rows()).includes('Read'))
    expect(await rows()).toEqual(['Waiting', 'Read'])

    await popup.locator('.entry').click()
    await named(popup, 'button', 'Burn…').click()
    await popup.waitForSelector('#burn-question')
    expect(
      server.secrets().map(({ state }) => state),
      'not before the answer',
    ).toContain('new')
    await named(popup, 'button', 'Burn it').click()
    await expect.poll(rows).toEqual(['Burned', 'Read'])
    expect(server.log.filter(({ path }) => path.endsWith('/burn'))).toHaveLength(1)
  })

  test('a notification comes to who asked for it, once, and the badge counts', { tag: thorough }, async ({
    firefox,
    server,
  }) => {
    const started = await firefox({ prefs: { 'alerts.useSystemBackend': false } })
    const popup = await started.openPage('popup.html', started.page)
    const background = backgroundIn(popup)
    await chooseServerIn(popup, server.origin)
    await background.evaluate(async () => {
      const { settings } = await chrome.storage.local.get('settings')
      await chrome.storage.local.set({ settings: { ...(settings as object), notify: true } })
    })
    const link = await shareIn(started, 'hunter2-Correct')
    const notified = () =>
      background.evaluate(async () => Object.keys(await chrome.notifications.getAll()).length)
    expect(await notified()).toBe(0)

    await openAsRecipient(link, server)
    await pass(background, server, 5 * minute)
    await ringUntil(background, async () => (await keptEntries(background))[0]?.state === 'read')
    await expect.poll(notified).toBe(1)
    await expect.poll(() => badge(background)).toBe('1')
  })
})
