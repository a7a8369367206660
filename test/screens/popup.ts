import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import { assorted, entry, idOf, putEntries } from '../e2e/support/entries'
import type { Scene, Show } from './scene'
import type { Stage } from './stage'

const text = 'user: deploy\npassword: hunter2-Correct'
const passphrase = 'correct horse battery'

/** The same every time. */
const incompressible = Array.from({ length: 400 }, (_, at) =>
  createHash('sha512').update(String(at)).digest('base64'),
).join('')

const composer = async ({ open }: Stage): Promise<Page> => {
  const page = await open('popup.html')
  await page.locator('#secret').waitFor()
  return page
}
const openDetails = (page: Page) =>
  page.evaluate(() => {
    for (const part of document.querySelectorAll('details')) part.open = true
  })
const share = (page: Page) => page.locator('.share .primary').click()
const settled = (page: Page) => page.locator('.entry').first().waitFor()
const history = async (page: Page) => {
  await page.locator('#tab-history').click()
  await page.locator('.history[aria-busy=false]').waitFor()
}

async function compose(stage: Stage, show: Show): Promise<void> {
  const page = await composer(stage)
  await page.locator('.drop-here, .text-actions').first().waitFor()
  await show('composer-empty', page)
  await show('composer-window', page, [380, 320], 600)
  await page.locator('#secret').fill(text)
  await show('composer-filled', page)
  await openDetails(page)
  await page.locator('#label').fill('Staging, deploy user')
  await page.locator('#note').fill('Change it after the first sign-in.')
  await page.locator('#passphrase').fill(passphrase)
  await show('composer-extras', page)
  await page.locator('#secret').fill(incompressible)
  await show('composer-over', page)
}

async function notices(stage: Stage, show: Show): Promise<void> {
  const page = await composer(stage)
  await page.locator('#secret').fill(text)
  await page.waitForFunction(async () => (await chrome.storage.session.get('composing')).composing)
  await stage.worker.evaluate(async () => {
    const { composing } = (await chrome.storage.session.get('composing')) as { composing: object }
    const aside = [{ text: 'an earlier text', note: '' }]
    const flattened = { tabId: 1, frameId: 0, pattern: 'https://intranet.example.com/*' }
    await chrome.storage.session.set({ composing: { ...composing, aside, flattened } })
  })
  await page.locator('.notice').nth(1).waitFor()
  await show('composer-notices', page)
  await page.locator('#secret').fill(`${stage.origin}/secret/abcdefghijklmnop`)
  await page.locator('.notice').nth(2).waitFor()
  await show('composer-link', page)
}

async function failures(stage: Stage, show: Show): Promise<void> {
  for (const [name, how] of [
    ['refused', { at: 'status', status: 403 }],
    ['lost', { at: 'reset', stored: true }],
  ] as const) {
    await stage.reset()
    const page = await composer(stage)
    await page.locator('#secret').fill(text)
    stage.server.misbehave(how)
    await share(page)
    await page.locator('.share [role=alert]').waitFor()
    await show(`composer-${name}`, page)
  }
}

async function generator(stage: Stage, show: Show): Promise<void> {
  const page = await composer(stage)
  await page.locator('#secret').waitFor()
  await page.locator('.row:has(label[for=secret]) .quiet').last().click()
  await page.locator('.generator').waitFor()
  await show('generator-password', page)
  const kinds = page.locator('.generator .segment')
  for (const [at, name] of ['words', 'pin', 'server'].entries()) {
    if (at + 1 >= (await kinds.count())) break
    await kinds.nth(at + 1).click()
    await show(`generator-${name}`, page)
  }
}

async function file({ open }: Stage, show: Show): Promise<void> {
  const page = await open('popup.html#tab')
  await page.locator('input[type=file]').waitFor({ state: 'attached' })
  const buffer = Buffer.from('-----BEGIN PRIVATE KEY-----\n'.repeat(40))
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'Zertifikat für die Produktion (neu).pem', mimeType: '', buffer })
  await page.locator('.chosen-file').waitFor()
  await show('file-chosen', page)
  await share(page)
  await page.locator('#link').waitFor()
  await show('file-shared', page)
}

async function shared(stage: Stage, show: Show): Promise<void> {
  await stage.share({ passphrase })
  const page = await stage.open('popup.html')
  await page.locator('#link').waitFor()
  await show('shared', page)
  for (const [at, name] of ['message', 'code', 'apart'].entries()) {
    await page.locator('.names .button').nth(at).click()
    await page.locator('#way:not([hidden]) > *').first().waitFor()
    if (name === 'code') await page.locator('.code').waitFor()
    await show(`shared-${name}`, page)
  }
  await page.locator('.names .button').nth(2).click()
  await page.locator('.ways > .quiet').click()
  await page.locator('dialog[open] .picture').first().waitFor()
  await show('recipient-view', page)
}

