import { type Answer, ok, rateLimited, unexpected, unknownSecret } from '../answer'
import type { Call } from '../call'
import { checkPassphrase } from '../passphrase'

/** Hands the text out, once. Whatever is wrong looks the same from outside. */
export function secret(call: Call): Answer {
  const { store, settings, key, origin } = call
  const stored = store.alive(key)
  if (stored?.value === undefined) return unknownSecret(key)
  const checked = checkPassphrase(call, stored)
  if (checked === 'wrong') return unknownSecret(key)
  if (checked === 'limited') return rateLimited(settings)
  if (checked !== 'right') return unexpected(settings)
  const { value } = stored
  store.settle(stored, 'received')
  return ok({ value, secret_key: key, share_domain: origin })
}
