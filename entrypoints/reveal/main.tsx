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
import { createRevealings } from '../../lib/doors/revealing'
import { readLockState } from '../../lib/doors/vault/stored'
import { isReceivedId, type Received } from '../../lib/rules/received'

const revealings = createRevealings(browser.storage.session, () => crypto.randomUUID())
const call = caller(message => browser.runtime.sendMessage(message))
const request = askElsewhere(call, (origins: string[]) => browser.permissions.request({ origins }))
const clipboardRead = { permissions: ['clipboardRead'] } as const satisfies { permissions: string[] }

type Arrival = { token: string | undefined; given: string; received: Received | undefined }

/**
 * What this tab is about, and the token under which its link stays so through a reload; none where memory is full: then
 * a reload asks for the link again. The popup leads here by the name of what was received.
 */
async function arrive(): Promise<Arrival> {
  const hash = location.hash.slice(1)
  if (isReceivedId(hash))
    return { token: undefined, given: '', received: await call('received', { id: hash }) }
  const found = await revealings.read(hash)
  const mine = found?.tabId === undefined ? found && hash : await call('claim', { token: hash })
  const token = mine ?? (await revealings.add({ given: '' }).catch(() => undefined))
  history.replaceState(null, '', token === undefined ? location.pathname : `#${token}`)
  const revealing = mine === undefined ? undefined : await revealings.read(mine)
  if (mine !== undefined && revealing?.shown !== undefined)
    return { token, given: revealing.given, received: await call('keepShown', { token: mine }) }
  return { token, given: revealing?.given ?? '', received: undefined }
}

async function open(): Promise<void> {
  const state = await readLockState(browser.storage, () => Date.now())
  let turning = false
  followLock(browser.storage, state === 'locked', () => {
    turning = true
    turnPage()
  })
  if (state === 'locked') {
    const { lockScreen } = await import('../../components/lock/Screen')
    // The token in the address stays, and leads to the same secret once it is open.
    return show(wordsIn(i18n.t), i18n.t('reveal.title'), <main>{lockScreen(call)}</main>)
  }
  const [{ token, ...arrival }, clearsClipboard] = await Promise.all([
    arrive(),
    browser.permissions.contains(clipboardRead),
  ])
  const model = new Model(
    {
      call,
      copy: text => navigator.clipboard.writeText(text),
      request: pattern => request([pattern]),
      requestClipboard: () => browser.permissions.request(clipboardRead),
      keep: given => {
        if (token !== undefined) void revealings.write(token, { given }).catch(() => {})
      },
      save: (text, binary) => saveAsFile('secret-as-received.txt', text, binary),
      forget: async () => {
        history.replaceState(null, '', location.pathname)
        if (token !== undefined) await revealings.forget(token)
      },
      later: (run, ms) => {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
    },
    { ...arrival, clearsClipboard },
  )
  show(wordsIn(i18n.t), i18n.t('reveal.title'), <Reveal model={model} />)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') model.hide()
  })
  addEventListener('beforeunload', event => {
    // The lock asks nobody; and what is under way when it closes is kept all the same.
    if (!turning && model.losesByLeaving()) event.preventDefault()
  })
  await model.begin()
}

void open()
