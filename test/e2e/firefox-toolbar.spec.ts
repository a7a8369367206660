import { expect, test } from './support/extension'
import { chooseServerIn } from './support/firefox-page'
import { openFromToolbar } from './support/firefox-toolbar'
import { linkOf, share, written } from './support/sharing-person'

test('Firefox: what is shared in the popup under the toolbar is listed there and burned', async ({
  firefox,
  server,
}) => {
  const { openPage, page } = await firefox()
  await chooseServerIn(await openPage('opener.html'), server.origin)
  await page.bringToFront()
  const popup = await openFromToolbar(page)
  await share(popup, written)
  await linkOf(popup)
  expect(server.secrets().map(({ state }) => state)).toEqual(['new'])
  await popup.press(/^history/)
  await popup.pressOn('.entry')
  await popup.press(/^burn…$/)
  await popup.press(/^burn$/)
  await expect.poll(() => server.secrets().map(({ state }) => state)).toEqual(['burned'])
  await popup.says(/burned/i)
})
