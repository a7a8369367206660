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
import { now } from './platform'
import type { openShareResult } from './share-result'

const { local, session } = browser.storage
const settings = createSettingsStore(local, systemTimeZone, navigator.locks)
const rules = createShownPolicy(local)
const composing = createDraftStore(session, navigator.locks)
const earlierLinks = createEarlierLinksCell(session)
const last = createShareStatusCell(session)
const call: Call = async (name, ask) => (await import('./call')).callBackground(name, ask)
const words = translationsIn(i18n.t)

/** In a file of its own: most people never leave a link behind. */
const openEarlier = async (call: Call) => (await import('./earlier-links')).openEarlierLinks(call)

/** Nothing is shown before it is known what was written, shared and chosen: a guess could be written over it. */
async function open(): Promise<void> {
  const [state, chosen, found, typed, outcome, links, accounts, badge] = await Promise.all([
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
    // What should have closed by now is put away.
    void call('lockState', undefined).catch(() => {})
    return mount(words, i18n.t('app.name'), <main>{lockScreen(call)}</main>)
  }
  const generator = signal<ComponentChildren>(null)
  const model = new Model(
    {
      // Whatever the answer, what shows it is here before the model hears it.
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
    { settings: chosen, rules: found, composing: typed, outcome, accounts },
  )
  const ended = signal<ReturnType<typeof openShareResult> | undefined>(undefined)
  const fetchEnded = async () => {
    try {
      const { openShareResult } = await import('./share-result')
      ended.value ??= openShareResult({ call, composer: model, words })
    } catch {
      // Without it a link would seem to be lost; opened again, the popup has it.
      await sayNotOpened(words, i18n.t('app.name'))
    }
  }
  if (outcome && !model.status.busy.peek()) await fetchEnded()
  const earlier = signal<Awaited<ReturnType<typeof openEarlier>> | undefined>(undefined)
  const hearEarlier = async (links: RecentLink[] = []) => {
    if (links.length > 0) earlier.value ??= await openEarlier(call)
    earlier.value?.hear(links)
  }
  await hearEarlier(links)
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
    // The badge counts what has changed, unless it tells of the last share.
    { news: Number(/^\d+$/.exec(badge) ?? 0) },
  )
  const shortcut = /Mac/.test(navigator.platform) ? '⌘ ↵' : 'Ctrl + ↵'
  const Share = () => {
    const card = ended.value?.card()
    if (card) return [card, earlier.value?.view()]
    const orphan = ended.value?.orphan()
    return [
      earlier.value?.view(),
      <Composer
        key="composer"
        model={model}
        shortcut={shortcut}
        generator={generator.value}
        orphan={orphan}
      />,
    ]
  }
  const History = () => <>{history.value}</>
  /** What is to be known before anything is written. */
  const before = signal<ComponentChildren>(null)
  /** What was read and is kept, in a file of its own: it is nothing that anybody waits for. */
  const received = signal<ComponentChildren>(null)
  const Before = () => (
    <>
      {before.value}
      {received.value}
    </>
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
    // What is shared is held to what is kept, whatever is shown here.
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
  void import('./received-secrets')
    .then(async ({ openReceivedSecrets }) => {
      received.value = await openReceivedSecrets()
    })
    .catch(() => {})
  // Wakes the background, which knows whether what we read is still true, and clears the badge.
  void model.status
    .catchUp()
    // What a permission was asked for is done all the same, and says itself what becomes of it.
    .catch(async () => {
      before.value = (await import('./unavailable')).unavailable('noAnswer')
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
