import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import { answer, isQuestion } from '../../lib/adapters/messages'
import { onAlarm } from './alarms'
import type { AnyBrowser } from './any-browser'
import { onNotificationClicked, showIcon } from './badge-and-notifications'
import { listenToCommandsAndMenu } from './commands-and-context-menu'
import { keepFromPages } from './key-store'
import { createHandlers } from './message-handlers'
import { openWhenPermitted, watchOwnServers } from './own-server-scripts'
import { redirectSealedLinks } from './redirect-sealed-links'
import { createServices, type Services } from './services'
import { onReplaceRequest } from './toast'
import { guardUpdates } from './update-guard'
import { welcomeOnInstall } from './welcome-page'

export default defineBackground(() => {
  keepFromPages()
  const services = createServices()
  const { composing, known, lock, sharing, watching, updates } = services
  const ready = services.recover()
  hearMessages(services, ready)
  hearStorage(services)
  hearStart(services)
  welcomeOnInstall()
  guardUpdates(updates)
  void ready.then(updates.look).catch(() => {})
  void ready.then(async () => showIcon(await watching.news())).catch(() => {})
  listenToCommandsAndMenu(services, ready)
  redirectSealedLinks(services)
  watchOwnServers(known)
  openWhenPermitted(composing)
  // After sleep, a button left in a page may outlive the lock timeout, so settle the lock first.
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

/** Answers only our own pages; other senders get `undefined` synchronously. */
function hearMessages(services: Services, ready: Promise<void>): void {
  const respond = answer(createHandlers(services), services.lock.permit)
  browser.runtime.onMessage.addListener((message: unknown, sender) => {
    if (sender.id !== browser.runtime.id || !isQuestion(message)) return undefined
    if (!sender.url?.startsWith(browser.runtime.getURL('/'))) return undefined
    return ready.then(async () => {
      const answered = await respond(message, sender.tab?.id)
      // A fault that cannot be noted is missing in a report, nothing worse.
      void services.faults.hear(answered).catch(() => {})
      return answered
    })
  })
}

/** Reacts to storage changes, including those made by a worker that has since stopped. */
function hearStorage({ lock, watching, policy }: Services): void {
  const { local, session } = browser.storage
  const { managed }: AnyBrowser['storage'] = browser.storage
  local.onChanged.addListener(changes => {
    watching.changed(changes)
    // If this fails, the lock closes earlier than it needs to, nothing worse.
    if (changes.settings) void lock.use().catch(() => {})
  })
  session.onChanged.addListener(({ composing }) => {
    // If encrypting fails, the draft stays as it is; the next keystroke or start retries.
    if (composing?.newValue !== undefined) void lock.typed().catch(() => {})
  })
  managed?.onChanged.addListener(policy.refresh)
}

/** Handles browser start and extension install or update. */
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
