import type { BrowserContext, CDPSession, Worker } from '@playwright/test'

/**
 * The extension's service worker, whether it is running or not.
 *
 * An attached debugger keeps a worker from falling asleep, so in tests it dies only by `stop()`.
 */
export type ExtensionWorker = {
  readonly extensionId: string
  /**
   * Runs a function in the worker: it is sent as source, so it sees `chrome` and its argument (which travels as
   * JSON) and nothing of the test. Wakes the worker first when `stop()` ended it.
   */
  evaluate<Result, Arg = undefined>(run: (arg: Arg) => Result | Promise<Result>, arg?: Arg): Promise<Result>
  /** Ends the worker as the browser does after 30 s of rest: its variables are gone, its listeners are not. */
  stop(): Promise<void>
  /** Starts the worker, as an event would. */
  wake(): Promise<void>
  /** Whether it runs now, asked without waking it: to see that an event woke it. */
  running(): Promise<boolean>
}

/** The worker of the context's only extension. */
export async function extensionWorker(context: BrowserContext): Promise<ExtensionWorker> {
  const first = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
  const scope = new URL('/', first.url()).href
  let asleep = false

  const worker: ExtensionWorker = {
    extensionId: new URL(scope).host,
    async evaluate<Result, Arg>(run: (arg: Arg) => Result | Promise<Result>, arg?: Arg) {
      // A function sent to a stopped worker waits for somebody else to wake it.
      if (asleep) await worker.wake()
      return newest(context, scope).evaluate<Result>(`(${run})(${JSON.stringify(arg)})`)
    },
    async stop() {
      await watched(context, scope, 'stopped', cdp => cdp.send('ServiceWorker.stopAllWorkers'))
      asleep = true
    },
    async wake() {
      await watched(context, scope, 'running', cdp =>
        cdp.send('ServiceWorker.startWorker', { scopeURL: scope }),
      )
      asleep = false
    },
    async running() {
      return watched(context, scope, 'any', () => {})
    },
  }
  return worker
}

/** A worker that comes back may keep its handle or get a new one; the dead one then stays in the list. */
function newest(context: BrowserContext, scope: string): Worker {
  const worker = context
    .serviceWorkers()
    .filter(worker => worker.url().startsWith(scope))
    .at(-1)
  if (!worker) throw new Error('The extension has no service worker')
  return worker
}

/**
 * Does something to the workers, waits until the one at `scope` is as asked, and answers whether it runs.
 * The protocol tells the present state on `enable`, then every change.
 */
async function watched(
  context: BrowserContext,
  scope: string,
  wanted: 'running' | 'stopped' | 'any',
  act: (cdp: CDPSession) => unknown,
): Promise<boolean> {
  const page = context.pages().find(page => !page.url().startsWith(scope)) ?? context.pages()[0]
  if (!page) throw new Error('A page must be open to speak to the service worker')
  const cdp = await context.newCDPSession(page)
  try {
    let acted = wanted === 'any'
    const reached = new Promise<boolean>(resolve => {
      cdp.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
        const ours = versions.find(({ scriptURL }) => scriptURL.startsWith(scope))
        if (!acted || !ours) return
        if (wanted === 'any' || ours.runningStatus === wanted) resolve(ours.runningStatus === 'running')
      })
    })
    await cdp.send('ServiceWorker.enable')
    acted = true
    await act(cdp)
    return await reached
  } finally {
    await cdp.detach().catch(() => {})
  }
}
