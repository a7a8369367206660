import { type Account, type Caller, whoAsks } from './accounts'
import { type Answer, crashed, forbidden, noRoute, notFound } from './answer'
import type { Asked } from './asked'
import type { Call } from './call'
import type { Files } from './folder'
import { readParams } from './params'
import type { Rate } from './rate'
import { match } from './router'
import { refusedCaller } from './routes/status'
import type { Sessions } from './sessions'
import type { Settings } from './settings'
import type { Store } from './store'

export type World = {
  settings: Settings
  store: Store
  rate: Rate
  accounts: readonly Account[]
  sessions: Sessions
  origin: string
  files: Files | undefined
}

const nothing: Answer = { status: 400, headers: {}, body: '' }

/** Answers one request below `/api/v1`. */
export async function answerApi(world: World, asked: Asked, below: string): Promise<Answer> {
  const { settings } = world
  const found = match(asked.method, below, settings)
  if (found.at === 'crash') {
    return { status: 500, headers: { 'content-type': 'text/plain' }, body: 'Internal server error' }
  }
  const { json, plainText, longest } = settings.bodies
  if (asked.body.length > longest) {
    return settings.errors.tooBig === '500' ? crashed(settings) : nothing
  }
  const read = await readParams(asked.query, asked.headers['content-type'], asked.body, { json, plainText })
  if (read.at === 'malformed') return nothing
  const answer = found.at === 'no route' ? noRoute() : guarded()
  return withCookies(world, asked, below, answer)

  function guarded(): Answer {
    const caller = whoAsks(asked.headers.authorization, world.accounts)
    const stopped = stop(world, asked, caller)
    if (stopped) return stopped
    if (found.at === 'bad key') return notFound({ message: 'Not Found' })
    if (found.at !== 'route') return noRoute()
    if (read.at !== 'read') return crashed(settings)
    const call: Call = {
      ...world,
      caller,
      params: read.params,
      key: found.route.key,
      acceptLanguage: asked.headers['accept-language'] ?? '',
    }
    return found.route.answer(call)
  }
}

/** What stands before every route: foreign origins, a browser's cookies, accounts switched off, wrong tokens. */
function stop(world: World, asked: Asked, caller: Caller): Answer | undefined {
  const { settings, origin } = world
  const { authorization, cookie } = asked.headers
  const posts = asked.method === 'POST'
  const from = asked.headers.origin
  if (settings.checkOrigin && posts && from !== undefined && from !== origin) return forbidden()
  if (posts && authorization === undefined && cookie !== undefined) {
    const refusal = refuseCookie(world, cookie)
    if (refusal) return refusal
  }
  if (!settings.accounts && authorization !== undefined) {
    return notFound({ message: `${asked.path} is not available` })
  }
  return caller.at === 'refused' ? refusedCaller({ settings }) : undefined
}

function refuseCookie({ settings, sessions }: World, cookie: string): Answer | undefined {
  const { name, alone } = settings.cookies
  if (alone === 'forbidden when signed in') return sessions.signedIn(cookie) ? forbidden() : undefined
  if (!cookie.includes(`${name}=`)) return undefined
  const message = 'Please refresh the page and try again'
  const body = alone === 'bad shrimp' ? { message } : { reason: 'Bad shrimp 🍤', message }
  const answer = notFound(body)
  return { ...answer, headers: { ...answer.headers, 'set-cookie': sessions.fresh() } }
}

function withCookies({ settings, sessions }: World, asked: Asked, below: string, answer: Answer): Answer {
  const locale = new URLSearchParams(asked.query).get('locale')
  if (settings.locale === 'asked' && locale) {
    return { ...answer, headers: { ...answer.headers, 'set-cookie': `locale=${locale}; path=/` } }
  }
  if (!settings.cookies.onApi || /^\/*status\/*$/.test(below)) return answer
  return { ...answer, headers: { ...answer.headers, 'set-cookie': sessions.fresh() } }
}
