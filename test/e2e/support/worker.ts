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

/** Whether it sleeps is known to whoever put it to sleep, so there is one of it in a context. */
const known = new WeakMap<BrowserContext, Promise<ExtensionWorker>>()

/** The worker of the context's only extension. */
export function extensionWorker(context: BrowserContext): Promise<ExtensionWorker> {
  const worker = known.get(context) ?? find(context)
  known.set(context, worker)
  return worker
}

async function find(context: BrowserContext): Promise<ExtensionWorker> {
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
      await watching(context, scope, async ({ cdp, until }) => {
        await cdp.send('ServiceWorker.stopAllWorkers')
        await until('stopped')
      })
      asleep = true
    },
    async wake() {
      await watching(context, scope, async ({ cdp, until }) => {
        await cdp.send('ServiceWorker.startWorker', { scopeURL: scope })
        await until('running')
      })
      asleep = false
    },
    running() {
      return watching(context, scope, async ({ status }) => status() === 'running')
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

type Watch = { cdp: CDPSession; status(): string | undefined; until(status: string): Promise<void> }

/** Follows the worker at `scope` while something is done with it. The present status is known when that begins. */
async function watching<Result>(
  context: BrowserContext,
  scope: string,
  act: (watch: Watch) => Promise<Result>,
): Promise<Result> {
  const page = context.pages().find(page => !page.url().startsWith(scope)) ?? context.pages()[0]
  if (!page) throw new Error('A page must be open to speak to the service worker')
  const cdp = await context.newCDPSession(page)
  let status: string | undefined
  let changed = () => {}
  cdp.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    // Before it is activated, a worker may be told as stopped although nobody has started it yet.
    const ours = versions.find(
      version => version.scriptURL.startsWith(scope) && version.status === 'activated',
    )
    if (!ours) return
    status = ours.runningStatus
    changed()
  })
  const until = async (is: (status: string) => boolean) => {
    while (status === undefined || !is(status)) {
      await new Promise<void>(resolve => {
        changed = resolve
      })
    }
  }
  try {
    await cdp.send('ServiceWorker.enable')
    await until(() => true)
    return await act({ cdp, status: () => status, until: wanted => until(is => is === wanted) })
  } finally {
    await cdp.detach().catch(() => {})
  }
}
