import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { holding } from './support/at-rest'
import { expect, test } from './support/extension'
import { chooseServer, keysOf } from './support/journey'
import { builtExtension, launchChromium } from './support/launch'
import { openPopup } from './support/popup'
import { extensionWorker } from './support/worker'

test('after a day’s work the disk holds no text, note, passphrase, link, key or clear metadata key', async ({
  server,
}) => {
  const profile = await mkdtemp(join(tmpdir(), 'cachet-profile-'))
  const context = await launchChromium({ extension: builtExtension('chrome', 'e2e'), profile })
  const worker = await extensionWorker(context)
  await chooseServer(worker, server.origin)
  const page = context.pages()[0] ?? (await context.newPage())
  await page.bringToFront()

  const popup = await openPopup(context, worker)
  await popup.getByText('Passphrase, note, language and more').click()
  await popup.getByRole('textbox', { name: 'Passphrase' }).fill('glue-noble-guide')
  await popup.getByRole('textbox', { name: 'Note for the recipient' }).fill('change-it-soon please')
  await popup.getByRole('textbox', { name: 'Label for yourself' }).fill('label-on-disk')
  await popup.getByRole('textbox', { name: 'Your secret' }).fill('hunter2-Correct-horse')
  await popup.getByRole('button', { name: 'Share as secret' }).click()
  const link = await popup.getByRole('textbox', { name: 'One-time link' }).inputValue()
  const metadataKey = server.secrets()[0]?.metadataKey ?? ''
  const reveal = await context.newPage()
  await reveal.goto(`chrome-extension://${worker.extensionId}/reveal.html`)
  await reveal.getByRole('textbox', { name: 'Link to a secret' }).fill(link)
  await reveal.getByRole('button', { name: 'Continue' }).click()
  await reveal.getByRole('button', { name: 'Read the secret' }).click()
  await reveal.getByRole('textbox', { name: 'Passphrase' }).fill('glue-noble-guide')
  await reveal.getByRole('button', { name: 'Open', exact: true }).click()
  await reveal.getByRole('button', { name: 'Show' }).click()
  await expect(reveal.locator('#text')).toHaveValue('hunter2-Correct-horse')
  await worker.evaluate(() => chrome.alarms.create('watch', { when: Date.now() }))
  await context.close()

  expect(holding(profile, 'label-on-disk'), 'what may be there is found').not.toEqual([])
  const [key = '?', check = '?'] = keysOf(link)
  const secretKey = new URL(link).pathname.split('/').at(-1) ?? '?'
  expect(metadataKey, 'the server tells the metadata key').toMatch(/^\w{31,62}$/)
  for (const secret of [
    'hunter2-Correct',
    'change-it-soon',
    'glue-noble',
    key,
    check,
    secretKey,
    metadataKey,
  ]) {
    expect(holding(profile, secret), secret).toEqual([])
  }
  await rm(profile, { recursive: true, force: true, maxRetries: 5 })
})
