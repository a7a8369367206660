import { browser } from 'wxt/browser'
import { readPageMessage, type Sealed, type Told } from '../../lib/doors/page-messages'
import type { Revealings } from '../../lib/doors/revealing'
import type { SettingsDoor } from '../../lib/doors/settings'
import { originOf, regions } from '../../lib/rules/server'
import { revealPage } from './reveal-page'

type World = { settings: SettingsDoor; revealings: Revealings }

/** Where the service was before it had regions. */
const former = 'https://onetimesecret.com'

/** Hears the script in the pages of servers; `undefined`, at once, for everybody else. */
export function takeover(world: World) {
  return (raw: unknown, sender: unknown): Promise<Told> | undefined => {
    const sealed = readPageMessage(raw, sender, browser.runtime.id)
    return sealed && show(world, sealed).catch(() => 'refused' as const)
  }
}

async function show({ settings, revealings }: World, { origin, tab, found }: Sealed): Promise<Told> {
  const known = [...regions.map(originOf), former, ...(await settings.read()).servers]
  if (!known.includes(origin)) return 'refused'
  // A private tab of Chromium has no room for our pages, so a window beside it shows ours.
  const elsewhere = tab.incognito && !import.meta.env.FIREFOX
  const tabId = elsewhere ? await newWindow() : tab.id
  const token = await revealings.add({ ...found, tabId })
  try {
    // The site's page stays in the tab's history, under an address without the key: Back leads there.
    await browser.tabs.update(tabId, { url: revealPage(token) })
  } catch (error) {
    await revealings.forget(token)
    throw error
  }
  return elsewhere ? 'elsewhere' : 'taken'
}

async function newWindow(): Promise<number> {
  const opened = await browser.windows.create({ url: 'about:blank', incognito: false, focused: true })
  const id = opened?.tabs?.[0]?.id
  if (id === undefined) throw new Error('the new window has no tab')
  return id
}
