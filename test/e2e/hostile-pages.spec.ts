import type { BrowserContext } from '@playwright/test'
import { expect } from './support/extension'
import { noticeIn } from './support/in-page-notice'
import { chooseServer, keysOf, openAsRecipient, shares } from './support/journey'
import { test } from './support/replacing'
import { composing } from './support/selections/hands'
import { inTwo } from './support/tiers'

const text = 'login:  deploy\n\tpassword: hunter2-Correct'

/** A page's own script, which tells its server all that it gets hold of. */
type Attack = {
  name: string
  script: string
  /** What arrives, or that nothing leaves the browser. */
  ends?: readonly string[] | 'nothing is sent'
}

/** Every method of what a reader of a page may use tells its arguments and its answer, and then lies. */
const patched = `
  const natives = [String, Array, Promise, Range, Selection, Node, Element, HTMLElement, Document, TextEncoder, Map, Set,
    SubtleCrypto, Crypto, Storage, History, MessagePort, EventTarget, Clipboard, DataTransfer, Object, JSON, Reflect]
  for (const native of natives)
    for (const holder of [native, native.prototype])
      for (const name of holder ? Reflect.ownKeys(holder) : []) {
        const { value, configurable } = Object.getOwnPropertyDescriptor(holder, name)
        if (typeof value !== 'function' || !configurable || ['constructor', 'prototype'].includes(name)) continue
        let within = false
        Object.defineProperty(holder, name, { configurable: true, writable: true, value(...given) {
          const answer = value.apply(this, given)
          if (armed && !within) {
            within = true
            for (const one of [...given, answer]) if (typeof one === 'string' && /[/]secret[/]|hunter2/.test(one)) tell(one)
            within = false
            if (typeof answer === 'string') return 'falsified'
          }
          return answer
        } })
      }
`

const attacks: Attack[] = [
  { name: 'every method patched', script: patched },
  {
    name: 'getters on Object.prototype for all that a share has',
    script: `for (const name of ['text', 'link', 'key', 'draft', 'server', 'ttl', 'passphrase', 'account', 'mode', 'then', 'frameId', 'value'])
      Object.defineProperty(Object.prototype, name, { configurable: true, get: () => undefined, set(value) { tell(String(value)) } })`,
  },
  {
    name: 'a watcher of every change of the page',
    script: `new MutationObserver(changes => { for (const { addedNodes } of changes) for (const node of addedNodes)
        if (node.isConnected) tell((node.outerHTML ?? '') + (node.shadowRoot?.innerHTML ?? '')) })
      .observe(document, { childList: true, subtree: true, attributes: true, characterData: true })`,
  },
  {
    name: 'our words taken away as soon as they stand there',
    script: `new MutationObserver(changes => { for (const { addedNodes } of changes) for (const node of addedNodes)
        if (node.popover) node.remove() }).observe(document.documentElement, { childList: true })`,
  },
  {
    name: 'a notice of ours that it made itself',
    script: `document.documentElement.append(Object.assign(document.createElement('div'), { popover: 'manual', role: 'alert', textContent: 'Shared.' }))
      document.documentElement.lastChild.showPopover()`,
  },
  {
    name: 'messages of every kind',
    script: `const kinds = ['share', 'composed', 'selection', 'reveal', 'open', 'burn', 'getSettings', 'replace', 'history', 'unlock', 'link']
      setInterval(() => { for (const kind of kinds) {
        for (const told of [kind, { kind }, { type: kind }, { name: kind, text: 'forged' }, { id: 1, type: kind, data: { text: 'forged' } }]) {
          postMessage(told, '*'); dispatchEvent(new CustomEvent(kind, { detail: told })) }
        for (const runtime of [globalThis.chrome?.runtime, globalThis.browser?.runtime]) {
          if (!runtime) continue
          tell('runtime ' + Object.keys(runtime)); try { runtime.sendMessage({ type: kind }) } catch {} }
      } }, 50)
      addEventListener('message', ({ data }) => tell('message ' + JSON.stringify(data)))`,
  },
  {
    name: 'copies and keys made by a script, all the time',
    script: `setInterval(() => { for (const type of ['keydown', 'keyup', 'contextmenu', 'copy', 'paste', 'click', 'selectionchange'])
        document.activeElement.dispatchEvent(new (type.startsWith('key') ? KeyboardEvent : Event)(type, { bubbles: true, cancelable: true, key: 's', code: 'KeyS', altKey: true, shiftKey: true })) }, 20)`,
  },
  {
    name: 'a selection that it moves while it is read',
    script: `const other = document.createElement('pre'); other.textContent = 'a text of the page itself'; document.body.append(other)
      let turn = 0
      setInterval(() => { if (armed) getSelection().selectAllChildren(turn++ % 2 ? other : secret) })`,
    ends: [text, 'a text of the page itself'],
  },
  {
    name: 'a selected text that it changes while it is read',
    script: `const was = secret.textContent; let turn = 0
      setInterval(() => { if (armed) secret.firstChild.data = turn++ % 2 ? was : 'another text' })`,
    ends: [text, 'another text'],
  },
  {
    name: 'a selection taken away at the first key',
    script: `addEventListener('keydown', () => getSelection().removeAllRanges(), true)`,
    ends: 'nothing is sent',
  },
  {
    name: 'ten million letters selected',
    script: `secret.textContent = 'hunter2 '.repeat(1_250_000)`,
    ends: 'nothing is sent',
  },
]

