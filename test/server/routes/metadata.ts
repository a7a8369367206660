import { type Answer, ok, unexpected, unknownSecret } from '../answer'
import type { Call } from '../call'
import { record } from '../record'
import type { Stored } from '../store'
import { refusedCaller } from './status'

export function metadata(call: Call): Answer {
  const { store, settings, key } = call
  const stored = store.metadata(key)
  if (!stored) return unknownSecret(key)
  const value = shownOnce(call, stored)
  if (settings.metadata.marksViewed && stored.state === 'new') {
    stored.state = 'viewed'
    stored.updated = store.seconds()
  }
  return ok(record(call, stored, 'metadata', value))
}

/** Servers show the sender the text again, but only the first time, and each generation to other people. */
function shownOnce({ settings, store }: Call, stored: Stored): string | undefined {
  if (stored.shown > 0 || stored.state !== 'new') return undefined
  stored.shown += 1
  if (settings.metadata.shows === 'generated text, first minute') {
    return stored.generated && store.seconds() - stored.created < 60 ? stored.value : undefined
  }
  return stored.generated || stored.passphrase !== '' ? undefined : stored.value
}

export function recent(call: Call): Answer {
  const { store, settings, caller } = call
  if (caller.at !== 'account') return refusedCaller(call)
  if (settings.recent === 'broken') return unexpected(settings)
  const mine = store.ownedBy(caller.user)
  if (settings.recent === 'newest first') {
    mine.reverse()
  }
  return ok(mine.map(stored => record(call, stored, 'recent')))
}