async function earlier(stage: Stage, show: Show): Promise<void> {
  for (const label of ['One', 'Two']) {
    await stage.share({ label })
    await stage.worker.evaluate(async () => {
      const { outcome } = (await chrome.storage.session.get('outcome')) as { outcome: object }
      await chrome.storage.session.set({ outcome: { ...outcome, copied: 'failed' } })
    })
  }
  const page = await stage.open('popup.html')
  await page.locator('.earlier').waitFor()
  await show('shared-earlier', page)
}

async function batch(stage: Stage, show: Show): Promise<void> {
  await stage.share({ people: 3 })
  const page = await stage.open('popup.html')
  await page.locator('.links li').nth(2).waitFor()
  await show('batch', page)
}

async function pastSecrets(stage: Stage, show: Show): Promise<void> {
  const page = await composer(stage)
  await history(page)
  await page.locator('.empty').waitFor()
  await show('history-empty', page)
  await page.close()

  await putEntries(stage.worker, [...assorted(Date.now()), ...older(Date.now())])
  const full = await composer(stage)
  await history(full)
  await settled(full)
  await show('history-full', full)
  await full.locator('.entry').nth(1).click()
  await full.locator('.actions').waitFor()
  await show('history-open', full)
  await full.locator('.actions .fire, .actions .quiet, .actions .button').last().click()
  await show('history-question', full)
  await full.keyboard.press('Escape')
  await full.locator('.foot .quiet').first().click()
  await full.locator('.foot .ask').waitFor()
  await show('history-burn-all', full)
  await full.locator('.foot .answers .button').last().click()
  await full.locator('input[type=search]').fill('no such label')
  await full.locator('.none').waitFor()
  await show('history-none', full)
}

/** One every few days, in each state. */
const older = (now: number) =>
  (['read', 'burned', 'expired', 'read', 'gone', 'read'] as const).map((state, at) => {
    const created = now - (at * 4 + 3) * 86_400_000
    const ends = { state, settled: created + 86_400_000, expires: created + 604_800_000 }
    return entry({ ...ends, id: idOf(at + 20), created, label: `Deploy ${at + 1}` })
  })

async function received(stage: Stage, show: Show): Promise<void> {
  const reading = await stage.open('reveal.html')
  await reading.locator('#given').fill(await stage.sealed({ text }))
  await reading.locator('.primary').click()
  await reading.locator('.facts').waitFor()
  await reading.locator('.primary[aria-disabled=false]').click()
  await reading.locator('#text').waitFor()
  await reading.close()
  const page = await composer(stage)
  await page.locator('.kept, .received').first().waitFor()
  await show('received', page)
}

async function lock(stage: Stage, show: Show): Promise<void> {
  await stage.ask('setLock', { passphrase })
  const open = await composer(stage)
  await show('lock-open', open)
  await stage.ask('lockNow')
  const page = await stage.open('popup.html')
  await page.locator('#lock-passphrase').waitFor()
  await show('locked', page)
  await page.locator('#lock-passphrase').fill('wrong')
  await page.locator('.unlock .primary').click()
  await page.locator('.notice').waitFor()
  await show('locked-wrong', page)
  await page.locator('.unlock > .quiet').last().click()
  await page.locator('.ways').waitFor()
  await show('locked-forgotten', page)
}

async function recipientView(stage: Stage, show: Show): Promise<void> {
  const page = await composer(stage)
  await page.locator('.choice > .quiet').first().click()
  await page.locator('dialog[open] .picture').first().waitFor()
  await show('recipient-view-draft', page)
  await page.locator('dialog .segment input').last().check({ force: true })
  await show('recipient-view-other', page)
}

/** The popup's scenes; each shows the screens whose names begin with its own. */
export const popupScenes: Scene[] = [
  { name: 'composer', play: compose },
  { name: 'composer', play: notices },
  { name: 'composer', play: failures },
  { name: 'generator', play: generator },
  { name: 'file', play: file },
  { name: 'shared', play: shared },
  { name: 'shared-earlier', play: earlier },
  { name: 'batch', play: batch },
  { name: 'history', play: pastSecrets },
  { name: 'received', play: received },
  { name: 'lock', play: lock },
  { name: 'recipient-view', play: recipientView },
]