const pageOf = ({ script }: Attack) => `<!doctype html><meta charset="utf-8"><pre id="secret">${text}</pre>
  <script>
    let armed = false
    const { push } = Array.prototype, told = [], apply = Reflect.apply
    const tell = what => { if (armed) apply(push, told, [what]) }
    ${script}
  </script>`

const popupOf = (context: BrowserContext) => context.pages().find(one => one.url().endsWith('/popup.html'))

for (const { part, rows, tier } of inTwo(attacks, 4))
  test(
    `a page that attacks gets nothing, and changes nothing: ${part}`,
    tier,
    async ({ context, page, pages, selecting, server, worker }) => {
      await chooseServer(worker, server.origin)
      for (const attack of rows)
        await test.step(attack.name, async () => {
          await selecting.clipboard.write('what was there before')
          const before = shares(server).length
          pages.put({ '/': { html: pageOf(attack) } })
          await page.goto(pages.origin)
          await page.evaluate('getSelection().selectAllChildren(secret); armed = true')
          await selecting.press('share-selection')
          const { ends = [text] } = attack
          if (ends === 'nothing is sent') {
            const said = async () => (await noticeIn(worker, page.url()))?.words
            await expect.poll(said, attack.name).toMatch(/nothing was sent|cannot be read/i)
            expect(popupOf(context), 'no popup, which would hang').toBeUndefined()
            expect(shares(server), attack.name).toHaveLength(before)
            expect(await selecting.clipboard.read(), attack.name).toBe('what was there before')
            return
          }
          const answered = async () =>
            popupOf(context) !== undefined || (await selecting.clipboard.read()).includes('/secret/')
          await expect.poll(answered, attack.name).toBe(true)
          const popup = popupOf(context)
          if (popup) {
            // What it could not be sure of is put before the person, and not sent.
            const composed = popup.getByRole('textbox', { name: 'Your secret' })
            await expect(composed, attack.name).toHaveValue(new RegExp(`^(${ends.join('|')})$`))
            expect(shares(server), attack.name).toHaveLength(before)
            await popup.close()
            await worker.evaluate(composing.clear)
            return
          }
          const link = await selecting.link()
          expect(shares(server), 'once').toHaveLength(before + 1)
          expect(ends, attack.name).toContain((await openAsRecipient(link, server)).text)
          // Time for it to hear what it is not told.
          await page.evaluate('new Promise(done => setTimeout(done, 200))')
          const told = String(await page.evaluate('armed = false; told.join("\\n")'))
          for (const word of [...keysOf(link), '/secret/']) expect(told, attack.name).not.toContain(word)
        })
    },
  )
