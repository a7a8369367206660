import { browser } from 'wxt/browser'
import { createUnsavedWork, type UnsavedWorkWorld } from '../../lib/adapters/unsaved-work'
import { createPendingUpdate, createUpdates, type Updates, updateKey } from '../../lib/usecases/defer-update'
import { wakeAt } from './alarms'
import { hold, release } from './clipboard-and-offscreen'

/**
 * Firefox leaves an update to whoever listens. Chromium asks nobody: it updates as soon as no worker of ours runs and
 * no page of ours is open (its `UpdateInstallGate`), so the hidden page is open while there is something to lose.
 */
export function createUpdateGuard({
  now,
  holdsReading,
}: Pick<UnsavedWorkWorld, 'now' | 'holdsReading'>): Updates {
  const { session } = browser.storage
  let busy: boolean | undefined
  return createUpdates({
    held: createUnsavedWork({ session, now, holdsReading }),
    waiting: createPendingUpdate(session),
    now,
    wakeAt: when => wakeAt('update', when),
    async stay(next) {
      if (import.meta.env.FIREFOX || next === busy) return
      await (next ? hold('waiting') : release('waiting'))
      busy = next
    },
    isOpen: () => browser.extension.getViews().some(view => view !== globalThis.window),
    install: () => browser.runtime.reload(),
  })
}

/** Looks anew whenever memory has changed, or there is an update. */
export function guardUpdates(updates: Updates): void {
  const look = () => void updates.look().catch(() => {})
  // Chromium takes it by itself, sooner or later: it is only seen to that this is not too soon.
  browser.runtime.onUpdateAvailable.addListener(import.meta.env.FIREFOX ? updates.available : look)

  /** What changes memory is under way, and is not to be slowed down; and one look is enough for every key typed. */
  let soon = false
  browser.storage.session.onChanged.addListener(changes => {
    if (soon || Object.keys(changes).every(key => key === updateKey)) return
    soon = true
    setTimeout(() => {
      soon = false
      look()
    }, 1000)
  })
}
