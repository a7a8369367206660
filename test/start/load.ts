import type { Browser, WebWorker } from 'puppeteer-core'

/**
 * Loads the unpacked extension over the DevTools protocol, the one way that branded browsers still allow: Chrome from
 * version 137 ignores `--load-extension`. Where even that is refused, says what to click, and waits for it.
 */
export async function loadExtension(browser: Browser, extension: string, id: string): Promise<WebWorker> {
  try {
    await browser.installExtension(extension)
  } catch (cause) {
    await askToLoad(browser, extension, cause instanceof Error ? cause.message : String(cause))
  }
  const ours = await browser.waitForTarget(
    target => target.type() === 'service_worker' && target.url().startsWith(`chrome-extension://${id}/`),
    { timeout: 0 },
  )
  const worker = await ours.worker()
  if (!worker) throw new Error('The extension was loaded, but its background does not run.')
  return worker
}

async function askToLoad(browser: Browser, extension: string, reason: string): Promise<void> {
  // Edge takes this address, too, and shows its own.
  const page = await browser.newPage()
  await page.goto('chrome://extensions').catch(() => {})
  console.log(`This browser does not let itself be given an extension (${reason}). Three clicks do it:`)
  console.log('  1. In the tab chrome://extensions (in Edge edge://extensions), switch on "Developer mode".')
  console.log('  2. Click "Load unpacked".')
  console.log(`  3. Choose the folder ${extension}`)
  console.log('Waiting for it…\n')
}
