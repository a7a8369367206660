import { join } from 'node:path'
import type { CDPSession, Page } from '@playwright/test'
import { fileBytes } from '../../lib/domain/shared-file'
import { holding } from './support/at-rest'
import { expect, test } from './support/extension'
import { expectFile, isShort, keyFiles, put, sharedFile, withFolder } from './support/files'
import { chooseServer, expectNothingLeaked, openAsRecipient } from './support/journey'
import { builtExtension, launchChromium } from './support/launch'
import { openPopup } from './support/popup'
import { sealOn } from './support/sealed'
import { thorough, tier } from './support/tiers'
import { extensionWorker } from './support/worker'

test('a file goes from the popup by way of a tab to its recipient, and its name is kept nowhere', async ({
  server,
}) => {
  await withFolder(async folder => {
    const profile = join(folder, 'profile')
    const name = 'zebra-quartz-marmot.p12'
    const bytes = crypto.getRandomValues(new Uint8Array(6_900))
    const path = await put(folder, name, bytes)
    const context = await launchChromium({ extension: builtExtension('chrome', 'e2e'), profile })
    const worker = await extensionWorker(context)
    await chooseServer(worker, server.origin, { mode: 'standard' })
    await context.pages()[0]?.bringToFront()
    const popup = await openPopup(context, worker)
    await popup.getByRole('textbox', { name: 'Your secret' }).fill('half a thought')
    const opening = context.waitForEvent('page', page => page.url().endsWith('/popup.html#tab'))
    await popup.getByRole('button', { name: 'Choose a file' }).click()
    const tab = await opening
    const text = tab.getByRole('textbox', { name: 'Your secret' })
    await expect(text).toHaveValue('half a thought')

    const choosing = tab.waitForEvent('filechooser')
    await tab.getByRole('button', { name: 'Choose a file' }).click()
    await (await choosing).setFiles(path)
    await expect(tab.getByRole('status', { name: 'Your secret' })).toContainText(name)
    await expect(tab.getByRole('radio', { name: 'Sealed' })).toBeChecked()
    await expect(tab.getByRole('radio', { name: 'Standard' })).toBeDisabled()
    await expect(tab.getByText('A file is always sealed.')).toBeVisible()
    // A popup shows the same draft, and a tab that is loaded anew.
    await tab.reload()
    await expect(tab.getByRole('status', { name: 'Your secret' })).toContainText(name)

    await tab.getByRole('button', { name: 'Share as secret' }).click()
    const link = await tab.getByRole('textbox', { name: 'One-time link' }).inputValue()
    const { file } = await openAsRecipient(link, server)
    expect(file?.name).toBe(name)
    expect(file && fileBytes(file)).toEqual(bytes)
    expectNothingLeaked(server, [name])
    await tab.getByRole('button', { name: 'Share another' }).click()
    await expect(text).toHaveValue('half a thought')
    await expect(tab.getByRole('radio', { name: 'Standard' })).toBeChecked()
    await tab.getByRole('tab', { name: 'History' }).click()
    await expect(tab.locator('.entry')).toContainText('File, 6.9 kB')
    const kept = await worker.evaluate(async () =>
      JSON.stringify([await chrome.storage.local.get(null), await chrome.storage.session.get(null)]),
    )
    expect(kept).not.toContain('zebra')
    await context.close()
    expect(holding(profile, 'half a thought'), 'of the draft nothing is on the disk').toEqual([])
    expect(holding(profile, 'zebra-quartz-marmot')).toEqual([])
  })
})

