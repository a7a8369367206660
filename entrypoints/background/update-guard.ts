import { browser } from 'wxt/browser'
import { createUnsavedWork, type UnsavedWorkWorld } from '../../lib/adapters/unsaved-work'
import { createPendingUpdate, createUpdates, type Updates, updateKey } from '../../lib/usecases/defer-update'
import { wakeAt } from './alarms'
import { hold, release } from './clipboard-and-offscreen'

/**
 * Firefox leaves an update to whoever listens for it. Chromium updates as soon as no worker of ours runs and
 * no page of ours is open (its `UpdateInstallGate`), so we keep the offscreen page open while there is
 * unsaved work.
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

/** Checks again whenever session storage changes or an update is available. */
export function guardUpdates(updates: Updates): void {
  const look = () => void updates.look().catch(() => {})
  // Chromium installs the update by itself; we only make sure it isn't too soon.
  browser.runtime.onUpdateAvailable.addListener(import.meta.env.FIREFOX ? updates.available : look)

  /** Debounced: one check covers many keystrokes, and must not slow down what caused the change. */
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
