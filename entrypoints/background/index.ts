import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import { answer, isQuestion } from '../../lib/adapters/messages'
import { onAlarm } from './alarms'
import { onNotificationClicked } from './badge-and-notifications'
import { listenToCommandsAndMenu } from './commands-and-context-menu'
import { keepFromPages } from './key-store'
import { createHandlers } from './message-handlers'
import { openWhenPermitted, watchOwnServers } from './own-server-scripts'
import { redirectSealedLinks } from './redirect-sealed-links'
import { createServices, type Services } from './services'
import { onReplaceRequest } from './toast'
import { guardUpdates } from './update-guard'

export default defineBackground(() => {
  keepFromPages()
  const services = createServices()
  const { composing, known, lock, sharing, watching, updates } = services
  const ready = services.recover()
  hearMessages(services, ready)
  hearStorage(services)
  hearStart(services)
  guardUpdates(updates)
  void ready.then(updates.look).catch(() => {})
  listenToCommandsAndMenu(services, ready)
  redirectSealedLinks(services)
  watchOwnServers(known)
  openWhenPermitted(composing)
  // A button that a sleeping computer left in a page outlives the lock's time.
  onReplaceRequest(id => ready.then(lock.settle).then(() => sharing.kept(id)))
  onNotificationClicked()
  onAlarm({
    'forget-link': sharing.ring,
    'clear-clipboard': services.clipboardTimeout.end,
    watch: () => watching.round(),
    lock: lock.wake,
    update: updates.look,
  })
})

/** Our own pages ask; strangers are told nothing, at once. */
function hearMessages(services: Services, ready: Promise<void>): void {
  const respond = answer(createHandlers(services), services.lock.permit)
  browser.runtime.onMessage.addListener((message: unknown, sender) => {
    if (sender.id !== browser.runtime.id || !isQuestion(message)) return undefined
    if (!sender.url?.startsWith(browser.runtime.getURL('/'))) return undefined
    return ready.then(() => respond(message, sender.tab?.id))
  })
}

/** Whatever changes in storage, the browser tells us, also when the worker that changed it is no more. */
function hearStorage({ lock, watching, policy }: Services): void {
  const { local, session, managed } = browser.storage
  local.onChanged.addListener(changes => {
    watching.changed(changes)
    // At worst it closes sooner than it need.
    if (changes.settings) void lock.use().catch(() => {})
  })
  session.onChanged.addListener(({ composing }) => {
    // What could not be put away stays: the next key, or the next start, tries again.
    if (composing?.newValue !== undefined) void lock.typed().catch(() => {})
  })
  managed.onChanged.addListener(policy.refresh)
}

/** The browser starts, or has another version of us. */
function hearStart({ watching, policy, received, takeIn }: Services): void {
  const start = () => {
    void policy.refresh().catch(() => {})
    watching.start()
    void received.forgetOld().catch(() => {})
  }
  browser.runtime.onInstalled.addListener(start)
  browser.runtime.onInstalled.addListener(takeIn)
  browser.runtime.onStartup.addListener(start)
}
