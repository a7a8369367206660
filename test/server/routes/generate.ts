import { type Answer, refused, unexpected } from '../answer'
import type { Call } from '../call'
import { create } from '../create'
import { makePassword } from '../keys'
import { text } from '../params'

const usual = 12

export function generate(call: Call): Answer {
  const { settings, params } = call
  if (settings.generate.length === 'ignored' || params.length === undefined) {
    return create(call, makePassword(usual), true)
  }
  const length = Number.parseInt(text(params.length), 10) || 0
  if (length < 1) return unexpected(settings)
  if (settings.generate.length === 'up to 128' && length > 128) {
    return refused(settings, 400, 'Generated password length must be no more than 128 characters')
  }
  return create(call, makePassword(length), true)
}
