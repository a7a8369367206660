import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { holding } from './support/at-rest'
import { expect, test } from './support/extension'
import { evaluateInBrowser } from './support/firefox-powers'
import { chooseServer, keysOf } from './support/journey'
import { builtExtension, launchChromium } from './support/launch'
import { openPopup } from './support/popup'
import { give, open, putSecret } from './support/secrets'
import { tabOf } from './support/tab'
import { thorough } from './support/tiers'
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

test('what stands in a field is not among what Firefox writes down to bring a tab back', {
  tag: thorough,
}, async ({ firefox, server }) => {
  // It looks at the fields of a page after each input there.
  const browser = await firefox()
  const state = () =>
    evaluateInBrowser(
      browser.page,
      `ChromeUtils.importESModule('resource:///modules/sessionstore/TabStateFlusher.sys.mjs').TabStateFlusher
        .flushWindow(Services.wm.getMostRecentWindow('navigator:browser')).then(() => SessionStore.getBrowserState())`,
    )
  const popup = tabOf(await browser.openPage('popup.html'))
  await popup.press(/passphrase, note, language/)
  await popup.fill(/^note for the recipient/, 'change-it-soon please')
  await popup.fill(/^label/, 'label-in-a-field')
  await popup.fill(/your secret/, 'hunter2-Correct-horse')
  const secret = await putSecret(server, 'sealed with a passphrase', 'hunter3-Correct-horse')
  const reveal = tabOf(await browser.openPage('reveal.html'))
  await give(reveal, secret)
  await expect.poll(() => reveal.buttons(/^read the secret$/)).toBe(1)
  await open(reveal, secret)
  // An input in that page, after which all its fields are looked at.
  await reveal.evaluate(() => {
    document.querySelector('#text')?.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await expect.poll(state, 'the composer is looked at').toMatch(/"formdata".*"lifetime"/)
  for (const word of ['change-it', 'label-in', 'hunter2', 'hunter3', ...keysOf(secret.link)])
    await expect.poll(state, word).not.toContain(word)
})
