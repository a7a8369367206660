import { accessibilityFaults } from './support/axe'
import { expect, test } from './support/extension'
import { keyFiles, put, sharedFile, withFolder } from './support/files'
import { chooseServer } from './support/journey'
import { keepScreen, looks, nameOf } from './support/screens'
import { sealOn } from './support/sealed'
import { thorough } from './support/tiers'

const [pem, p12] = keyFiles
if (!pem || !p12) throw new Error('no files')

for (const look of looks) {
  test.describe(nameOf(look), () => {
    test.use(look)
    test('every screen with a file is within everybody’s reach, wide and narrow', {
      tag: thorough,
    }, async ({ openPage, worker, server }) => {
      await chooseServer(worker, server.origin)
      await withFolder(async folder => {
        const tab = await openPage('popup.html#tab')
        const lookAtIt = async (page: typeof tab, name: string) => {
          for (const width of [1100, 380, 320]) {
            await page.setViewportSize({ width, height: 800 })
            await keepScreen(page, `${name}-${width}`, look, true)
            expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
          }
          expect(await accessibilityFaults(page)).toEqual([])
        }
        const choose = async (name: string, bytes: Uint8Array) =>
          tab.locator('input[type=file]').setInputFiles(await put(folder, name, bytes))
        await tab.locator('.drop-here').waitFor()
        await lookAtIt(tab, 'file-none')
        await choose('large.p12', crypto.getRandomValues(new Uint8Array(7_600)))
        await tab.getByRole('alert').waitFor()
        await lookAtIt(tab, 'file-too-large')
        await choose(
          'Zertifikat für die Produktion, Stand 2026-11 (neu).p12',
          crypto.getRandomValues(new Uint8Array(6_800)),
        )
        await tab.locator('output').waitFor()
        await lookAtIt(tab, 'file-chosen')
        await tab.locator('.button.primary').click()
        await tab.locator('#link').waitFor()
        await lookAtIt(tab, 'file-shared')
        await tab.locator('#tab-history').click()
        await tab.locator('.entry').waitFor()
        await lookAtIt(tab, 'file-history')

        for (const [name, file] of [
          ['file-text', sharedFile(pem)],
          ['file-bytes', sharedFile(p12)],
          ['file-trap', { name: '../.ssh/invoice\u202efdp.exe', type: '', data: 'TVoA' }],
        ] as const) {
          const page = await openPage('reveal.html')
          await page
            .locator('#given')
            .fill(await sealOn(server, { file, note: 'For the printer in the hall.' }))
          await page.locator('.button.primary').click()
          await page.locator('.facts').waitFor()
          await page.locator('.button.primary[aria-disabled=false]').click()
          await page.locator('.file-name').waitFor()
          await lookAtIt(page, name)
          await page.close()
        }
      })
    })
  })
}
