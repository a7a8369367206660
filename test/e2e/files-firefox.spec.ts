import type { ElementHandle } from 'puppeteer-core'
import { expect, test } from './support/extension'
import { expectFileInFirefox, keyFiles, put, savesTo, withFolder } from './support/files'
import { chooseServerIn, named } from './support/firefox-page'
import { thorough } from './support/tiers'

for (const file of keyFiles) {
  test(`Firefox: ${file.name} is chosen in a tab, shared, read and saved, to the byte`, {
    tag: thorough,
  }, async ({ firefox, server }) => {
    await withFolder(async folder => {
      const from = await put(`${folder}/from`, file.name, file.bytes)
      const { openPage, page } = await firefox({ prefs: savesTo(folder) })
      await chooseServerIn(await openPage('opener.html', page), server.origin)
      const tab = await openPage('popup.html#tab')
      await tab.bringToFront()
      const field = (await tab.waitForSelector('input[type=file]')) as ElementHandle<HTMLInputElement>
      await field.uploadFile(from)
      await tab.waitForSelector('output#secret')
      await named(tab, 'button', 'Share as secret').click()
      await tab.waitForSelector('#link')
      const link = await tab.$eval('#link', field => (field as HTMLInputElement).value)

      const reader = await openPage('reveal.html')
      await reader.bringToFront()
      await (await reader.waitForSelector('#given'))?.type(link)
      await named(reader, 'button', 'Continue').click()
      await named(reader, 'button', 'Read the secret').wait()
      // It works once it was seen for a moment.
      await reader.waitForSelector('.button.primary[aria-disabled="false"]')
      await named(reader, 'button', 'Read the secret').click()
      await expectFileInFirefox(reader, file, folder)
      expect(server.secrets().map(({ state }) => state)).not.toContain('new')
    })
  })
}
