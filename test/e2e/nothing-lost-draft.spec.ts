import { expect } from '@playwright/test'
import { type Misbehaviour, startServer } from '../server/server'
import { alice } from './support/accounts'
import { draftIsHere, isInHistory, linkLeadsTo } from './support/ends'
import { shares } from './support/journey'
import { both, type Row, table, text } from './support/nothing-lost'
import { answeredBy, ask, begin, clickMenu, linkOf, share, written } from './support/sharing-person'
import { pass } from './support/watching'

/** Whatever a server answers instead of a link, what was typed stays. */
const failures: { when: string; how: Misbehaviour; in: Row['in']; short: NonNullable<Row['short']> }[] = [
  { when: 'the answer cut', how: { at: 'cut', by: 'length' }, in: both, short: 'nowhere' },
  { when: 'the answer broken off', how: { at: 'cut', by: 'connection' }, in: both, short: 'Chromium' },
  {
    when: 'an answer without keys',
    how: { at: 'missing', fields: ['secret_key'] },
    in: ['Chromium'],
    short: 'nowhere',
  },
  {
    when: 'an answer under status 500',
    how: { at: 'status', status: 500 },
    in: ['Chromium'],
    short: 'nowhere',
  },
  { when: 'an answer of 50 MB', how: { at: 'huge' }, in: ['Chromium'], short: 'nowhere' },
]

const drafts: Row[] = [
  ...failures.map(
    ({ when, how, in: browsers, short }): Row => ({
      point: 'the draft',
      what: 'a text on its way',
      when,
      in: browsers,
      short,
      shares: true,
      ends: text,
      async run(world) {
        const { person, server } = world
        await begin(world)
        server.misbehave(how, 1, /share/)
        const popup = await person.open('popup.html')
        await share(popup, written)
        await popup.says(/Share as secret/)
        const end = await draftIsHere(popup, written, server, 1)
        await popup.reload()
        await draftIsHere(popup, written, server, 1)
        await popup.fill(/your secret/, '')
        await ask(person, 'dismiss')
        return end
      },
    }),
  ),
  {
    point: 'the draft',
    what: 'a text on its way',
    when: 'the worker stopped before the answer',
    in: both,
    short: 'Chromium',
    ends: text,
    async run(world) {
      const { person, server } = world
      await begin(world)
      server.misbehave({ at: 'hang', stored: true }, 1, /share/)
      const popup = await person.open('popup.html')
      await share(popup, written)
      await expect.poll(() => shares(server).length).toBe(1)
      await person.stopWorker()
      return draftIsHere(await person.open('popup.html'), written, server, 1)
    },
  },
  {
    point: 'the draft',
    what: 'a text from a page',
    when: 'brought while another is being typed, and the next key pressed',
    in: ['Chromium'],
    ends: text,
    async run(world) {
      const { person, server } = world
      await begin(world)
      const popup = await person.open('popup.html')
      await popup.fill(/your secret/, 'typed by hand')
      // What is brought may be written over at once, which is the loss: so it is listened for.
      await popup.evaluate(() =>
        chrome.storage.session.onChanged.addListener(changes => {
          if (JSON.stringify(changes).includes('brought from a page'))
            document.documentElement.setAttribute('data-brought', '')
        }),
      )
      await clickMenu(world, 'brought from a page')
      const isBrought = () => popup.evaluate(() => document.documentElement.hasAttribute('data-brought'))
      // Chromium may take many seconds for its first look at an organisation's rules.
      await expect.poll(isBrought, { message: 'it is brought', timeout: 45_000 }).toBe(true)
      await popup.fill(/your secret|words|text/, `${(await popup.valueOf(/your secret/)) ?? ''}!`)
      const anew = await person.open('popup.html')
      const texts = new Set([await anew.valueOf(/your secret/)])
      while ((await anew.buttons(/^restore$/)) > 0 && texts.size < 4) {
        const before = texts.size
        await anew.press(/^restore$/)
        await expect.poll(() => anew.valueOf(/your secret/)).not.toBe([...texts].at(-1))
        texts.add(await anew.valueOf(/your secret/))
        if (texts.size === before) break
      }
      const all = [...texts].map(one => one?.replace(/!$/, ''))
      expect(all).toContain('typed by hand')
      expect(all).toContain('brought from a page')
      // Both go round and round, whichever stands in the field now.
      return draftIsHere(anew, (await anew.valueOf(/your secret/)) ?? '', server, 0)
    },
  },
]

const account: Row[] = [
  {
    point: 'in the history',
    what: 'a text sent in an account’s name',
    when: 'the browser killed before the answer, and started again',
    in: both,
    short: 'nowhere',
    own: true,
    ends: 'it is in the history',
    async run({ person }) {
      const server = await startServer({ accounts: [alice] })
      try {
        await begin({ person, server }, true)
        server.misbehave({ at: 'hang', stored: true }, 1, /share/)
        const popup = await person.open('popup.html')
        await share(popup, written)
        await expect.poll(() => server.secrets().length).toBe(1)
        await person.killAndStart()
        // An account's list that was just looked at is not asked for again.
        await pass(person, server, 10 * 60_000)
        return await isInHistory(person, server)
      } finally {
        await server.close()
      }
    },
  },
  {
    point: 'not busy',
    what: 'a text',
    when: 'an account still being asked about a lost one',
    short: 'nowhere',
    in: both,
    ends: text,
    async run({ person }) {
      const server = await startServer({ accounts: [alice] })
      try {
        await begin({ person, server }, true)
        server.misbehave({ at: 'hang', stored: true }, 20, /private\/recent/)
        server.misbehave({ at: 'cut', by: 'connection' }, 1, /share/)
        const popup = await person.open('popup.html')
        await share(popup, 'the lost one')
        await expect
          .poll(() => server.log.some(({ path }) => path.includes('/private/recent')), {
            message: 'the account is asked',
          })
          .toBe(true)
        await share(await person.open('popup.html'), written)
        await answeredBy(server, 2)
        const anew = await person.open('popup.html')
        return await linkLeadsTo(await linkOf(anew), written, server)
      } finally {
        await server.close()
      }
    },
  },
]

table([...drafts, ...account])
