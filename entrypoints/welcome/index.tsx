import '../../components/style.css'
import '../../components/welcome/welcome.css'
import { computed, signal } from '@preact/signals'
import { browser } from 'wxt/browser'
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { i18n } from '#i18n'
import { askPermissionInTab } from '../../components/ask-permission-in-tab'
import { followLock, turnPage } from '../../components/lock/follow-lock'
import { mount, openOrApologise } from '../../components/mount'
import { createSettingsSignal } from '../../components/settings-signal'
import { SharingDefaultsModel } from '../../components/sharing/model'
import { translationsIn } from '../../components/translation'
import { WelcomeModel as Model } from '../../components/welcome/model'
import { Welcome } from '../../components/welcome/Welcome'
import { createAccountsReader } from '../../lib/adapters/account-store'
import { caller } from '../../lib/adapters/messages'
import { createShownPolicy } from '../../lib/adapters/policy-store'
import { createSettingsStore, systemTimeZone } from '../../lib/adapters/settings-store'
import { readLockState } from '../../lib/adapters/vault/stored-keys'
import { isTryIn } from '../../lib/adapters/welcome-try'
import { nearestRegion } from '../../lib/domain/nearest-region'
import { shownPolicy } from '../../lib/domain/policy'
import { hostPattern, originOf } from '../../lib/domain/server'
import { watchToolbarAndShortcut } from './toolbar-and-shortcut'

const words = translationsIn(i18n.t)
const call = caller(message => browser.runtime.sendMessage(message))
const request = askPermissionInTab(call, (origins: string[]) => browser.permissions.request({ origins }))

async function open(): Promise<void> {
  const title = i18n.t('welcome.title')
  const state = await readLockState(browser.storage, () => Date.now())
  followLock(browser.storage, state === 'locked', turnPage)
  if (state === 'locked') {
    const { lockScreen } = await import('../../components/lock/UnlockScreen')
    return mount(words, title, <main>{lockScreen(call)}</main>)
  }
  const { local } = browser.storage
  const door = createSettingsStore(local, systemTimeZone, navigator.locks)
  const shown = createShownPolicy(local)
  const [kept, rules, chosen, accounts, tools, tab] = await Promise.all([
    door.read(),
    shown.read(),
    door.hasChosenServer(),
    createAccountsReader(local)
      .all()
      .catch(() => []),
    watchToolbarAndShortcut(),
    browser.tabs.getCurrent(),
  ])
  const policy = signal(rules)
  const settings = createSettingsSignal(
    door,
    kept,
    computed(() => shownPolicy(policy.value)),
  )
  const origins = [hostPattern(kept.sharing.server)]
  const model = new Model(
    {
      settings,
      choose: new SharingDefaultsModel({ settings, accounts: signal(accounts) }).choose,
      request: pattern => request([pattern]),
      ...tools,
    },
    {
      chosen,
      // If the browser can't tell, a share will.
      allowed: await browser.permissions.contains({ origins }).catch(() => true),
      nearest: originOf(nearestRegion(systemTimeZone())),
    },
  )
  browser.runtime.onMessage.addListener((message: unknown): undefined => {
    if (isTryIn(message, tab?.id)) model.tryWith(selectedText())
  })
  local.onChanged.addListener(changes => {
    if ('policy' in changes)
      void shown
        .read()
        .then(next => {
          policy.value = next
        })
        .catch(() => {})
    if ('settings' in changes) void settings.readAgain().catch(() => {})
  })
  mount(words, title, <Welcome model={model} browser={import.meta.env.FIREFOX ? 'firefox' : 'chromium'} />)
}

/** What is selected, in the sample’s field or anywhere else on the page. */
function selectedText(): string {
  const field = document.activeElement
  if (!(field instanceof HTMLInputElement) || field.type !== 'text') return String(getSelection())
  return field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)
}

/**
 * A script of its own, with all that it needs in it, under `public/welcome.html`: as one more of the pages that share
 * chunks, it would cut those into more pieces, and the popup would pay for that.
 */
export default defineUnlistedScript(() => openOrApologise(words, i18n.t('welcome.title'), open))
