import { firefoxClipboard, linkOn } from './support/clipboard'
import { expect, test } from './support/extension'
import { chooseServerIn } from './support/firefox-page'
import { expectNothingLeaked, keysOf, openAsRecipient, shares } from './support/journey'

test('Firefox shares from its popup, and the link on the clipboard opens to the exact text', async ({
  firefox,
  server,
}) => {
  const { openPage, page } = await firefox()
  await chooseServerIn(await openPage('popup.html', page), server.origin)
  const clipboard = firefoxClipboard(page)
  const popup = await openPage('popup.html')
  await popup.bringToFront()
  await clipboard.write('what was there before')
  await popup.waitForSelector('#secret:focus')
  await popup.keyboard.type('hunter2-Correct\n\tline two')
  await popup.keyboard.down('Control')
  await popup.keyboard.press('Enter')
  await popup.keyboard.up('Control')
  await popup.waitForSelector('#link')
  const link = await popup.$eval('#link', field => (field as HTMLInputElement).value)
  expect(await linkOn(clipboard)).toBe(link)
  expect(shares(server)).toHaveLength(1)
  expectNothingLeaked(server, ['hunter2-Correct', ...keysOf(link)])
  expect((await openAsRecipient(link, server)).text).toContain('hunter2-Correct\n')
})
