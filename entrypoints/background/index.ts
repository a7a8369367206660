import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import { answer, isQuestion } from '../../lib/doors/messages'
import { isOnlyInMemory } from '../../lib/doors/received/stores'
import type { Sharing } from '../../lib/journeys/sharing'
import { onAlarm } from './alarms'
import { openDoors } from './doors'
import { hearGestures } from './gestures'
import { createHandlers } from './handlers'
import { createBackgroundLock } from './lock'
import { onNotificationClicked } from './notifications'
import { watchOwnServers } from './own-servers'
import { openWhenPermitted } from './permitted'
import { onOfferTaken } from './replacing'
import { createBackgroundSharing } from './sharing'
import { watchSealedLinks } from './takeover'
import { keepFromPages } from './trusted'
import { guardUpdates } from './update'
import { watchSecrets } from './watching'

export default defineBackground(() => {
  keepFromPages()
  const doors = openDoors()
  const { composing, known, revealings, vault } = doors
  const paused = async () => (await vault.state()) === 'locked'
  const idle = (): Promise<void> => sharing.idle()
  const watching = watchSecrets({ ...doors, paused, idle })
  const recover = (): Promise<void> => sharing.recover()
  const lock = createBackgroundLock({ ...doors, watching, recover })
  const sharing: Sharing = createBackgroundSharing({ doors, lock, watching })
  // A worker that starts finds what the one before it left unfinished. What can't be read just now is no reason to
  // answer nobody: whoever asks is told so.
  const ready = lock
    .wake()
    .then(recover, recover)
    .catch(() => {})

  const { handlers, clearClipboard } = createHandlers({ doors, lock, sharing, watching })
  const respond = answer(handlers, lock.permit)
  browser.runtime.onMessage.addListener((message: unknown, sender) => {
    if (sender.id !== browser.runtime.id || !isQuestion(message)) return undefined
    if (!sender.url?.startsWith(browser.runtime.getURL('/'))) return undefined
    return ready.then(() => respond(message, sender.tab?.id))
  })
  browser.storage.local.onChanged.addListener(({ settings }) => {
    // At worst it closes sooner than it need.
    if (settings) void lock.use().catch(() => {})
  })
  browser.storage.session.onChanged.addListener(({ composing }) => {
    // What could not be put away stays: the next key, or the next start, tries again.
    if (composing?.newValue !== undefined) void lock.typed().catch(() => {})
  })
  const lookForUpdate = guardUpdates({ holdsReading: () => isOnlyInMemory(doors) })
  void ready.then(lookForUpdate).catch(() => {})
  hearGestures({ doors, lock, sharing, ready })
  watchSealedLinks({ settings: known, revealings })
  watchOwnServers(known)
  openWhenPermitted(composing)
  // A button that a sleeping computer left in a page outlives the lock's time.
  onOfferTaken(id => ready.then(lock.settle).then(() => sharing.kept(id)))
  onNotificationClicked()
  onAlarm({
    'forget-link': sharing.ring,
    'clear-clipboard': clearClipboard,
    watch: () => watching.round(),
    lock: lock.wake,
    update: lookForUpdate,
  })
})
