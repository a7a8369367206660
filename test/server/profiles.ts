import type { Settings } from './settings'

export type Profile = '0.18' | '0.23' | '0.25' | '0.26'

const minute = 60
const day = 86_400

const v018: Settings = {
  version: '0.18.5',
  keyLength: 31,
  shortKeyLength: 6,
  bodies: { json: false, plainText: false, longest: 4 * 1024 * 1024 },
  secret: { limit: { at: 'cut', anonymous: 100_000, account: 1_000_000 }, keepsNul: true },
  ttl: {
    floor: minute,
    raised: 5 * minute,
    anonymous: 7 * day,
    account: 14 * day,
    absent: 'longest',
    junk: 'longest',
  },
  passphrase: { shortest: 1, longest: Number.POSITIVE_INFINITY, required: false, hash: '72 bytes' },
  wrongPassphrase: { allowed: 5, per: 'caller', lockedMs: 20 * minute * 1000, burnAnswer: 'unexpected' },
  creates: { allowed: 1000, windowMs: 20 * minute * 1000 },
  rateMessage: 'Cripes! You have been rate limited.',
  generate: { length: 'ignored' },
  createFields: 'flat',
  metadata: {
    shows: 'shared text, first call',
    marksViewed: true,
    receipts: false,
    names: 'owner',
    aliases: ['private', 'metadata'],
    burnAliases: ['private'],
  },
  recent: 'newest first',
  keys: 'as given',
  errors: { intendedStatus: false, shrimp: 'on refusals', tooBig: '500', nulInPath: '500' },
  recipient: { stars: '*****', invalid: 'dropped' },
  domains: {},
  domainErrors: 'terse',
  locale: 'asked',
  cookies: { name: 'sess', onApi: false, alone: 'bad shrimp' },
  accounts: true,
  checkOrigin: false,
  page: { revealPath: '/api/v2/secret', csp: false, textName: false },
}

const v023: Settings = {
  ...v018,
  version: '0.23.6',
  secret: { ...v018.secret, keepsNul: false },
  ttl: { ...v018.ttl, raised: minute, absent: 7 * day, junk: 'raised' },
  passphrase: { ...v018.passphrase, shortest: 8, longest: 128 },
  wrongPassphrase: { ...v018.wrongPassphrase, burnAnswer: 'named' },
  generate: { length: 'any' },
  createFields: 'nested',
  recent: 'broken',
  errors: { ...v018.errors, shrimp: 'on all', nulInPath: '404' },
  domainErrors: 'plain',
  locale: 'en',
  cookies: { ...v018.cookies, alone: 'bad shrimp with reason' },
  page: { ...v018.page, textName: true },
}

const v026: Settings = {
  ...v023,
  version: '0.26.6',
  keyLength: 62,
  shortKeyLength: 8,
  bodies: { ...v023.bodies, json: true, plainText: true },
  secret: { limit: { at: 'refused', longest: 10_000, unit: 'bytes' }, keepsNul: true },
  ttl: { ...v023.ttl, account: 30 * day },
  passphrase: { shortest: 4, longest: 128, required: false, hash: 'whole' },
  wrongPassphrase: { allowed: 20, per: 'secret', lockedMs: 30 * minute * 1000, burnAnswer: 'named' },
  rateMessage: 'Rate limit exceeded. Please try again later.',
  generate: { length: 'up to 128' },
  createFields: 'as share',
  metadata: {
    shows: 'generated text, first minute',
    marksViewed: false,
    receipts: true,
    names: 'asker',
    aliases: ['private', 'metadata', 'receipt'],
    burnAliases: ['private', 'metadata', 'receipt'],
  },
  recent: 'oldest first',
  keys: 'cleaned',
  errors: { intendedStatus: true, shrimp: 'none', tooBig: 'empty 400', nulInPath: '404' },
  recipient: { stars: '***', invalid: 'refused' },
  domainErrors: 'owner-aware',
  cookies: { name: 'onetime.session', onApi: true, alone: 'forbidden when signed in' },
  page: { revealPath: '/api/v3/guest/secret', csp: true, textName: true },
}

/** Never recorded: 0.26 with what is known to have been otherwise before it. */
const v025: Settings = {
  ...v026,
  version: '0.25.0',
  secret: { ...v026.secret, limit: { at: 'refused', longest: 10_000, unit: 'characters' } },
  ttl: { ...v026.ttl, anonymous: 30 * day },
  metadata: { ...v026.metadata, shows: 'shared text, first call', marksViewed: true },
}

export const profiles: Readonly<Record<Profile, Settings>> = {
  '0.18': v018,
  '0.23': v023,
  '0.25': v025,
  '0.26': v026,
}
