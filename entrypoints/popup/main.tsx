import { render } from 'preact'
import { browser } from 'wxt/browser'
import { i18n } from '#i18n'
import { Composer } from '../../components/composer/Composer'
import { Composer as Model } from '../../components/composer/model'
import { WordsProvider, wordsIn } from '../../components/words'
import { createComposing, createOutcome } from '../../lib/doors/composing'
import { caller } from '../../lib/doors/messages'
import { createRevealings } from '../../lib/doors/revealing'
import { createSettings } from '../../lib/doors/settings'
import { Outcome } from '../../lib/rules/outcome'
import { inventPassphrase } from './invent-passphrase'

const { local, session } = browser.storage
const settings = createSettings(local, () => Intl.DateTimeFormat().resolvedOptions().timeZone)
const composing = createComposing(session)
const call = caller(message => browser.runtime.sendMessage(message))

async function open(): Promise<void> {
  const revealings = createRevealings(session, () => crypto.randomUUID())
  const [chosen, typed, outcome, kept] = await Promise.all([
    settings.read(),
    composing.read(),
    createOutcome(session).read(),
    revealings.kept(),
  ])
  const words = wordsIn(i18n.t)
  const model = new Model(
    {
      call,
      copy: text => navigator.clipboard.writeText(text),
      keep: next => void composing.write(next).catch(() => {}),
      remember: next => void settings.write(next).catch(() => {}),
      request: pattern => browser.permissions.request({ origins: [pattern] }),
      allowed: pattern => browser.permissions.contains({ origins: [pattern] }),
      lookAt: token => void browser.tabs.create({ url: `/reveal.html#${token}` }),
      inventPassphrase: () => inventPassphrase(i18n.t('language')),
    },
    { settings: chosen, composing: typed, outcome, kept },
  )
  document.documentElement.lang = i18n.t('language')
  document.documentElement.dir = i18n.t('@@bidi_dir')
  render(
    <WordsProvider value={words}>
      <Composer model={model} shortcut={/Mac/.test(navigator.platform) ? '⌘ ↵' : 'Ctrl + ↵'} />
    </WordsProvider>,
    document.querySelector('#app') ?? document.body,
  )
  session.onChanged.addListener(({ outcome }) => {
    const news = Outcome.safeParse(outcome?.newValue)
    if (news.success) model.hear(news.data)
  })
  // Wakes the background, which knows whether what we read is still true, and clears the badge.
  model.hear(await call('outcome', undefined))
  await model.resume()
}

void open()
