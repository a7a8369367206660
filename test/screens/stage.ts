import { type BrowserContext, type Page, request } from '@playwright/test'
import type { Draft } from '../../lib/domain/draft'
import { newLinkKey, seal } from '../../lib/domain/jwe-envelope'
import { makeLink } from '../../lib/domain/link'
import type { Payload } from '../../lib/domain/payload'
import { selfSigned } from '../e2e/support/certificate'
import { chooseServer } from '../e2e/support/journey'
import { builtExtension, type Language, launchChromium } from '../e2e/support/launch'
import { servePages, type TestPages } from '../e2e/support/pages'
import { askFrom } from '../e2e/support/watching'
import { type ExtensionWorker, extensionWorker } from '../e2e/support/worker'
import { type Server, startServer } from '../server/server'

/** The region that the embedded server answers for, over TLS on loopback. */
const region = 'https://eu.onetimesecret.com'

/** A browser with Cachet in one language, before a server of its own: where screens are shown. */
export type Stage = {
  lang: Language
  context: BrowserContext
  worker: ExtensionWorker
  server: Server
  pages: TestPages
  origin: string
  /** Opens an address, or a page of the extension: `popup.html`. It is in front. */
  open(address: string): Promise<Page>
  /** Asks the background, as pages of ours do. */
  ask(name: string, given?: unknown): Promise<unknown>
  /** Has a secret shared, as if the popup had been filled and closed. */
  share(draft?: Partial<Draft>): Promise<unknown>
  /** A sealed secret on the server, and its link. */
  sealed(payload: Payload, passphrase?: string): Promise<string>
  /** A standard secret on the server, and its link. */
  standard(text: string): Promise<string>
  /** Everything as after the first start, with the server chosen. */
  reset(): Promise<void>
  close(): Promise<void>
}

/** `now`: the server's clock, in milliseconds. `args`: for the browser. */
type Setting = { now?: () => number; args?: string[] }

export async function openStage(lang: Language, { now, args = [] }: Setting = {}): Promise<Stage> {
  const server = await startServer({
    ...{ tls: selfSigned(), ...(now && { now }) },
    accounts: [{ user: 'alice@example.com', token: 'alices-token-0123456789abcdef' }],
  })
  const pages = await servePages()
  const context = await launchChromium({
    ...{ extension: builtExtension('chrome', 'e2e'), lang, args },
    hosts: { [new URL(region).host]: server.port },
  })
  context.setDefaultTimeout(8_000)
  const worker = await extensionWorker(context)
  const [blank = await context.newPage()] = context.pages()
  const address = (path: string) =>
    path.includes(':') ? path : `chrome-extension://${worker.extensionId}/${path}`

  async function open(path: string): Promise<Page> {
    const page = await context.newPage()
    await page.goto(address(path))
    return page
  }
  async function ask(name: string, given?: unknown): Promise<unknown> {
    // Not one that turns when the lock does: its answer would never come.
    const page = await open('opener.html')
    const answer = await askFrom(page, name, given)
    await page.close()
    return answer
  }
  async function keep(secret: string): Promise<string> {
    const asking = await request.newContext({ ignoreHTTPSErrors: true })
    const answer = await asking.post(`${server.origin}/api/v1/share`, { form: { secret, ttl: '3600' } })
    const { secret_key: secretKey } = (await answer.json()) as { secret_key: string }
    await asking.dispose()
    return secretKey
  }

  return {
    ...{ lang, context, worker, server, pages, origin: region, open, ask },
    share: draft =>
      ask('share', {
        ...{ text: 'hunter2-Correct', note: '', passphrase: '', recipient: '', label: 'Staging' },
        ...{ mode: 'sealed', server: region, account: null, ttl: 604_800, people: 1 },
        ...draft,
      }),
    async sealed(payload, passphrase) {
      const linkKey = newLinkKey()
      const lock = { linkKey, ...(passphrase === undefined ? {} : { passphrase }) }
      const secretKey = await keep(`This secret is sealed.\n\n${await seal(payload, lock)}`)
      return makeLink({ origin: region, secretKey, linkKey, passphrase: passphrase !== undefined })
    },
    standard: async text => `${region}/secret/${await keep(text)}`,
    async reset() {
      await closeOthers(context, blank)
      server.misbehave(undefined)
      await worker.evaluate(async () => {
        if (await chrome.offscreen.hasDocument()) await chrome.offscreen.closeDocument()
        await chrome.storage.session.clear()
        await chrome.storage.local.clear()
      })
      await chooseServer(worker, region, { ttl: 604_800 })
    },
    async close() {
      await context.close()
      await Promise.all([server.close(), pages.close()])
    },
  }
}

async function closeOthers(context: BrowserContext, blank: Page): Promise<void> {
  const others = context.pages().filter(page => page !== blank)
  await Promise.all(others.map(page => page.close().catch(() => {})))
  await blank.bringToFront()
}
