import { browser } from 'wxt/browser'
import { i18n } from '#i18n'
import { askPermissionInTab } from '../../components/ask-permission-in-tab'
import { later } from '../../components/later'
import { followLock, turnPage } from '../../components/lock/follow-lock'
import { mount, openOrApologise } from '../../components/mount'
import { RevealModel as Model } from '../../components/reveal/model'
import { Reveal } from '../../components/reveal/Reveal'
import { saveAsFile } from '../../components/save-as-file'
import { translationsIn } from '../../components/translation'
import { caller } from '../../lib/adapters/messages'
import { readLockState } from '../../lib/adapters/vault/stored-keys'
import { arrive, forgetLinks, storeLink } from './arrival'

const words = translationsIn(i18n.t)
const call = caller(message => browser.runtime.sendMessage(message))
const request = askPermissionInTab(call, (origins: string[]) => browser.permissions.request({ origins }))
const clipboardRead = { permissions: ['clipboardRead'] } as const satisfies { permissions: string[] }

async function open(): Promise<void> {
  const state = await readLockState(browser.storage, () => Date.now())
  let turning = false
  followLock(browser.storage, state === 'locked', () => {
    turning = true
    turnPage()
  })
  if (state === 'locked') {
    const { lockScreen } = await import('../../components/lock/UnlockScreen')
    // The token stays in the address, and leads to the same secret after unlocking.
    return mount(words, i18n.t('reveal.title'), <main>{lockScreen(call)}</main>)
  }
  const [{ token, ...arrival }, clearsClipboard] = await Promise.all([
    // Without its link the page asks for one. The token stays in the address, so a reload tries again.
    arrive(call).catch(() => ({ token: undefined, given: '', received: undefined })),
    browser.permissions.contains(clipboardRead).catch(() => false),
  ])
  const model = new Model(
    {
      call,
      copy: text => navigator.clipboard.writeText(text),
      request: pattern => request([pattern]),
      requestClipboard: () => browser.permissions.request(clipboardRead),
      keep: given => void storeLink(token, given).catch(() => {}),
      save: (text, binary) => saveAsFile('secret-as-received.txt', text, binary),
      forget: id => forgetLinks(token, id),
      later,
    },
    { ...arrival, clearsClipboard },
  )
  mount(words, i18n.t('reveal.title'), <Reveal model={model} />)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') model.hide()
  })
  addEventListener('beforeunload', event => {
    // Locking leaves without asking, and a secret still being received is stored all the same.
    if (!turning && model.losesByLeaving()) event.preventDefault()
  })
  await model.begin()
}

openOrApologise(words, i18n.t('reveal.title'), open)
