import { readClipboard, writeClipboard } from './support/clipboard'
import { told } from './support/hostile'
import { goInBoth } from './support/in-both-browsers'
import { pressOnDisplay } from './support/native-menu'
import type { BrowserName } from './support/nothing-lost'
import { expectRevealing, expectUnread, type Sent, sendSealed } from './support/recipient'
import { expect, test } from './support/regional'
import { eu, expectTaken, inEu, place } from './support/taken-over'

/** Once: what the page does before anybody comes with a key. It can ask its own address for a name, and knows no key. */
const tricks: Record<string, { from: 'its page' | 'the first page'; script: string }> = {
  'marks itself as none of ours, and loads again': {
    from: 'its page',
    script: `if (sessionStorage.done) done(); else { sessionStorage.done = 1; history.replaceState('not ours', ''); location.reload() }`,
  },
  'marks itself with its own address, and loads again': {
    from: 'its page',
    script: `if (sessionStorage.done) done(); else { sessionStorage.done = 1; history.replaceState(location.href, ''); location.reload() }`,
  },
  'is routed to from the first page, and never loaded': {
    from: 'the first page',
    script: `if (location.pathname === '/') addEventListener('load', () => { history.pushState(null, '', '/secret/' + new URLSearchParams(location.search).get('secret')); done() })`,
  },
  'writes itself anew, and drops whoever listened to it': {
    from: 'its page',
    script: `addEventListener('load', () => { document.open(); document.write('<p>written anew'); document.close(); listen(); done() })`,
  },
}

/** Everything there is to hear of a change of address, and of the address itself, told to the server. */
const listening = `
  const tell = what => fetch('/spy', { method: 'POST', body: what, keepalive: true }).catch(() => {})
  const done = () => tell('done ' + location.href)
  const listen = () => {
    const heard = ({ type, newURL, destination, userInitiated }) =>
    tell([type, newURL, destination?.url, userInitiated, location.href].join())
    for (const type of ['hashchange', 'popstate']) {
      addEventListener(type, heard, true)
      window['on' + type] = heard
    }
    for (const type of ['navigate', 'currententrychange', 'navigateerror', 'navigatesuccess'])
      navigation.addEventListener(type, heard, true)
  }
  listen()
  setInterval(() => tell(location.href), 20)
`

for (const [index, [trick, { from, script }]] of Object.entries(tricks).entries())
  goInBoth(
    `a page that ${trick}`,
    [
      {
        title: 'gets no key that is pasted over it',
        short: index % 2 === 0 ? 'Chromium' : index === 1 ? 'Firefox' : 'nowhere',
        async run({ person, server }) {
          const sent = await sendSealed(server, eu)
          const secretKey = sent.plain.split('/').at(-1)
          const tab = await person.visit(from === 'its page' ? sent.plain : `${eu}/?secret=${secretKey}`)
          // The trick is done where the key is expected.
          await expect.poll(() => told(server).join()).toContain(`done ${sent.plain}`)
          await tab.goTo(sent.link)
          await expectTaken(tab, { given: sent.link })
          expect(told(server).join()).not.toContain(sent.key.slice(4, 20))
          expect((await tab.trail()).join()).not.toContain(sent.key)
          expectUnread(server, sent)
        },
      },
    ],
    { ...inEu, server: { settings: { hostileScript: `${listening}${script}` } } },
  )

/** What is selected in the address bar; and what is copied before it is pasted there is not pasted. */
async function copyOfAddressBar(): Promise<string> {
  await writeClipboard('not copied yet')
  for (const keys of ['ctrl+a', 'ctrl+c']) await pressOnDisplay(keys)
  return readClipboard()
}

test.describe('a page that listens to everything', { tag: '@headed' }, () => {
  test.use({ serverOptions: { settings: { hostileScript: `${listening}; done()` } } })

  test('gets no key that a person pastes into the address bar over it', async ({ page, server, worker }) => {
    const sent = await sendSealed(server, eu)
    await page.goto(sent.plain)
    await expect.poll(() => told(server).join()).toContain(`done ${sent.plain}`)
    await page.bringToFront()
    // On a busy machine a key is lost on its way to the address bar: it is left once it holds the link.
    await expect(async () => {
      await writeClipboard(sent.link)
      for (const keys of ['ctrl+l', 'ctrl+v']) await pressOnDisplay(keys)
      await expect.poll(copyOfAddressBar, { timeout: 2_000 }).toBe(sent.link)
    }).toPass({ timeout: 20_000 })
    await pressOnDisplay('Return')
    await expectRevealing(page, worker, { given: sent.link })
    expect(told(server).join()).not.toContain(sent.key.slice(4, 20))
    expectUnread(server, sent)
  })
})

