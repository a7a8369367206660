import { custid } from './accounts'
import { type Answer, notFound, ok, rateLimited, refused, unexpected } from './answer'
import { type Call, callerName } from './call'
import { readDomain } from './domain'
import { makeKey } from './keys'
import { text } from './params'
import { readRecipient } from './recipient'
import { record } from './record'
import type { SizeLimit } from './settings'
import { clampTtl } from './ttl'

/** Stores a text and answers with its keys: what share and generate have in common. */
export function create(call: Call, value: string, generated: boolean): Answer {
  const { settings, params, caller, rate, store } = call
  const counter = `creates ${callerName(call)}`
  if (caller.at === 'anonymous') {
    if (rate.count(counter) >= settings.creates.allowed) return rateLimited(settings)
    rate.add(counter, settings.creates.windowMs)
  }

  const ttl = clampTtl(params.ttl, settings.ttl, caller.at === 'account')
  if (ttl === undefined) return unexpected(settings)
  const kept = whatFits(value, settings.secret.limit, caller.at === 'account')
  if (kept === undefined) return refused(settings, 400, tooLong(settings.secret.limit))
  const passphrase = text(params.passphrase)
  const complaint = passphraseComplaint(passphrase, settings.passphrase)
  if (complaint !== undefined) return refused(settings, 400, complaint)
  const recipient = readRecipient(params.recipient, settings.recipient.stars)
  if (recipient.at !== 'none' && caller.at !== 'account') {
    return refused(settings, 400, 'An account is required to send emails.')
  }
  if (recipient.at === 'invalid' && settings.recipient.invalid === 'refused') {
    return refused(settings, 400, `Undeliverable email address: ${recipient.given}`)
  }
  const domain = readDomain(call)
  if (domain.at === 'refused') {
    return domain.plain ? notFound({ message: domain.message }) : refused(settings, 400, domain.message)
  }

  const now = store.seconds()
  const stored = store.add({
    metadataKey: makeKey(settings.keyLength),
    secretKey: makeKey(settings.keyLength),
    value: settings.secret.keepsNul ? kept : kept.replaceAll('\0', ''),
    generated,
    shown: 0,
    state: 'new',
    custid: custid(caller),
    passphrase,
    recipient: recipient.at === 'address' ? [recipient.obscured] : [],
    shareDomain: domain.name,
    ttl,
    created: now,
    updated: now,
    received: undefined,
  })
  return ok(record(call, stored, 'share', generated ? value : undefined))
}

function whatFits(value: string, limit: SizeLimit, withAccount: boolean): string | undefined {
  if (limit.at === 'refused') {
    const size = limit.unit === 'bytes' ? Buffer.byteLength(value) : [...value].length
    return size > limit.longest ? undefined : value
  }
  const longest = withAccount ? limit.account : limit.anonymous
  if (Buffer.byteLength(value) <= longest) return value
  return Buffer.from(value)
    .subarray(0, longest)
    .toString('utf8')
    .replace(/\uFFFD+$/, '')
}

function tooLong(limit: SizeLimit): string {
  const most = limit.at === 'refused' ? `${limit.longest} ${limit.unit}` : ''
  return `Secret value exceeds the maximum size of ${most}`
}

type PassphraseRules = { shortest: number; longest: number; required: boolean }

function passphraseComplaint(
  given: string,
  { shortest, longest, required }: PassphraseRules,
): string | undefined {
  const length = [...given].length
  if (length === 0) return required ? 'A passphrase is required for all secrets' : undefined
  if (length < shortest) return `Passphrase must be at least ${shortest} characters long`
  if (length > longest) return `Passphrase must be no more than ${longest} characters long`
  return undefined
}
