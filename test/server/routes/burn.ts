import { type Answer, ok, rateLimited, refused, unexpected, unknownSecret } from '../answer'
import type { Call } from '../call'
import { checkPassphrase } from '../passphrase'
import { record } from '../record'

/** Needs the metadata key and nothing else; the answer shows the state before. */
export function burn(call: Call): Answer {
  const { store, settings, key } = call
  const metadata = store.metadata(key)
  const stored = metadata && store.alive(metadata.secretKey)
  if (!stored) return unknownSecret(key)
  const checked = checkPassphrase(call, stored)
  if (checked === 'limited') return rateLimited(settings)
  if (checked === 'wrong' && settings.wrongPassphrase.burnAnswer === 'named') {
    return refused(settings, 400, 'Double check that passphrase')
  }
  if (checked === 'wrong' || checked === 'locked') return unexpected(settings)
  const state = record(call, stored, 'burn')
  store.settle(stored, 'burned')
  return ok({ state, secret_shortkey: stored.secretKey.slice(0, settings.shortKeyLength) })
}
