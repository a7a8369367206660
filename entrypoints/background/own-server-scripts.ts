import { browser } from 'wxt/browser'
import type { DraftStore } from '../../lib/adapters/draft-store'
import { coalesced } from '../../lib/adapters/keyed-mutex'
import type { SettingsStore } from '../../lib/adapters/settings-store'
import { isStillPending } from '../../lib/domain/composer-state'
import { hostPattern, regionOf } from '../../lib/domain/server'
import { allowed } from './network'
import { openPopup } from './open-pages'

const id = 'own-servers'

/** Keeps our script on the pages of the servers that the person or their organisation added, as far as the browser lets us there. */
export function watchOwnServers(settings: Pick<SettingsStore, 'read'>): void {
  // One after another: two at once would both find nothing and both register.
  const keep = coalesced(() => register(settings))
  browser.runtime.onInstalled.addListener(keep)
  browser.runtime.onStartup.addListener(keep)
  browser.permissions.onAdded.addListener(keep)
  browser.permissions.onRemoved.addListener(keep)
  browser.storage.local.onChanged.addListener(changes => {
    if ('settings' in changes || 'policy' in changes) void keep().catch(() => {})
  })
}

/**
 * Firefox takes a pattern with a port, and matches nothing by it
 * (https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Match_patterns). There the script comes to every
 * port, and what is given on another server's is given back.
 */
const pagesOf = (origin: string): string => (import.meta.env.FIREFOX ? hostPattern(origin) : `${origin}/*`)

/** Makes what is registered what it should be, whatever it was. */
async function register(settings: Pick<SettingsStore, 'read'>): Promise<void> {
  const { servers } = await settings.read()
  const held = await Promise.all(
    servers.map(async origin => regionOf(origin) === undefined && (await allowed(origin))),
  )
  const matches = [...new Set(servers.filter((_, index) => held[index]).map(pagesOf))]
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [id] })
  const present = registered.length > 0
  if (matches.length === 0) {
    if (present) await browser.scripting.unregisterContentScripts({ ids: [id] })
    return
  }
  const script = { id, matches, js: ['sealed-link.js'], runAt: 'document_start' as const }
  if (present) await browser.scripting.updateContentScripts([script])
  else await browser.scripting.registerContentScripts([{ ...script, persistAcrossSessions: true }])
}

/** The prompt closed the popup that asked for it: once allowed, the popup opens again and goes on. */
export function openWhenPermitted(composing: DraftStore): void {
  const isAwaited = async (origins: string[]): Promise<boolean> => {
    const asking = (await composing.read())?.asking
    return asking !== undefined && isStillPending(asking, Date.now()) && origins.includes(asking.pattern)
  }
  browser.permissions.onAdded.addListener(({ origins = [] }) => {
    // Where it can't be read who asked, the popup says so; better once too often than a press that leads nowhere.
    const awaited = isAwaited(origins).catch(() => origins.length > 0)
    void awaited.then(wanted => wanted && openPopup()).catch(() => {})
  })
}
