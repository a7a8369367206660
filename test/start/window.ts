import puppeteer, { type Browser } from 'puppeteer-core'
import { tellArrivals } from './arrivals'
import { chooseBrowser } from './browsers'
import { loadExtension } from './load'
import type { Place } from './place'
import { extensionIdOf, makeProfile } from './profile'
import { chooseServer } from './settings'

/**
 * A window for a person, until it is closed. Led by puppeteer and not as the tests lead theirs: here nothing may be
 * emulated, neither focus nor colours, and downloads and dialogs are the person's own.
 */
export async function openWindow({ extension, server, sample, lang, tidying }: Place): Promise<void> {
  const executablePath = await chooseBrowser()
  const id = await extensionIdOf(extension)
  const userDataDir = await makeProfile(id, tidying)
  const browser = await launch(executablePath, userDataDir, lang)
  tidying.later(() => browser.close())
  const closed = untilClosed(browser)
  const page = (await browser.pages())[0] ?? (await browser.newPage())
  await page.goto(sample.origin)
  const ready = loadExtension(browser, extension, id).then(worker => chooseServer(worker, server.origin))
  if ((await Promise.race([ready, closed])) === 'closed') return
  await page.bringToFront()
  for (const line of hints) console.log(line)
  tidying.later(tellArrivals(server, line => console.log(line)))
  await closed
}

const hints = [
  'In the window that has opened:',
  '  1. Select the password (or anything else), right-click, Share as secret.',
  '  2. The one-time link is on your clipboard: paste it into the box at the end of the page.',
  '  3. Open it. It can be read once.',
  'The seal in the toolbar opens the popup.',
  '',
  'Everything that reaches the server is told below, with what it keeps.',
  'Close the window or press Ctrl+C to end.',
  '',
]

function launch(executablePath: string, userDataDir: string, lang: string | undefined): Promise<Browser> {
  return puppeteer
    .launch({
      executablePath,
      userDataDir,
      headless: false,
      defaultViewport: null,
      // The two that let an extension be loaded over the DevTools protocol.
      pipe: true,
      enableExtensions: true,
      // A person leads this browser.
      ignoreDefaultArgs: ['--enable-automation'],
      args: [
        '--no-first-run',
        '--no-default-browser-check',
        '--window-size=1180,860',
        '--ozone-platform-hint=auto',
        ...(lang === undefined ? [] : [`--lang=${lang}`]),
        // Root has no sandbox; everybody else keeps it.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
      // `tidying` ends it, after what stands on it.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    })
    .catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
      const advice = 'Name another in CHROMIUM_PATH, or try without a window: npm start -- --headless'
      throw new Error(`${executablePath} did not open a window: ${reason}\n${advice}`, { cause })
    })
}

/** On macOS a browser lives on without windows. */
function untilClosed(browser: Browser): Promise<'closed'> {
  return new Promise(resolve => {
    browser.once('disconnected', () => resolve('closed'))
    if (process.platform !== 'darwin') return
    browser.on('targetdestroyed', () => {
      if (!browser.targets().some(target => target.type() === 'page')) resolve('closed')
    })
  })
}