/** Drops files as a file manager does: the browser reads them from the disk. */
async function drop(page: Page, cdp: CDPSession, files: string[]): Promise<void> {
  const box = await page.locator('.composer').boundingBox()
  const at = { x: (box?.x ?? 0) + 60, y: (box?.y ?? 0) + 120 }
  const data = { items: [], files, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await cdp.send('Input.dispatchDragEvent', { type, ...at, data })
}

test('a file is dropped or pasted, and what cannot be taken is said, and the text kept', async ({
  context,
  worker,
  server,
  openPage,
}) => {
  await chooseServer(worker, server.origin)
  await withFolder(async folder => {
    const tab = await openPage('popup.html#tab')
    const cdp = await context.newCDPSession(tab)
    const text = tab.getByRole('textbox', { name: 'Your secret' })
    const chosen = tab.getByRole('status', { name: 'Your secret' })
    const alert = tab.getByRole('alert')
    await text.fill('half a thought')
    await expect(tab.getByRole('button', { name: 'Choose a file' })).toBeVisible()

    const [pem] = keyFiles
    if (!pem) throw new Error('no file')
    const [one, other, nothing] = [
      await put(folder, pem.name, pem.bytes),
      await put(folder, 'other.key', new Uint8Array([0, 255])),
      await put(folder, 'empty.key', new Uint8Array()),
    ]
    const large = await put(folder, 'large.key', crypto.getRandomValues(new Uint8Array(7_600)))
    for (const [files, why] of [
      [[one, other], 'A secret holds one file, and no folder. Nothing was taken; choose one file.'],
      [[folder], 'A secret holds one file, and no folder. Nothing was taken; choose one file.'],
      [[nothing], 'This file is empty or cannot be read. It was not taken; choose another one.'],
      [[large], /^This file is too large: [\d,]+ bytes over\. It was not taken; choose a smaller one\.$/],
    ] as const) {
      await drop(tab, cdp, [...files])
      await expect(alert).toHaveText(why)
      await expect(text).toHaveValue('half a thought')
    }
    await drop(tab, cdp, [one])
    await expect(chosen).toContainText(pem.name)
    await expect(alert).toHaveCount(0)
    await drop(tab, cdp, [other])
    await expect(chosen).toContainText('other.key')
    await tab.getByRole('button', { name: 'Take it out' }).click()
    await expect(text).toHaveValue('half a thought')
    await expect(text).toBeFocused()

    // A picture on the clipboard, pasted by the keyboard.
    await tab.evaluate(async () => {
      const canvas = new OffscreenCanvas(8, 8)
      canvas.getContext('2d')?.fillRect(0, 0, 4, 4)
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': await canvas.convertToBlob() })])
    })
    await text.press('Control+v')
    await expect(chosen).toContainText('image.png')
    await tab.getByRole('button', { name: 'Share as secret' }).click()
    const link = await tab.getByRole('textbox', { name: 'One-time link' }).inputValue()
    const { file } = await openAsRecipient(link, server)
    expect(file?.type).toBe('image/png')
    expect([...(file ? fileBytes(file) : [])].slice(0, 4)).toEqual([0x89, 0x50, 0x4e, 0x47])

    // Text stays text.
    await tab.getByRole('button', { name: 'Share another' }).click()
    await text.fill('')
    await tab.evaluate(() => navigator.clipboard.writeText('hunter2\ttoo'))
    await text.press('Control+v')
    await expect(text).toHaveValue('hunter2\ttoo')
  })
})

for (const file of keyFiles) {
  test(
    `the page on which a secret is read saves ${file.name} to the byte`,
    tier(isShort(file)),
    async ({ openPage, server }) => {
      const page = await openPage('reveal.html')
      await page
        .getByRole('textbox', { name: 'Link to a secret' })
        .fill(await sealOn(server, { file: sharedFile(file), note: 'a note' }))
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByRole('button', { name: 'Read the secret' }).click()
      await expectFile(page, file)
      await expect(page.getByText('a note')).toBeVisible()
    },
  )
}

test('a name that is a trap is shown as what it is, and saved under a safe one', {
  tag: thorough,
}, async ({ openPage, server }) => {
  const trap = { name: '../.ssh/invoice\u202efdp.exe', type: 'application/pdf', data: btoa('MZ\0') }
  const page = await openPage('reveal.html')
  await page.getByRole('textbox', { name: 'Link to a secret' }).fill(await sealOn(server, { file: trap }))
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Read the secret' }).click()
  await expect(page.locator('.file-name b')).toHaveText('.exe')
  await expect(page.locator('.file-name')).toHaveText('invoice_fdp.exe')
  await expect(page.getByText('“../.ssh/invoice[U+202E]fdp.exe”')).toBeVisible()
  await expect(page.getByText('can run programs')).toBeVisible()
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the file' }).click()
  expect((await saving).suggestedFilename()).toBe('invoice_fdp.exe')
  await page.getByRole('button', { name: 'Forget' }).click()
  await expect(page.getByText('This is the only copy.')).toBeVisible()
  await page.getByRole('button', { name: 'Forget', exact: true }).click()
  await expect(page.getByText('Forgotten.')).toBeVisible()
  await expect(page.locator('.file-name')).toHaveCount(0)
})
