import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Account } from './accounts'
import type { Answer } from './answer'
import { answerApi, type World } from './api'
import { type Asked, readAsked } from './asked'
import type { Files } from './folder'
import { type Fault, type Misbehaviour, misbehave, send } from './misbehave'
import { type Profile, profiles } from './profiles'
import { makeRate } from './rate'
import { makeSessions } from './sessions'
import type { Settings } from './settings'
import { answerSite } from './site'
import { makeStore, type Stored } from './store'

export type { Account } from './accounts'
export type { Misbehaviour } from './misbehave'
export type { Profile } from './profiles'
export type { Settings } from './settings'
export type { Stored } from './store'

export type Options = {
  profile?: Profile
  /** 0, the default, takes any that is free. */
  port?: number
  host?: string
  accounts?: Account[]
  /** Milliseconds. With a clock of one's own, `advance` does nothing. */
  now?: () => number
  settings?: Partial<Settings>
  tls?: { key: string; cert: string }
  /** Served where the site itself has no page. */
  files?: Files
}

/** What was asked, raw. `status` is 0 while there is no answer, and stays so when none was given. */
export type Request = {
  at: number
  method: string
  /** With its query. */
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
  status: number
}

export type Server = {
  origin: string
  port: number
  log: Request[]
  /** What is stored now, and what is left of the rest. */
  secrets(): Stored[]
  /** Answers badly from now on, the next `times` requests whose path (with its query) matches; undefined ends all. */
  misbehave(how: Misbehaviour | undefined, times?: number, path?: RegExp): void
  advance(ms: number): void
  /** The `Cookie` header of a browser signed in on the site. */
  signIn(): string
  close(): Promise<void>
}

/** Starts a server that speaks as one generation of Onetime Secret does. */
export async function startServer(options: Options = {}): Promise<Server> {
  const profile = options.profile ?? '0.26'
  const host = options.host ?? '127.0.0.1'
  const settings: Settings = { ...profiles[profile], ...options.settings }
  let ahead = 0
  const now = options.now ?? (() => Date.now() + ahead)
  const store = makeStore(now)
  const log: Request[] = []
  let faults: Fault[] = []

  const world: World = {
    settings,
    store,
    rate: makeRate(now),
    accounts: options.accounts ?? [],
    sessions: makeSessions(settings.cookies.name),
    files: options.files,
    origin: '',
  }
  const server = options.tls ? createTlsServer(options.tls) : createServer()
  server.on('request', (incoming: IncomingMessage, response: ServerResponse) => {
    // Whoever hangs up while asking gets no answer.
    serve(incoming, response).catch(() => response.destroy())
  })

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await readAsked(incoming)
    const { method, headers, body } = asked
    const entry: Request = { at: now(), method, path: incoming.url ?? '/', headers, body, status: 0 }
    log.push(entry)
    const how = takeFault(entry.path)
    const work = () => answer(world, profile, asked)
    entry.status = how ? await misbehave(how, settings, response, work) : send(response, await work())
  }

  function takeFault(path: string): Misbehaviour | undefined {
    const fault = faults.find(({ left, path: wanted }) => left > 0 && wanted.test(path))
    if (!fault) return undefined
    fault.left -= 1
    return fault.how
  }

  await new Promise<void>((started, failed) => {
    server.once('error', failed)
    server.listen(options.port ?? 0, host, started)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const named = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  world.origin = `${options.tls ? 'https' : 'http'}://${named.includes(':') ? `[${named}]` : named}:${port}`

  return {
    origin: world.origin,
    port,
    log,
    secrets: () => [...store.all()],
    misbehave(how, times = Number.POSITIVE_INFINITY, path = /(?:)/) {
      // One a path: the latest word on it holds.
      const others = faults.filter(fault => fault.path.source !== path.source)
      faults = how ? [{ how, left: times, path }, ...others] : []
    },
    advance(ms) {
      ahead += ms
    },
    signIn: () => world.sessions.signIn(),
    async close() {
      server.closeAllConnections()
      await new Promise<void>(closed => server.close(() => closed()))
    },
  }
}

async function answer(world: World, profile: Profile, asked: Asked): Promise<Answer> {
  const [, below] = asked.path.match(/^\/+api\/+v1(?=\/|$)(.*)$/) ?? []
  return below === undefined ? await answerSite(world, profile, asked) : await answerApi(world, asked, below)
}
