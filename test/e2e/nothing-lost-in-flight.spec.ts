import { expect } from '@playwright/test'
import { asked, ownAttemptIsNamed, textIsHere } from './support/ends'
import { unlockIn } from './support/locked-person'
import { both, type Case, type Row, table, text } from './support/nothing-lost'
import type { PersonsBrowser } from './support/persons-browser'
import { pressAndHold } from './support/press-and-hold'
import { again, give, type Kind, press, putSecret, ready, type Secret } from './support/secrets'
import type { Tab } from './support/tab'

/** In the popup, what was fetched is listed, each with a button. */
async function fromPopup(person: PersonsBrowser): Promise<Tab> {
  const popup = await person.popup()
  await popup.press(/^open$/).catch(() => {})
  const [tab] = await person.tabsAt('reveal.html')
  if (!tab) throw new Error('no tab')
  return tab
}

type InFlight = {
  when: string
  in?: Row['in']
  short?: Row['short']
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
    short: 'nowhere',
    act: async ({ person }, tab) => {
      await person.stopWorker()
      await tab.reload()
    },
  },
  { when: 'the page reloaded', short: 'nowhere', act: (_, tab) => tab.reload() },
  {
    when: 'the tab closed, and its link followed anew',
    short: 'nowhere',
    kinds: ['sealed', 'standard'],
    act: (_, tab) => tab.close(),
    back: 'link',
  },
  {
    when: 'the tab closed, and found again in the popup',
    short: 'nowhere',
    act: (_, tab) => tab.close(),
    back: 'popup',
  },
  {
    when: 'the tab closed and the worker stopped',
    in: asBrowsersStop,
    short: 'nowhere',
    act: async ({ person }, tab) => {
      await tab.close()
      await person.stopWorker()
    },
    back: 'link',
  },
]

const whileFlying = ({
  when,
  act,
  kinds = ['sealed'],
  back = 'tab',
  in: browsers = both,
  short = 'Chromium',
}: InFlight): Row[] =>
  kinds.map(kind => ({
    point: 'in flight',
    what: `a ${kind} secret`,
    when,
    in: kind === 'sealed' ? browsers : ['Chromium'],
    short: kind === 'sealed' ? short : 'nowhere',
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

const others: Row[] = [
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
    short: 'nowhere',
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
]

table([...inFlight.flatMap(whileFlying), ...others])
