import { expect } from '@playwright/test'
import type { Server } from '../server/server'
import { asked, nothingWasRead, ownAttemptIsNamed, textIsHere } from './support/ends'
import { fill } from './support/fill'
import { unlockIn } from './support/locked-person'
import { type Case, type Row, table } from './support/nothing-lost'
import type { PersonsBrowser } from './support/persons-browser'
import {
  again,
  fetched,
  give,
  type Kind,
  press,
  putSecret,
  read,
  ready,
  type Secret,
} from './support/secrets'
import type { Tab } from './support/tab'

const both = ['Chromium', 'Firefox'] as const
const text = 'the text is here, to the letter'

/** Presses, and gives what lets the answer go once the server has the question. */
async function pressAndHold(tab: Tab, secret: Secret, server: Server): Promise<() => void> {
  let letGo = () => {}
  const until = new Promise<void>(done => {
    letGo = done
  })
  server.misbehave({ at: 'held', until }, 1, /\/secret\//)
  await press(tab)
  await expect.poll(() => asked(server, secret).length, { message: 'the server is asked' }).toBe(1)
  return letGo
}

/** In the popup, what was fetched is listed, each with a button. */
async function fromPopup(person: PersonsBrowser): Promise<Tab> {
  const popup = await person.popup()
  await popup.press(/^look at it$/).catch(() => {})
  const [tab] = await person.tabsAt('reveal.html')
  if (!tab) throw new Error('no tab')
  return tab
}

type InFlight = {
  when: string
  in?: Row['in']
  kinds?: Kind[]
  act: (world: Case, tab: Tab, secret: Secret) => Promise<unknown>
  /** How the person comes back to it: in the same tab, by the link, or by the popup. */
  back?: 'tab' | 'link' | 'popup'
}

/** Firefox puts no event page to rest that owes an answer: its row is the one whose first byte comes after 38 s. */
const asBrowsersStop: Row['in'] = ['Chromium']

/** What may happen between the press and the answer. */
const inFlight: InFlight[] = [
  {
    when: 'the worker stopped',
    kinds: ['sealed', 'standard'],
    in: asBrowsersStop,
    act: ({ person }) => person.stopWorker(),
  },
  {
    when: 'the worker stopped and the page reloaded',
    in: asBrowsersStop,
    act: async ({ person }, tab) => {
      await person.stopWorker()
      await tab.reload()
    },
  },
  { when: 'the page reloaded', act: (_, tab) => tab.reload() },
  {
    when: 'the tab closed, and its link followed anew',
    kinds: ['sealed', 'standard'],
    act: (_, tab) => tab.close(),
    back: 'link',
  },
  {
    when: 'the tab closed, and found again in the popup',
    act: (_, tab) => tab.close(),
    back: 'popup',
  },
  {
    when: 'the tab closed and the worker stopped',
    in: asBrowsersStop,
    act: async ({ person }, tab) => {
      await tab.close()
      await person.stopWorker()
    },
    back: 'link',
  },
]

const whileFlying = ({ when, act, kinds = ['sealed'], back = 'tab', in: browsers = both }: InFlight): Row[] =>
  kinds.map(kind => ({
    point: 'in flight',
    what: `a ${kind} secret`,
    when,
    in: kind === 'sealed' ? browsers : ['Chromium'],
    ends: text,
    async run(world) {
      const { person, server } = world
      const secret = await putSecret(server, kind)
      const tab = await ready(person, secret)
      const letGo = await pressAndHold(tab, secret, server)
      await act(world, tab, secret)
      letGo()
      if (back === 'tab') return textIsHere(tab, secret, server)
      await expect.poll(() => asked(server, secret)[0]?.status, { message: 'it is answered' }).toBe(200)
      if (back === 'link') return textIsHere(await again(person, secret), secret, server)
      return textIsHere(await fromPopup(person), secret, server)
    },
  }))

/** What may happen once it was fetched and before it is looked at. */
const afterwards: {
  when: string
  kinds?: Kind[]
  own?: boolean
  act: (person: PersonsBrowser) => Promise<unknown>
}[] = [
  {
    when: 'the extension reloaded',
    own: true,
    kinds: ['sealed', 'sealed with a passphrase'],
    act: person => person.reloadExtension(),
  },
  {
    when: 'a higher version put in its place',
    own: true,
    kinds: ['sealed', 'sealed with a passphrase'],
    act: person => person.update(),
  },
  {
    when: 'the browser killed and started again',
    own: true,
    kinds: ['sealed', 'sealed with a passphrase'],
    act: person => person.killAndStart(),
  },
  {
    when: 'the worker stopped and the tab closed',
    kinds: ['sealed', 'standard'],
    act: async person => {
      await person.stopWorker()
      for (const tab of await person.tabsAt('reveal.html')) await tab.close()
    },
  },
]

const onceFetched: Row[] = afterwards.flatMap(({ when, act, own = false, kinds = ['sealed'] }) =>
  kinds.map(
    (kind): Row => ({
      point: 'once fetched',
      what: `a ${kind} secret`,
      when: `${when}, and its link followed anew`,
      own,
      in: kind === 'sealed' ? both : ['Chromium'],
      ends: text,
      async run({ person, server }) {
        const secret = await putSecret(server, kind)
        await fetched(await read(person, secret), secret)
        await act(person)
        return textIsHere(await again(person, secret), secret, server)
      },
    }),
  ),
)

/** Shown at once, or not asked for at all; and then also after a reload. */
async function keptOrNotAsked(tab: Tab, secret: Secret, server: Server) {
  const done = async () =>
    asked(server, secret).length > 0 || /memory|storage|full|room|space/i.test(await tab.words())
  await expect.poll(done, { message: 'asked, or told why not', timeout: 12_000 }).toBe(true)
  if (asked(server, secret).length === 0)
    return nothingWasRead(tab, secret, server, /memory|storage|full|room|space/i)
  await textIsHere(tab, secret, server)
  await tab.reload()
  if ((await tab.valueOf(/link to a secret/)) !== undefined) await give(tab, secret)
  return textIsHere(tab, secret, server)
}

const full = (
  kind: Kind,
  areas: readonly ('session' | 'local')[],
  when: string,
  browsers: Row['in'],
  leave = 0,
): Row => ({
  point: 'room first',
  what: `a ${kind} secret`,
  when,
  in: browsers,
  ends: [text, 'nothing was asked'],
  async run({ person, server }) {
    const secret = await putSecret(server, kind)
    const tab = await ready(person, secret)
    for (const area of areas) await fill(person, area, leave)
    await press(tab)
    return keptOrNotAsked(tab, secret, server)
  },
})

const filledInFlight: Row = {
  point: 'room first',
  what: 'a sealed secret',
  when: 'memory full by the time of its answer',
  in: both,
  ends: text,
  async run({ person, server }) {
    const secret = await putSecret(server, 'sealed')
    const tab = await ready(person, secret)
    const letGo = await pressAndHold(tab, secret, server)
    await fill(person, 'session')
    letGo()
    await textIsHere(tab, secret, server)
    await tab.reload()
    if ((await tab.valueOf(/link to a secret/)) !== undefined) await give(tab, secret)
    return textIsHere(tab, secret, server)
  },
}

const sameLink: Row[] = [
  {
    point: 'the same link',
    what: 'a sealed secret',
    when: 'its link in a second tab while the first is open',
    in: both,
    shares: true,
    ends: text,
    async run({ person, server }) {
      const secret = await putSecret(server, 'sealed')
      const first = await read(person, secret)
      await fetched(first, secret)
      await textIsHere(await again(person, secret), secret, server)
      return textIsHere(first, secret, server)
    },
  },
  ...(['sealed', 'sealed with a passphrase', 'standard'] as const).map(
    (kind): Row => ({
      point: 'the same link',
      what: `a ${kind} secret`,
      when: 'its link in a second tab after the first was closed',
      in: kind === 'sealed with a passphrase' ? ['Chromium'] : both,
      shares: true,
      ends: text,
      async run({ person, server }) {
        const secret = await putSecret(server, kind)
        const first = await read(person, secret)
        await fetched(first, secret)
        await first.close()
        return textIsHere(await again(person, secret), secret, server)
      },
    }),
  ),
  {
    point: 'the same link',
    what: 'a sealed secret',
    when: 'two tabs pressing at once',
    in: both,
    shares: true,
    ends: text,
    async run({ person, server }) {
      const secret = await putSecret(server, 'sealed')
      const [one, two] = [await ready(person, secret), await ready(person, secret)]
      const letGo = await pressAndHold(one, secret, server)
      await press(two).catch(() => {})
      letGo()
      await textIsHere(one, secret, server)
      return textIsHere(two, secret, server)
    },
  },
  {
    point: 'the same link',
    what: 'two sealed secrets',
    when: 'fetched, both tabs closed, and each looked at from the popup',
    in: both,
    ends: text,
    async run({ person, server }) {
      const secrets = [
        await putSecret(server, 'sealed', 'the first'),
        await putSecret(server, 'sealed', 'the second'),
      ]
      for (const secret of secrets) {
        const tab = await read(person, secret)
        await fetched(tab, secret)
        await tab.close()
      }
      const texts: (string | undefined)[] = []
      for (const which of [0, 1]) {
        const popup = await person.popup()
        await expect.poll(() => popup.buttons(/^look at it$/), { message: 'both are listed' }).toBe(2)
        await popup.press(/^look at it$/, which).catch(() => {})
        const [tab] = await person.tabsAt('reveal.html')
        await tab?.press(/^show$/)
        texts.push(await tab?.valueOf(/^secret/))
        if (which === 0) await tab?.close()
      }
      expect(texts.sort()).toEqual(['the first', 'the second'])
      const [last] = await person.tabsAt('reveal.html')
      if (!last) throw new Error('no tab')
      await last.press(/^hide$/)
      const shown = secrets.find(secret => secret.text === texts[1]) ?? secrets[1]
      await last.press(/^show$/)
      const value = await last.valueOf(/^secret/)
      await last.press(/^hide$/)
      return textIsHere(last, secrets.find(secret => secret.text === value) ?? shown!, server)
    },
  },
  {
    point: 'the same link',
    what: 'a sealed secret',
    when: 'its tab duplicated before a link was given, and another link read in the duplicate',
    in: both,
    ends: text,
    async run({ person, server }) {
      const [first, other] = [await putSecret(server, 'sealed'), await putSecret(server, 'sealed', 'another')]
      const tab = await person.open('reveal.html')
      await expect.poll(() => tab.address()).toMatch(/#./)
      const twin = await person.open((await tab.address()).replace(/^[^:]+:\/\/[^/]+\//, ''))
      await give(tab, first)
      await press(tab)
      await fetched(tab, first)
      await give(twin, other).catch(() => {})
      return textIsHere(await again(person, first), first, server)
    },
  },
]

const rest: Row[] = [
  {
    point: 'said before',
    what: 'a standard secret',
    when: 'nobody has pressed yet: how long it will last',
    in: both,
    shares: true,
    ends: 'nothing was asked',
    async run({ person, server }) {
      const secret = await putSecret(server, 'standard')
      const tab = await ready(person, secret)
      return nothingWasRead(
        tab,
        secret,
        server,
        /until .*(browser closes|you close the browser).*(updated|update)/i,
      )
    },
  },
  {
    point: 'words',
    what: 'a typed passphrase',
    when: 'the browser may not speak to the server before it is allowed',
    in: ['Firefox'],
    own: true,
    like: { build: 'real' },
    ends: text,
    async run({ person, server }) {
      const secret = await putSecret(server, 'standard with a passphrase')
      const tab = await ready(person, secret)
      await press(tab)
      await tab.press(/^allow /)
      return textIsHere(tab, secret, server)
    },
  },
  {
    point: 'in flight',
    what: 'a sealed secret',
    when: 'the lock closing',
    in: both,
    ends: text,
    async run({ person, server }) {
      const secret = await putSecret(server, 'sealed')
      const tab = await ready(person, secret)
      const lock = await unlockIn(person)
      const letGo = await pressAndHold(tab, secret, server)
      await lock.close()
      await tab.says(/Unlock/)
      letGo()
      await lock.open(tab)
      if ((await tab.valueOf(/link to a secret/)) !== undefined) await give(tab, secret)
      return textIsHere(tab, secret, server)
    },
  },
  {
    point: 'in flight',
    what: 'a sealed secret',
    when: 'the browser killed and started again, and its link followed anew',
    in: both,
    own: true,
    ends: 'our own attempt is named',
    async run({ person, server }) {
      const secret = await putSecret(server, 'sealed')
      const tab = await ready(person, secret)
      server.misbehave({ at: 'hang', stored: true }, 1, /\/secret\//)
      await press(tab)
      await expect.poll(() => asked(server, secret).length).toBe(1)
      await person.killAndStart()
      const anew = await again(person, secret)
      await press(anew)
      return ownAttemptIsNamed(anew, secret, server)
    },
  },
  {
    point: 'in flight',
    what: 'a sealed secret',
    when: 'the person about to close the tab: it asks',
    in: ['Chromium'],
    ends: text,
    async run({ person, server, chromium }) {
      const secret = await putSecret(server, 'sealed')
      const tab = await ready(person, secret)
      const letGo = await pressAndHold(tab, secret, server)
      const page = chromium
        .context()
        .pages()
        .find(page => page.url().includes('/reveal.html'))
      const asking = page?.waitForEvent('dialog', { timeout: 5_000 })
      await page?.close({ runBeforeUnload: true })
      const dialog = await asking
      expect(dialog?.type()).toBe('beforeunload')
      await dialog?.dismiss()
      letGo()
      return textIsHere(tab, secret, server)
    },
  },
  {
    point: 'once fetched',
    what: 'a standard secret',
    when: 'an update of Cachet offered by the browser: it waits',
    in: ['Chromium'],
    ends: text,
    async run({ person, server, chromium }) {
      const secret = await putSecret(server, 'standard')
      const tab = await read(person, secret)
      await fetched(tab, secret)
      const heard = await chromium.worker().evaluate(() => {
        const told = chrome.runtime.onUpdateAvailable as unknown as {
          hasListeners(): boolean
          dispatch(details: { version: string }): void
        }
        if (!told.hasListeners()) return false
        told.dispatch({ version: '99.0.0' })
        return true
      })
      expect(heard, 'the offer is heard').toBe(true)
      await chromium.keepsAwake()
      await tab.reload()
      return textIsHere(tab, secret, server)
    },
  },
  {
    point: 'words',
    what: 'a sealed secret',
    when: 'told to be forgotten, the only copy: it asks once',
    in: both,
    shares: true,
    ends: text,
    async run({ person, server }) {
      const secret = await putSecret(server, 'sealed')
      const tab = await read(person, secret)
      await fetched(tab, secret)
      await tab.press(/^forget it now/)
      await tab.reload()
      return textIsHere(tab, secret, server)
    },
  },
  {
    point: 'words',
    what: 'a sealed secret',
    when: 'everything about to be erased: it is said that this takes fetched texts too',
    in: ['Chromium'],
    shares: true,
    ends: text,
    async run({ person, server }) {
      const secret = await putSecret(server, 'sealed')
      const tab = await read(person, secret)
      await fetched(tab, secret)
      const options = await person.open('options.html')
      await options.press(/^erase everything…/)
      await options.says(/fetched|you (have )?read|secrets? .*(read|still) here/i)
      await options.press(/^cancel$/)
      return textIsHere(tab, secret, server)
    },
  },
]

table([
  ...inFlight.flatMap(whileFlying),
  ...onceFetched,
  full('sealed', ['session'], 'memory full before the press', both),
  full('standard', ['session'], 'memory full before the press', both),
  full('sealed', ['session'], 'memory full but for 16 bytes', ['Chromium'], 16),
  full('sealed', ['local'], 'the disk full', ['Chromium']),
  full('sealed', ['session', 'local'], 'memory and disk full', ['Chromium']),
  filledInFlight,
  ...sameLink,
  ...rest,
])
