import { expect } from '@playwright/test'
import { type Misbehaviour, startServer } from '../server/server'
import { alice } from './support/accounts'
import { type Ended, noTraceOf } from './support/ends'
import { hold, shares } from './support/journey'
import { both, type Row, table } from './support/nothing-lost'
import { servePages } from './support/pages'
import { shareFromPrivateTab, withPrivateWindows } from './support/private'
import { answeredBy, ask, begin, share, written } from './support/sharing-person'
import { tabOf } from './support/tab'

/** Shares from a private window in an account's name, without an answer; then the account's list is asked for. */
async function privateShareLost(how: Misbehaviour) {
  const server = await startServer({ accounts: [alice] })
  const pages = await servePages({ '/': { html: 'hunter2' } })
  const seen: { end?: Ended } = {}
  try {
    await withPrivateWindows([], async (context, worker) => {
      const page = await context.newPage()
      await page.goto(`chrome-extension://${worker.extensionId}/opener.html`)
      const person = tabOf(page)
      await begin({ person, server }, true)
      server.misbehave(how, 1, /share/)
      await shareFromPrivateTab(worker, pages.origin)
      await expect.poll(() => server.secrets().length, { message: 'it has arrived' }).toBe(1)
      if (how.at === 'hang') await worker.stop()
      const isListed = async () => {
        await ask(person, 'check')
        return server.log.some(({ path, status }) => path.includes('/private/recent') && status === 200)
      }
      await expect.poll(isListed, { message: 'the account’s list is asked for' }).toBe(true)
      await ask(person, 'check')
      seen.end = await noTraceOf(person, [/"entry:/])
    })
  } finally {
    await Promise.all([server.close(), pages.close()])
  }
  if (!seen.end) throw new Error('Nobody looked')
  return seen.end
}

const traces: Row[] = [
  {
    point: 'no trace',
    what: 'a share on its way',
    when: 'everything erased meanwhile',
    in: both,
    short: 'Chromium',
    ends: 'no trace is left',
    async run(world) {
      const { person, server } = world
      await begin(world)
      const letGo = hold(server)
      const popup = await person.open('popup.html')
      await share(popup, written)
      await expect.poll(() => shares(server).length).toBe(1)
      const options = await person.open('options.html')
      await options.press(/^erase everything$/)
      await options.press(/^erase everything$/, 1)
      await options.says(/cannot be undone/i)
      await options.press(/^erase everything$/, 1)
      letGo()
      await answeredBy(server, 1)
      await options.says(/everything was erased/i)
      const [made] = server.secrets()
      const busy = async () => {
        const { reply } = await ask(person, 'outcome')
        return /sealing|sending/.test(JSON.stringify(reply ?? ''))
      }
      await expect.poll(busy, { message: 'the share has ended' }).toBe(false)
      return noTraceOf(person, [new RegExp(made?.secretKey ?? '-'), /"entry:/, /"link":"http/])
    },
  },
]

const privately: Row[] = [
  { when: 'its answer broken off', how: { at: 'cut', by: 'connection' } as const },
  { when: 'the worker stopped before its answer', how: { at: 'hang', stored: true } as const },
].map(
  ({ when, how }): Row => ({
    point: 'no trace',
    what: 'a text from a private window, in an account’s name',
    when: `${when}, and the account’s list asked for`,
    in: ['Chromium'],
    short: 'nowhere',
    ends: 'no trace is left',
    run: () => privateShareLost(how),
  }),
)

table([...traces, ...privately])
