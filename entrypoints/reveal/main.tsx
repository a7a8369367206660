import { browser } from 'wxt/browser'
import { i18n } from '#i18n'
import { askElsewhere } from '../../components/ask-elsewhere'
import { followLock, turnPage } from '../../components/lock/follow'
import { Reveal as Model } from '../../components/reveal/model'
import { Reveal } from '../../components/reveal/Reveal'
import { saveAsFile } from '../../components/save-as-file'
import { show } from '../../components/show'
import { wordsIn } from '../../components/words'
import { caller } from '../../lib/doors/messages'
import { createRevealings, type Revealing } from '../../lib/doors/revealing'
import { readLockState } from '../../lib/doors/vault/stored'

const revealings = createRevealings(browser.storage.session, () => crypto.randomUUID())
const call = caller(message => browser.runtime.sendMessage(message))
const request = askElsewhere(call, (origins: string[]) => browser.permissions.request({ origins }))
const clipboardRead = { permissions: ['clipboardRead'] } as const satisfies { permissions: string[] }

/** What this tab is about, and the token under which it stays so through a reload. */
async function arrive(): Promise<{ token: string; revealing: Revealing | undefined }> {
  const given = location.hash.slice(1)
  const found = await revealings.read(given)
  const mine = found?.tabId === undefined ? found && given : await call('claim', { token: given })
  const token = mine ?? (await revealings.add({ given: '' }))
  history.replaceState(null, '', `#${token}`)
  return { token, revealing: mine === undefined ? undefined : await revealings.read(mine) }
}

async function open(): Promise<void> {
  const state = await readLockState(browser.storage, () => Date.now())
  followLock(browser.storage, state === 'locked', turnPage)
  if (state === 'locked') {
    const { lockScreen } = await import('../../components/lock/Screen')
    // The token in the address stays, and leads to the same secret once it is open.
    return show(wordsIn(i18n.t), i18n.t('reveal.title'), <main>{lockScreen(call)}</main>)
  }
  const [{ token, revealing }, clearsClipboard] = await Promise.all([
    arrive(),
    browser.permissions.contains(clipboardRead),
  ])
  const model = new Model(
    {
      call,
      copy: text => navigator.clipboard.writeText(text),
      request: pattern => request([pattern]),
      requestClipboard: () => browser.permissions.request(clipboardRead),
      keep: given => void revealings.write(token, { given }).catch(() => {}),
      save: text => saveAsFile('sealed-secret.txt', text),
      forget: async () => {
        history.replaceState(null, '', location.pathname)
        await revealings.forget(token)
      },
      later: (run, ms) => {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
    },
    { token, revealing, clearsClipboard },
  )
  show(wordsIn(i18n.t), i18n.t('reveal.title'), <Reveal model={model} />)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') model.hide()
  })
  await model.begin()
}

void open()
