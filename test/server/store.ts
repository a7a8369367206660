export type State = 'new' | 'viewed' | 'received' | 'burned' | 'expired'

/** One secret and its metadata. Times in seconds, as the API speaks. */
export type Stored = {
  metadataKey: string
  secretKey: string
  /** As the server holds it: cut or cleaned, and gone once read, burned or expired. */
  value: string | undefined
  generated: boolean
  /** Metadata calls so far that may have shown the text. */
  shown: number
  state: State
  custid: string
  passphrase: string
  recipient: string[]
  shareDomain: string
  ttl: number
  created: number
  updated: number
  received: number | undefined
}

export function makeStore(now: () => number) {
  const all: Stored[] = []
  const byMetadata = new Map<string, Stored>()
  const bySecret = new Map<string, Stored>()
  const seconds = () => Math.floor(now() / 1000)

  return {
    seconds,
    all: (): readonly Stored[] => all,
    add(stored: Stored): Stored {
      all.push(stored)
      byMetadata.set(stored.metadataKey, stored)
      bySecret.set(stored.secretKey, stored)
      return stored
    },
    /** The secret itself, while it can still be read. */
    alive(key: string): Stored | undefined {
      const stored = bySecret.get(key)
      return stored && isAlive(stored, seconds()) ? stored : undefined
    },
    /** The metadata, kept twice as long. Nothing notices that a secret expired until somebody asks for it. */
    metadata(key: string): Stored | undefined {
      const stored = byMetadata.get(key)
      if (!stored || seconds() >= stored.created + 2 * stored.ttl) return undefined
      const gone = seconds() >= stored.created + stored.ttl
      if (gone && (stored.state === 'new' || stored.state === 'viewed')) settle(stored, 'expired', seconds())
      return stored
    },
    ownedBy: (user: string): Stored[] =>
      all.filter(stored => stored.custid === user && seconds() < stored.created + 2 * stored.ttl),
    settle: (stored: Stored, state: 'received' | 'burned'): void => settle(stored, state, seconds()),
  }
}

export type Store = ReturnType<typeof makeStore>

export function isAlive(stored: Stored, seconds: number): boolean {
  return stored.value !== undefined && seconds < stored.created + stored.ttl
}

function settle(stored: Stored, state: 'received' | 'burned' | 'expired', seconds: number): void {
  stored.state = state
  stored.value = undefined
  stored.updated = seconds
  if (state === 'received') stored.received = seconds
}
