/** Everything in which one server differs from another: its generation's habits and its operator's choices. */
export type Settings = {
  /** As printed on the home page only. */
  version: string
  keyLength: number
  /** How much of a secret's key the answer to a burn repeats. */
  shortKeyLength: number
  bodies: { json: boolean; plainText: boolean; longest: number }
  secret: { limit: SizeLimit; keepsNul: boolean }
  ttl: TtlRules
  passphrase: { shortest: number; longest: number; required: boolean; hash: 'whole' | '72 bytes' }
  wrongPassphrase: {
    allowed: number
    per: 'secret' | 'caller'
    lockedMs: number
    burnAnswer: 'named' | 'unexpected'
  }
  creates: { allowed: number; windowMs: number }
  rateMessage: string
  generate: { length: 'ignored' | 'any' | 'up to 128' }
  /** What `POST /create` wants: the fields as in share, the same or it stumbles, or nested under `secret`. */
  createFields: 'as share' | 'flat' | 'nested'
  metadata: MetadataRules
  recent: 'oldest first' | 'newest first' | 'broken'
  keys: 'as given' | 'cleaned'
  errors: ErrorRules
  recipient: { stars: string; invalid: 'refused' | 'dropped' }
  domains: Readonly<Record<string, string>>
  domainErrors: 'terse' | 'plain' | 'owner-aware'
  locale: 'en' | 'asked'
  cookies: {
    name: string
    onApi: boolean
    alone: 'bad shrimp' | 'bad shrimp with reason' | 'forbidden when signed in'
  }
  /** False when the operator has switched accounts off. */
  accounts: boolean
  /** True when the operator refuses posts from other origins. */
  checkOrigin: boolean
  /** `textName`: whether the field with the text has an id. */
  page: { revealPath: string; csp: boolean; textName: boolean }
  /** Runs before anything else in the recipient's page. */
  hostileScript?: string
}

export type SizeLimit =
  | { at: 'refused'; longest: number; unit: 'bytes' | 'characters' }
  | { at: 'cut'; anonymous: number; account: number }

/** Seconds. What is below `floor` becomes `raised`; what is no positive number at all is `junk`. */
export type TtlRules = {
  floor: number
  raised: number
  anonymous: number
  account: number
  absent: number | 'longest'
  junk: 'raised' | 'longest'
}

export type MetadataRules = {
  /** Which secrets show their text when their metadata is first asked for. */
  shows: 'shared text, first call' | 'generated text, first minute'
  marksViewed: boolean
  /** The fields that came with 0.25: identifier, receipt_url and the like. */
  receipts: boolean
  /** Whether `custid` names the owner or whoever asks. */
  names: 'owner' | 'asker'
  aliases: readonly string[]
  burnAliases: readonly string[]
}

export type ErrorRules = {
  intendedStatus: boolean
  shrimp: 'none' | 'on refusals' | 'on all'
  tooBig: 'empty 400' | '500'
  nulInPath: '404' | '500'
}
