import type { Page } from 'puppeteer-core'

type FirefoxBrowser = {
  currentURI: { spec: string }
  browsingContext: {
    sessionHistory: { count: number; getEntryAtIndex(index: number): { URI: { spec: string } } }
  }
}

/** What Firefox's own pages have, as far as it is used here. */
declare global {
  var WebExtensionPolicy: {
    getByID(id: string): { extension: { terminateBackground(how: object): Promise<void> } }
  }
  var ChromeUtils: {
    importESModule(address: string): {
      AddonManager: {
        getAddonByID(id: string): Promise<{ reload(): Promise<void>; uninstall(): Promise<void> }>
      }
    }
  }
  var gBrowser: {
    selectedBrowser: HTMLElement
    tabs: Iterable<{ linkedBrowser: FirefoxBrowser }>
    selectedTab: object
    removeTab(tab: object, how: { animate: boolean; skipPermitUnload: boolean }): void
  }
  var gURLBar: { value: string; handleCommand(): void }
  var Ci: {
    nsIClearDataService: Record<
      'CLEAR_COOKIES' | 'CLEAR_ALL_CACHES' | 'CLEAR_DOM_STORAGES' | 'CLEAR_HISTORY',
      number
    >
  }
  var Services: {
    clearData: { deleteData(what: number, told: { onDataDeleted(): void }): void }
    prefs: {
      getBoolPref(name: string, otherwise: boolean): boolean
      setBoolPref(name: string, is: boolean): void
    }
    clipboard: { emptyClipboard(which: number): void; kGlobalClipboard: number }
  }
}

type Session = { send(method: string, params: object): Promise<{ result: unknown }> }

/** The connection that puppeteer keeps to itself. Its version is pinned. */
export function sessionOf(page: Page): { id: string; session: Session } {
  const { browsingContext } = page.mainFrame() as unknown as {
    browsingContext: { id: string; userContext: { browser: { session: Session } } }
  }
  return { id: browsingContext.id, session: browsingContext.userContext.browser.session }
}

/**
 * Runs a function in Firefox itself, as its own code does: `--remote-allow-system-access` allows it. It is sent as
 * source; its argument and its answer travel as JSON.
 */
export async function inBrowser<Result, Arg = undefined>(
  page: Page,
  run: (arg: Arg) => Result | Promise<Result>,
  arg?: Arg,
): Promise<Result> {
  const answer = await evaluateInBrowser(
    page,
    `(async () => JSON.stringify([await (${run})(${JSON.stringify(arg)})]))()`,
  )
  return JSON.parse(answer ?? '[]')[0]
}

/** The same with an expression; a string that it comes to is the answer. */
export async function evaluateInBrowser(page: Page, expression: string): Promise<string | undefined> {
  const { session } = sessionOf(page)
  const { result } = await session.send('browsingContext.getTree', { 'moz:scope': 'chrome' })
  const [window] = (result as { contexts: { context: string }[] }).contexts
  const target = { context: window?.context }
  const answer = await session.send('script.evaluate', { expression, target, awaitPromise: true })
  const told = answer.result as { type: string; result?: { type: string; value?: string } }
  if (told.type !== 'success') throw new Error(`Firefox could not: ${JSON.stringify(told)}`)
  return told.result?.type === 'string' ? told.result.value : undefined
}

/** By the address bar of the tab in front, as a person does. */
export const typeAddress = (page: Page, address: string): Promise<void> =>
  inBrowser(
    page,
    address => {
      gURLBar.value = address
      gURLBar.handleCommand()
    },
    address,
  )

/** Every address that the tab which is now at `address` can be led back to. */
export const trailOf = (page: Page, address: string): Promise<string[]> =>
  inBrowser(
    page,
    async address => {
      const found = () => [...gBrowser.tabs].find(tab => tab.linkedBrowser.currentURI.spec === address)
      // A page knows its address before the window around it does.
      const until = Date.now() + 5_000
      while (!found() && Date.now() < until) await new Promise(done => setTimeout(done, 20))
      const tab = found()
      if (!tab) throw new Error(`no tab at ${address}`)
      const { sessionHistory } = tab.linkedBrowser.browsingContext
      return Array.from(
        { length: sessionHistory.count },
        (_, index) => sessionHistory.getEntryAtIndex(index).URI.spec,
      )
    },
    address,
  )
