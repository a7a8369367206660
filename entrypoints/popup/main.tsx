import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { browser } from 'wxt/browser'
import { i18n } from '#i18n'
import { Composer } from '../../components/composer/Composer'
import { ComposerModel as Model } from '../../components/composer/model'
import { followLock, turnPage } from '../../components/lock/follow-lock'
import { mount, openOrApologise, sayNotOpened } from '../../components/mount'
import { PopupModel as Frame } from '../../components/popup/model'
import { Popup } from '../../components/popup/Popup'
import { translationsIn } from '../../components/translation'
import { createAccountsReader } from '../../lib/adapters/account-store'
import { createDraftStore } from '../../lib/adapters/draft-store'
import type { Call } from '../../lib/adapters/messages'
import { createShownPolicy } from '../../lib/adapters/policy-store'
import { createEarlierLinksCell, createShareStatusCell } from '../../lib/adapters/recent-links'
import { createSettingsStore, systemTimeZone } from '../../lib/adapters/settings-store'
import { readLockState } from '../../lib/adapters/vault/stored-keys'
import { type RecentLink, ShareOutcome } from '../../lib/domain/share-outcome'
import type { openFile } from './file'
import { now } from './platform'
import type { openShareResult, ShowRecipient } from './share-result'

const { local, session } = browser.storage
const settings = createSettingsStore(local, systemTimeZone, navigator.locks)
const rules = createShownPolicy(local)
const composing = createDraftStore(session, navigator.locks)
const earlierLinks = createEarlierLinksCell(session)
const last = createShareStatusCell(session)
const call: Call = async (name, ask) => (await import('./call')).callBackground(name, ask)
const words = translationsIn(i18n.t)

/** Loaded lazily: most people never have earlier links. */
const openEarlier = async () => (await import('./earlier-links')).openEarlierLinks

