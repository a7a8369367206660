import { createBrowserPool } from './browser-pool'
import { type Firefox, type FirefoxLaunch, launchFirefox } from './firefox'
import { inBrowser } from './firefox-powers'
import { createFront } from './front'

type Shared = { firefox: Firefox; extension: string }

/** The Firefoxes of one test process. Their hosts are answered at a port that stays, and leads where a test wants. */
export function createSharedFirefoxes() {
  const front = createFront()
  const pool = createBrowserPool<FirefoxLaunch & { extension: string }, Shared>({
    start: async launch => ({
      extension: launch.extension,
      firefox: await launchFirefox({
        ...launch,
        // Its pages stay where they are when it is installed anew.
        prefs: { ...launch.prefs, 'extensions.webextensions.keepUuidOnUninstall': true },
      }),
    }),
    wipe,
    close: ({ firefox }) => firefox.close(),
  })
  return {
    async borrow({ hosts, ...launch }: FirefoxLaunch & { extension: string }) {
      const port = await front.portFor('https')
      const { browser, giveBack } = await pool.borrow({
        ...launch,
        ...(hosts ? { hosts: { names: hosts.names, port } } : {}),
      })
      front.aim(hosts ? { https: hosts.port } : {})
      return {
        firefox: browser.firefox,
        giveBack: () => {
          front.aim({})
          return giveBack()
        },
      }
    },
    async close() {
      await pool.close()
      await front.close()
    },
  }
}

export type SharedFirefoxes = ReturnType<typeof createSharedFirefoxes>

/** Makes a browser as it was after its first start: one empty tab, nothing kept, and the extension installed anew. */
export async function wipe(shared: Shared): Promise<void> {
  const { browser } = shared.firefox
  const blank = await browser.newPage()
  await blank.bringToFront()
  shared.firefox.page = blank
  await inBrowser(blank, async () => {
    for (const tab of [...gBrowser.tabs])
      if (tab !== gBrowser.selectedTab) gBrowser.removeTab(tab, { animate: false, skipPermitUnload: true })
    const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs')
    // Where what is kept outlives what keeps it, as with a person's browser, it does not now.
    const keeps = 'extensions.webextensions.keepStorageOnUninstall'
    const before = Services.prefs.getBoolPref(keeps, false)
    Services.prefs.setBoolPref(keeps, false)
    await (await AddonManager.getAddonByID('cachet@cachet.example')).uninstall()
    Services.prefs.setBoolPref(keeps, before)
    const { CLEAR_COOKIES, CLEAR_ALL_CACHES, CLEAR_DOM_STORAGES, CLEAR_HISTORY } = Ci.nsIClearDataService
    const all = CLEAR_COOKIES | CLEAR_ALL_CACHES | CLEAR_DOM_STORAGES | CLEAR_HISTORY
    await new Promise<void>(done => Services.clearData.deleteData(all, { onDataDeleted: () => done() }))
    Services.clipboard.emptyClipboard(Services.clipboard.kGlobalClipboard)
  })
  await browser.installExtension(shared.extension)
  await blank.bringToFront()
}
