import { nothingWasRead, textIsHere } from './support/ends'
import { both, type Row, table, text } from './support/nothing-lost'
import { offerUpdate } from './support/offer-update'
import type { PersonsBrowser } from './support/persons-browser'
import { again, fetched, type Kind, press, putSecret, read, ready } from './support/secrets'

/** What may happen once it was fetched and before it is looked at. */
const afterwards: {
  when: string
  kinds?: Kind[]
  own?: boolean
  short?: Row['short']
  act: (person: PersonsBrowser) => Promise<unknown>
}[] = [
  {
    when: 'the extension reloaded',
    short: 'nowhere',
    own: true,
    kinds: ['sealed', 'sealed with a passphrase'],
    act: person => person.reloadExtension(),
  },
  {
    when: 'a higher version put in its place',
    short: 'nowhere',
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
    short: 'Chromium',
    kinds: ['sealed', 'standard'],
    act: async person => {
      await person.stopWorker()
      for (const tab of await person.tabsAt('reveal.html')) await tab.close()
    },
  },
]

const onceFetched: Row[] = afterwards.flatMap(
  ({ when, act, own = false, short = 'Chromium', kinds = ['sealed'] }) =>
    kinds.map(
      (kind): Row => ({
        point: 'once fetched',
        what: `a ${kind} secret`,
        when: `${when}, and its link followed anew`,
        own,
        in: kind === 'sealed' ? both : ['Chromium'],
        short: kind === 'sealed' ? short : 'nowhere',
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

const others: Row[] = [
  {
    point: 'said before',
    what: 'a standard secret',
    when: 'nobody has pressed yet: how long it will last',
    in: both,
    shares: true,
    ends: 'it was not fetched',
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
    short: 'nowhere',
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
    point: 'once fetched',
    what: 'a standard secret',
    when: 'an update of Cachet offered by the browser: it waits',
    short: 'nowhere',
    in: ['Chromium'],
    ends: text,
    async run({ person, server, chromium }) {
      const secret = await putSecret(server, 'standard')
      const tab = await read(person, secret)
      await fetched(tab, secret)
      await offerUpdate(chromium)
      await tab.reload()
      return textIsHere(tab, secret, server)
    },
  },
  {
    point: 'words',
    what: 'a sealed secret',
    when: 'told to be forgotten, the only copy: it asks once',
    in: both,
    short: 'Chromium',
    shares: true,
    ends: text,
    async run({ person, server }) {
      const secret = await putSecret(server, 'sealed')
      const tab = await read(person, secret)
      await fetched(tab, secret)
      await tab.press(/^forget$/)
      await tab.reload()
      return textIsHere(tab, secret, server)
    },
  },
  {
    point: 'words',
    what: 'a sealed secret',
    when: 'everything about to be erased: it is said that this takes fetched texts too',
    short: 'nowhere',
    in: ['Chromium'],
    shares: true,
    ends: text,
    async run({ person, server }) {
      const secret = await putSecret(server, 'sealed')
      const tab = await read(person, secret)
      await fetched(tab, secret)
      const options = await person.open('options.html')
      await options.press(/^erase everything$/)
      await options.press(/^erase everything$/, 1)
      await options.says(/fetched|you (have )?read|secrets? .*(read|still) here/i)
      await options.press(/^cancel$/)
      return textIsHere(tab, secret, server)
    },
  },
]

table([...onceFetched, ...others])
