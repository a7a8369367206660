import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from '@playwright/test'
import type { Noting } from '../../components/in-page/note'
import { translationsIn } from '../../components/translation'
import { makeOpenerLink } from '../../lib/domain/link'
import { builtExtension } from '../e2e/support/launch'
import { translateIn } from '../support/words'
import type { Scene, Show } from './scene'
import type { Stage } from './stage'

const text = 'user:\tdeploy\n\tpass: hunter2-Correct — ünïcødé 🔑'
const note = 'For the staging machine only.'
const passphrase = 'correct horse'
/** Pages in tabs are also looked at on a computer. */
const widths = [380, 320, 1280]

async function settings(stage: Stage, show: Show): Promise<void> {
  const page = await stage.open('options.html')
  await page.locator('.server').first().waitFor({ state: 'attached' })
  await show('settings', page, widths)
  await openAll(page)
  await show('settings-open', page, widths)
  await page.close()

  const name = 'Production – billing'
  await stage.ask('addAccount', {
    ...{ name, server: stage.origin, user: 'alice@example.com', token: 'alices-token-0123456789abcdef' },
  })
  await stage.ask('setLock', { passphrase: 'correct horse battery' })
  const own = await stage.open('options.html')
  await own.locator('.account').waitFor({ state: 'attached' })
  await openAll(own)
  await own.locator('.account .entry').click()
  await show('settings-account', own, widths)
}

const openAll = (page: Page) =>
  page.evaluate(() => {
    for (const part of document.querySelectorAll('details')) part.open = true
  })

const paste = async (page: Page, link: string) => {
  await page.locator('#given').fill(link)
  await page.locator('.primary').click()
}
const read = (page: Page) => page.locator('.primary[aria-disabled=false]').click()

async function reveal(stage: Stage, show: Show): Promise<void> {
  const page = await stage.open('reveal.html')
  await page.locator('#given').waitFor()
  await show('reveal-asking', page, widths)
  const link = await stage.sealed({ text, note }, passphrase)
  await paste(page, link.slice(0, -3))
  await page.locator('[role=alert]').waitFor()
  await show('reveal-damaged', page, widths)
  await paste(page, link)
  await page.locator('.facts').waitFor()
  await show('reveal-ready', page, widths)
  await read(page)
  await page.locator('#passphrase').fill('wrong')
  await page.locator('.primary').click()
  await page.locator('[role=alert]').waitFor()
  await show('reveal-passphrase', page, widths)
  await page.locator('#passphrase').fill(passphrase)
  await page.locator('.primary').click()
  await page.locator('#text').waitFor()
  await show('reveal-covered', page, widths)
  await page.locator('.row .button').first().click()
  await show('reveal-shown', page, widths)
}

async function revealOthers(stage: Stage, show: Show): Promise<void> {
  const data = Buffer.from('-----BEGIN PRIVATE KEY-----').toString('base64')
  const file = await stage.open('reveal.html')
  await paste(file, await stage.sealed({ file: { name: 'server.pem', type: '', data }, note }))
  await file.locator('.facts').waitFor()
  await read(file)
  await file.locator('.file-name').first().waitFor()
  await show('reveal-file', file, widths)

  const gone = await stage.open('reveal.html')
  await paste(gone, `${stage.origin}/secret/${'a'.repeat(31)}`)
  await gone.locator('.facts').waitFor()
  await read(gone)
  await gone.locator('[role=alert], .notice').first().waitFor()
  await show('reveal-gone', gone, widths)

  const failed = await stage.open('reveal.html')
  await paste(failed, await stage.standard('as it is'))
  await failed.locator('.facts').waitFor()
  stage.server.misbehave({ at: 'status', status: 500 }, 1, /\/secret\//)
  await read(failed)
  await failed.locator('[role=alert], .notice').first().waitFor()
  await show('reveal-failed', failed, widths)
}

async function opener(stage: Stage, show: Show): Promise<void> {
  const file = pathToFileURL(join(builtExtension('chrome', 'e2e'), 'opener.html')).href
  const bare = await stage.open(file)
  await bare.locator('main h1').waitFor()
  await show('opener-asking', bare, widths)
  const link = await stage.sealed({ text, note }, passphrase)
  const page = await stage.open(makeOpenerLink(file, link))
  await page.locator('.step.now').waitFor()
  await show('opener-steps', page, widths)
  await page.goto('about:blank')
  await page.goto(makeOpenerLink(file, link).slice(0, -2))
  await page.locator('[role=alert]').waitFor()
  await show('opener-damaged', page, widths)

  const key = new URL(link).pathname.split('/').at(-1)
  const stored = stage.server.secrets().find(({ secretKey }) => secretKey === key)?.value ?? ''
  await bare.bringToFront()
  await bare.locator('#link').fill(link)
  await bare.locator('#sealed').fill(stored)
  await bare
    .locator('.primary')
    .click()
    .catch(() => {})
  await bare.locator('#passphrase').fill(passphrase)
  await show('opener-passphrase', bare, widths)
  await bare.locator('.primary').click()
  await bare.locator('#text').waitFor()
  await show('opener-covered', bare, widths)
}

/** What is said over web pages. */
async function notes(stage: Stage, show: Show): Promise<void> {
  const { t } = translationsIn(await translateIn(stage.lang))
  stage.pages.put({
    '/': { html: '<!doctype html><meta name="color-scheme" content="light dark"><h1>Intranet</h1>' },
  })
  const page = await stage.open(`${stage.pages.origin}/`)
  for (const [name, words, button] of [
    ['note-shared', t('shared.copied'), t('toast.replace')],
    ['note-warning', t('toast.unsure'), ''],
    ['note-offer', t('page.offer'), t('page.open')],
  ] as const) {
    await stage.worker.evaluate(showNote, { words, button, lang: stage.lang, good: name !== 'note-warning' })
    await page.locator('html > [popover]').waitFor()
    await show(name, page)
  }
}

type Said = { words: string; button: string; lang: string; good: boolean }

/** Runs in the worker, as source. */
async function showNote(said: Said): Promise<void> {
  const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true })
  const target = { tabId: tab?.id ?? 0 }
  await chrome.scripting.executeScript({ target, files: ['/note.js'] })
  // With a name, `tsx` would have it call a function that is not there.
  const [unnamed] = [
    ({ button, ...note }: Said) => {
      const { cachetNote: noting } = globalThis as { cachetNote?: Noting }
      if (!noting) return
      noting.shown?.leave()
      noting.shown = noting.showNote({ ...note, ...(button && { button: { words: button, press() {} } }) })
    },
  ]
  if (unnamed) await chrome.scripting.executeScript({ target, args: [said], func: unnamed })
}

async function welcome(stage: Stage, show: Show): Promise<void> {
  const page = await stage.open('welcome.html')
  await page.locator('main').waitFor()
  await show('welcome', page, widths)
}

/** The scenes of pages in tabs; each shows the screens whose names begin with its own. */
export const tabScenes: Scene[] = [
  { name: 'settings', play: settings },
  { name: 'reveal', play: reveal },
  { name: 'reveal', play: revealOthers },
  { name: 'opener', play: opener },
  { name: 'note', play: notes },
  { name: 'welcome', play: welcome },
]
