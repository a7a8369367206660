import type { Server } from '../server/server'
import {
  expectFile,
  expectFileInFirefox,
  isShort,
  keyFiles,
  savesTo,
  sharedFile,
  withFolder,
} from './support/files'
import { test } from './support/opener'
import { sealOn } from './support/sealed'
import { thorough, tier } from './support/tiers'

/** A sealed file's link, and what the server shows of it. */
async function sealed(server: Server, file: (typeof keyFiles)[number]) {
  const link = await sealOn(server, { file: sharedFile(file), note: 'a note' })
  return { link, stored: server.secrets().at(-1)?.value ?? '' }
}

for (const file of keyFiles) {
  test(
    `the opener page, as a file, saves ${file.name} to the byte`,
    tier(isShort(file)),
    async ({ page, server, openerFile }) => {
      const { link, stored } = await sealed(server, file)
      await page.goto(openerFile)
      await page.locator('#link').fill(link)
      await page.locator('#sealed').fill(stored)
      await expectFile(page, file)
    },
  )
}

for (const file of keyFiles.filter(isShort)) {
  test(`the opener page, as a file, saves ${file.name} to the byte: Firefox`, { tag: thorough }, async ({
    firefox,
    nothing,
    server,
    openerFile,
  }) => {
    await withFolder(async folder => {
      const { page } = await firefox({ extension: nothing, prefs: savesTo(folder) })
      const { link, stored } = await sealed(server, file)
      await page.goto(openerFile)
      const fill = (selector: string, text: string) =>
        page.$eval(
          selector,
          (field, text) => {
            ;(field as HTMLTextAreaElement).value = text
            field.dispatchEvent(new InputEvent('input', { bubbles: true }))
          },
          text,
        )
      await page.waitForSelector('#link')
      await fill('#link', link)
      await fill('#sealed', stored)
      await expectFileInFirefox(page, file, folder)
    })
  })
}
