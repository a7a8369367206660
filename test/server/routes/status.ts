import { type Answer, ok, refused } from '../answer'
import type { Call } from '../call'
import { text } from '../params'

export function status({ settings, params, acceptLanguage }: Call): Answer {
  const chosen = text(params.locale)
  const asked = chosen || acceptLanguage.slice(0, 2) || 'en'
  return ok({ status: 'nominal', locale: settings.locale === 'asked' ? asked : 'en' })
}

export function authcheck(call: Call): Answer {
  if (call.caller.at !== 'account') return refusedCaller(call)
  return ok({ status: 'nominal', locale: 'en' })
}

export function refusedCaller({ settings }: Pick<Call, 'settings'>): Answer {
  return refused(settings, 401, 'Not authorized')
}
