import type { Call } from './call'
import { text } from './params'

export type Domain = { at: 'chosen'; name: string } | { at: 'refused'; message: string; plain: boolean }

/** The custom domain a link is wanted on. What does not look like one is dropped without a word. */
export function readDomain({ params, settings, caller, origin }: Call): Domain {
  const asked = text(params.share_domain)
  const looksLikeOne = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/i.test(asked)
  if (!looksLikeOne || asked === new URL(origin).host) return { at: 'chosen', name: '' }
  const owner = settings.domains[asked.toLowerCase()]
  if (owner !== undefined && caller.at === 'account' && owner === caller.user)
    return { at: 'chosen', name: asked }
  if (settings.domainErrors === 'terse') {
    return { at: 'refused', message: `Domain not found ${asked}`, plain: true }
  }
  const mayKnow = settings.domainErrors === 'plain' || (caller.at === 'account' && owner === undefined)
  const message = mayKnow ? `Unknown domain: ${asked}` : `You do not have permission to use domain: ${asked}`
  return { at: 'refused', message, plain: false }
}
