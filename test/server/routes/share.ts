import { type Answer, refused, unexpected } from '../answer'
import type { Call } from '../call'
import { create } from '../create'
import { isTable, text } from '../params'

export function share(call: Call): Answer {
  const value = text(call.params.secret)
  if (value === '') return refused(call.settings, 400, 'You did not provide anything to share')
  return create(call, value, false)
}

/** The older name of share, which in between wanted its fields nested under `secret`. */
export function createAlias(call: Call): Answer {
  const { settings, params } = call
  if (settings.createFields === 'as share') return share(call)
  if (settings.createFields === 'nested') {
    if (!isTable(params.secret)) return refused(settings, 400, 'Incorrect payload format')
    return share({ ...call, params: params.secret })
  }
  return isTable(params.secret) ? unexpected(settings) : share(call)
}
