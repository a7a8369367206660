import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, chromium } from '@playwright/test'
import { findChromium } from '../tools/browsers'
import { composerIn } from './support/composer'
import { test as base, expect } from './support/extension'
import { builtExtension } from './support/launch'
import { thorough } from './support/tiers'
import {
  copyAs,
  newKey,
  pack,
  ruledChromium,
  serveUpdates,
  type UpdateServer,
  versions,
} from './support/update'

/** Chromium with an extension that it has installed from a place on loopback, and updates from there. */
const test = base.extend<{ place: UpdateServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  place: async ({}, use) => {
    const key = newKey()
    const digest = createHash('sha256').update(key.der).digest('hex').slice(0, 32)
    const id = digest.replaceAll(/./g, digit => 'abcdefghijklmnop'.charAt(Number(`0x${digit}`)))
    const place = await serveUpdates({
      fileOf: version => `${version}.crx`,
      tellOf: (version, address) =>
        `<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0"><app appid="${id}"><updatecheck codebase="${address}" version="${version}"/></app></gupdate>`,
    })
    const pem = join(place.folder, 'key.pem')
    writeFileSync(pem, key.pem)
    const update_url = `http://127.0.0.1:${place.port}/update`
    for (const version of versions) {
      const made = copyAs(version, builtExtension('chrome', 'e2e'), place, manifest => ({
        ...manifest,
        update_url,
      }))
      pack(findChromium() ?? '', made, pem)
    }
    writeFileSync(join(place.folder, 'id'), id)
    await use(place)
    await place.close()
  },
  context: async ({ place }, use) => {
    const id = /appid="(\w+)"/.exec(await (await fetch(`http://127.0.0.1:${place.port}/update`)).text())?.[1]
    const context = await chromium.launchPersistentContext('', {
      executablePath: await ruledChromium(findChromium() ?? '', id ?? '', place),
      headless: true,
      chromiumSandbox: false,
      ignoreDefaultArgs: ['--disable-extensions', '--disable-background-networking'],
      args: ['--lang=en-US', '--no-first-run', '--disable-sync', '--disable-gpu'],
    })
    await use(context)
    await context.close()
  },
})

/** The hidden page that Chromium takes for use: is it open? */
const isHeld = (context: BrowserContext) =>
  context.backgroundPages().length > 0 || context.pages().some(page => page.url().endsWith('/offscreen.html'))

test('an update in Chromium waits for a draft, and comes as soon as there is none', {
  tag: thorough,
}, async ({ context, place, worker, openPage }) => {
  await expect.poll(() => place.started).toEqual(['0.1.0'])
  const popup = await openPage('popup.html')
  await (await composerIn(popup)).write('hunter2')
  await expect.poll(() => isHeld(context)).toBe(true)
  await popup.close()
  place.offerNext()
  // Told while the worker runs, Chromium waits with it anyway.
  const waiting = await worker.evaluate(async () => {
    const told = new Promise(resolve => chrome.runtime.onUpdateAvailable.addListener(resolve))
    await chrome.runtime.requestUpdateCheck()
    return told
  })
  expect(waiting).toMatchObject({ version: '0.2.0' })
  await worker.stop()
  // It looks again five seconds after the last of our processes is gone: that time is what is tried here.
  await new Promise(resolve => setTimeout(resolve, 9_000))
  expect(place.started).not.toContain('0.2.0')

  const again = await openPage('popup.html')
  await expect(again.getByRole('textbox', { name: 'Your secret' })).toHaveValue('hunter2')
  await (await composerIn(again)).write('')
  await expect.poll(() => isHeld(context)).toBe(false)
  await again.close()
  await worker.stop()
  await expect.poll(() => place.started).toContain('0.2.0')
})
