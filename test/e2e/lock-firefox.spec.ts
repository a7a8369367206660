import { expect, test } from './support/extension'
import { chooseServerIn } from './support/firefox-page'

test('Firefox locks by its button, hides everything, and brings it back by the passphrase', async ({
  firefox,
  server,
}) => {
  const { openPage, page } = await firefox()
  const popup = await openPage('popup.html', page)
  await chooseServerIn(popup, server.origin)
  await popup.waitForSelector('#secret')
  await popup.type('#secret', 'hunter2-draft')
  const options = await openPage('options.html')
  const press = async (on: typeof popup, words: string) => {
    const button = await on.waitForSelector(`::-p-xpath(//button[contains(., "${words}")])`)
    await button?.click()
  }
  await press(options, 'Set a passphrase')
  await options.waitForSelector('#lock-next')
  await options.type('#lock-next', 'correct horse battery')
  await options.type('#lock-again', 'correct horse battery')
  await press(options, 'Save')
  await press(options, 'Lock now')
  await options.waitForSelector('#lock-passphrase')
  await popup.waitForSelector('#lock-passphrase')
  const readable = () =>
    popup.evaluate(async () => {
      const { browser } = globalThis as unknown as {
        browser: { storage: Record<'local' | 'session', { get(keys: null): Promise<object> }> }
      }
      const { local, session } = browser.storage
      return JSON.stringify([await local.get(null), await session.get(null)]) + document.body.innerHTML
    })
  await expect.poll(readable).not.toMatch(/hunter2|"dataKey":"[^"]*","until"/)

  await popup.bringToFront()
  await popup.type('#lock-passphrase', 'not this passphrase')
  await press(popup, 'Unlock')
  await popup.waitForSelector('[role=alert]')
  expect(await readable()).not.toContain('hunter2')
  await popup.$eval('#lock-passphrase', field => (field as HTMLInputElement).select())
  await popup.type('#lock-passphrase', 'correct horse battery')
  await press(popup, 'Unlock')
  await popup.waitForSelector('#secret')
  expect(await popup.$eval('#secret', field => (field as HTMLTextAreaElement).value)).toBe('hunter2-draft')
  await options.waitForSelector('#lock-after')
})