/** Shows nothing until draft, last share and settings are loaded: editing defaults could overwrite them. */
async function open(): Promise<void> {
  const [state, chosen, found, typed, outcome, kept = [], accounts, badge] = await Promise.all([
    readLockState({ local, session }, now),
    settings.read(),
    rules.read(),
    composing.read(),
    last.read(),
    earlierLinks.read(),
    createAccountsReader(local).all(),
    browser.action.getBadgeText({}).catch(() => ''),
  ])
  followLock(browser.storage, state === 'locked', turnPage)
  if (state === 'locked') {
    const { lockScreen } = await import('../../components/lock/UnlockScreen')
    // Has the background encrypt whatever is still open past the lock timeout.
    void call('lockState', undefined).catch(() => {})
    return mount(words, i18n.t('app.name'), <main>{lockScreen(call)}</main>)
  }
  const generator = signal<ComponentChildren>(null)
  const file = signal<ReturnType<typeof openFile> | undefined>(undefined)
  const links = signal<readonly RecentLink[]>(kept)
  const model = new Model(
    {
      // Load the view that shows the result before the model receives it.
      call: async (name, ask) => (await Promise.all([call(name, ask), fetchEnded()]))[0],
      keep: composing.keep,
      recall: composing.read,
      forget: () => void last.clear().catch(() => {}),
      remember: chosen => void settings.change(() => chosen).catch(() => {}),
      request: pattern => browser.permissions.request({ origins: [pattern] }),
      allowed: pattern => browser.permissions.contains({ origins: [pattern] }),
      openAccounts: () => void browser.tabs.create({ url: '/options.html#accounts' }).catch(() => {}),
      now,
      async inventPassphrase() {
        const { inventPassphrase } = await import('./wordlist')
        return inventPassphrase(i18n.t('language'))
      },
      async openGenerator() {
        const { openGenerator } = await import('./generator')
        generator.value = openGenerator(model)
      },
    },
    {
      ...{ settings: chosen, rules: found, composing: typed, outcome, accounts },
      builtOpener: import.meta.env.WXT_OPENER,
    },
  )
  const ended = signal<ReturnType<typeof openShareResult> | undefined>(undefined)
  const fetchEnded = async () => {
    try {
      const { openShareResult } = await import('./share-result')
      ended.value ??= openShareResult({ call, composer: model, earlier: links, words, showRecipient })
    } catch {
      // Otherwise the link would seem lost; it is there when the popup is reopened.
      await sayNotOpened(words, i18n.t('app.name'))
    }
  }
  if (outcome && !model.status.busy.peek()) await fetchEnded()
  const earlier = signal<ReturnType<Awaited<ReturnType<typeof openEarlier>>> | undefined>(undefined)
  const hearEarlier = async (kept: RecentLink[] = []) => {
    links.value = kept
    if (kept.length > 0) earlier.value ??= (await openEarlier())(call, links, model.status.outcome)
  }
  await hearEarlier(kept)
  const history = signal<ComponentChildren>(null)
  const frame = new Frame(
    {
      async openHistory() {
        const fetched = await import('./history').catch(() => undefined)
        if (!fetched) {
          history.value = (await import('./unavailable')).unavailable('notRead')
          return
        }
        history.value ??= fetched.openHistory({
          call,
          compose: like => {
            frame.show('share')
            model.begin(like)
          },
        })
      },
    },
    // The badge counts news unless it shows the last share's state.
    { news: Number(/^\d+$/.exec(badge) ?? 0) },
  )
  const shortcut = /Mac/.test(navigator.platform) ? '⌘ ↵' : 'Ctrl + ↵'
  const Share = () => {
    const card = ended.value?.card()
    if (card) return [card, earlier.value?.()]
    return [
      ended.value?.made(),
      earlier.value?.(),
      <Composer
        key="composer"
        model={model}
        shortcut={shortcut}
        generator={generator.value}
        failure={ended.value?.failure()}
        showRecipient={() => showRecipient(view => view.showRecipientOfDraft(words, model))}
        file={file.value}
      />,
    ]
  }
  const History = () => <>{history.value}</>
  /** Warnings shown above the composer. */
  const before = signal<ComponentChildren>(null)
  /** What the recipient sees; or that this can't be shown. */
  const showRecipient: ShowRecipient = async show => {
    const view = await import('./recipient-view').catch(() => undefined)
    if (view) return show(view)
    before.value = (await import('./unavailable')).unavailable('notRead')
    scrollTo(0, 0)
  }
  /** Received secrets still stored. Loaded lazily, since nobody is waiting for them. */
  const received = signal<ComponentChildren>(null)
  const Before = () => (
    <div class="heard" aria-live="polite">
      {before.value}
      {received.value}
    </div>
  )
  const share = (
    <>
      <Before />
      <Share />
    </>
  )
  const lock = state === 'unlocked' ? () => call('lockNow', undefined) : undefined
  const openSettings = () => browser.runtime.openOptionsPage()
  mount(
    words,
    i18n.t('app.name'),
    <Popup model={frame} share={share} history={<History />} lock={lock} openSettings={openSettings} />,
  )
  session.onChanged.addListener(changes => {
    const news = ShareOutcome.safeParse(changes.outcome?.newValue)
    if (news.success)
      void fetchEnded()
        .then(() => model.status.hear(news.data))
        .catch(() => {})
    if (changes.earlier)
      void earlierLinks
        .read()
        .then(hearEarlier)
        .catch(() => {})
    if (changes.composing) void model.draft.hearKept().catch(() => {})
  })
  local.onChanged.addListener(changes => {
    // If this fails, the share is still checked against the stored policy.
    if (changes.policy)
      void rules
        .read()
        .then(model.hearRules)
        .catch(() => {})
    if (changes.settings || changes.policy)
      void settings
        .read()
        .then(model.hearSettings)
        .catch(() => {})
  })
  void import('./file')
    .then(({ openFile }) => {
      file.value = openFile(model)
    })
    .catch(() => {})
  void import('./received-secrets')
    .then(async ({ openReceivedSecrets }) => {
      received.value = await openReceivedSecrets()
    })
    .catch(() => {})
  // Wakes the background, which corrects what we read if it is stale, and clears the badge.
  void model.status
    .catchUp()
    // The action a permission was requested for still runs below, and reports its own result.
    .catch(async () => {
      before.value = (await import('./unavailable')).unavailable('notOpened')
    })
    .then(model.resume)
    .then(async () => {
      await call('check', undefined).catch(() => {})
      const { damage } = await session.get('damage')
      if (damage !== undefined) before.value = (await import('./unavailable')).pointToCorruptStorage()
    })
    .catch(() => {})
}

openOrApologise(words, i18n.t('app.name'), open)
