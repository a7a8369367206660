import { browser } from 'wxt/browser'
import { createHeld } from '../../lib/doors/held'
import { createWaitingUpdate, updateKey } from '../../lib/doors/waiting-update'
import { createUpdates } from '../../lib/journeys/update'
import { wakeAt } from './alarms'
import { hold, release } from './offscreen'

type Outside = { holdsReading: () => Promise<boolean> }

/**
 * Firefox leaves an update to whoever listens. Chromium asks nobody: it updates as soon as no worker of ours runs and
 * no page of ours is open (its `UpdateInstallGate`), so the hidden page is open while there is something to lose.
 */
export function guardUpdates({ holdsReading }: Outside) {
  const { session } = browser.storage
  const now = () => Date.now()
  let busy: boolean | undefined
  const updates = createUpdates({
    held: createHeld({ session, now, holdsReading }),
    waiting: createWaitingUpdate(session),
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
  browser.runtime.onUpdateAvailable.addListener(
    // Chromium takes it by itself, sooner or later: it is only seen to that this is not too soon.
    import.meta.env.FIREFOX ? updates.available : () => void updates.look().catch(() => {}),
  )

  /** What changes memory is under way, and is not to be slowed down; and one look is enough for every key typed. */
  let soon = false
  session.onChanged.addListener(changes => {
    if (soon || Object.keys(changes).every(key => key === updateKey)) return
    soon = true
    setTimeout(() => {
      soon = false
      void updates.look().catch(() => {})
    }, 1000)
  })
  return updates.look
}