const madeUp = '#c1.D7Cu3GEK1fttHW_LklDSufwv96S--8EHa4sGe4Ehim4.gL_fi47s'

/** What a page tries that wants to know whether we are here, before anybody acts: each must find nothing. */
const probing = (inFragment: string) => `
  const found = {}
  const settled = () => new Promise(done => setTimeout(done, 100))
  addEventListener('load', async () => {
    const whole = '${madeUp}'
    for (const hash of ['#c', '#c1', '#c1.', '#c1p', '#%63%31.', '${inFragment}', '']) {
      location.hash = hash
      found['read at once ' + hash] = location.hash
      await settled()
      found['read later ' + hash] = location.hash
    }
    history.pushState({ ours: 'not ours' }, '', location.pathname + whole)
    await settled()
    found.pushed = [location.hash, history.state]
    history.replaceState(location.href, '', location.pathname)
    await settled()
    found.replaced = [location.hash, history.state]
    history.back()
    await settled()
    history.forward()
    await settled()
    found.traversed = location.hash
    let heard = 0
    addEventListener('hashchange', () => heard++)
    addEventListener('popstate', () => heard++)
    const newURL = location.href + whole
    dispatchEvent(new HashChangeEvent('hashchange', { newURL, cancelable: true }))
    dispatchEvent(new PopStateEvent('popstate'))
    found.heard = heard
    if ('NavigateEvent' in window) {
      const destination = (await new Promise(done => {
        navigation.addEventListener('navigate', event => done(event.destination), { once: true })
        location.hash = '${inFragment}'
      }))
      const event = new NavigateEvent('navigate', { cancelable: true, userInitiated: true, destination, signal: AbortSignal.any([]) })
      navigation.addEventListener('navigate', () => (found.navigate = 'heard'), { once: true })
      found.goesOn = navigation.dispatchEvent(event)
    }
    found.page = [...document.documentElement.children].map(({ localName }) => localName)
    found.entries = performance.getEntries().filter(({ name }) => /extension:/.test(name)).length
    await fetch('/spy', { method: 'POST', body: JSON.stringify(found) })
  })
`

/** What it finds where there is nobody. */
function untouched(sent: Sent, inFragment: string): object {
  const hashes = ['#c', '#c1', '#c1.', '#c1p', '#%63%31.', inFragment, '']
  const read = hashes.flatMap(hash => ['at once', 'later'].map(when => [`read ${when} ${hash}`, hash]))
  return {
    ...Object.fromEntries(read),
    pushed: [madeUp, { ours: 'not ours' }],
    replaced: ['', sent.plain + madeUp],
    traversed: '',
    heard: 2,
    navigate: 'heard',
    goesOn: true,
    page: ['head', 'body'],
    entries: 0,
  }
}

/** Firefox does not tell who led there, so that a made-up key in a fragment is taken, and the page can tell. */
const inFragment = (name: BrowserName) => (name === 'Chromium' ? madeUp : '#section')

goInBoth(
  'a page of a server that tries out whether we are there',
  [
    {
      title: 'finds what it would find without us, and nothing is opened',
      async run({ person, server }) {
        const sent = await sendSealed(server, eu)
        const tab = await person.visit(sent.plain)
        await expect.poll(() => told(server)).toHaveLength(1)
        expect(JSON.parse(told(server)[0] ?? '')).toEqual(untouched(sent, inFragment(person.name)))
        expect(await place(tab)).toContain(eu)
        const kept = await person.evaluate(async () => Object.keys(await chrome.storage.session.get(null)))
        expect(kept.filter(key => key.startsWith('revealing:'))).toEqual([])
      },
    },
  ],
  { ...inEu, serverIn: name => ({ settings: { hostileScript: probing(inFragment(name)) } }) },
)
