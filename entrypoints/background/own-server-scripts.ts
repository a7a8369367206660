import { browser } from 'wxt/browser'
import type { DraftStore } from '../../lib/adapters/draft-store'
import { coalesced } from '../../lib/adapters/keyed-mutex'
import type { SettingsStore } from '../../lib/adapters/settings-store'
import { isStillPending } from '../../lib/domain/composer-state'
import { hostPattern, regionOf } from '../../lib/domain/server'
import { allowed } from './network'
import { openPopup } from './open-pages'

const id = 'own-servers'

/**
 * Keeps our content script registered for servers added by the person or their organisation, where permitted.
 */
export function watchOwnServers(settings: Pick<SettingsStore, 'read'>): void {
  // Serialised: two concurrent runs would both find nothing and both register.
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
 * Firefox accepts a match pattern with a port, but it matches nothing
 * (https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Match_patterns). There the script runs on
 * every port, and hands back links that belong to another server.
 */
const pagesOf = (origin: string): string => (import.meta.env.FIREFOX ? hostPattern(origin) : `${origin}/*`)

/** Brings the registration up to date, whatever its current state. */
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

/**
 * The permission prompt closes the popup that asked; reopen it once permission is granted, and it continues.
 */
export function openWhenPermitted(composing: DraftStore): void {
  const isAwaited = async (origins: string[]): Promise<boolean> => {
    const asking = (await composing.read())?.asking
    return asking !== undefined && isStillPending(asking, Date.now()) && origins.includes(asking.pattern)
  }
  browser.permissions.onAdded.addListener(({ origins = [] }) => {
    // If we can't read who asked, open the popup, which reports it: better than no response at all.
    const awaited = isAwaited(origins).catch(() => origins.length > 0)
    void awaited.then(wanted => wanted && openPopup()).catch(() => {})
  })
}
