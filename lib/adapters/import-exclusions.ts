import * as z from 'zod/mini'
import { sha256 } from '../domain/digest'
import { faultOf } from '../domain/fault'
import { mayBe } from '../domain/lost-share'
import { PendingShare } from '../domain/pending-share'
import type { Receipt } from '../domain/receipt'
import { Timestamp } from '../domain/timestamp'
import { type Area, keysOf, put, remove } from './storage-area'
import type { Vault } from './vault'

/** A secret that is to leave no trace: known by the SHA-256 of its metadata key; or, as long as no answer came, by when it left. */
const Secret = z.union([
  z.strictObject({ digest: z.string(), until: Timestamp }),
  z.strictObject({ trace: PendingShare, until: Timestamp }),
])
type Secret = z.infer<typeof Secret>

const prefix = 'untold:'
const day = 24 * 60 * 60_000
/** Servers list what became of a secret for twice its life. Nothing is remembered for more than a year. */
const knownUntil = (now: number, ttl: number): number => now + Math.min(2 * ttl * 1000 + day, 365 * day)

type World = { local: Area; vault: Pick<Vault, 'encrypt' | 'decrypt'>; now: () => number }

/**
 * What was shared with an account and is to leave no trace here: its server lists it, and it must not come in from
 * there, also after a restart of the browser or an answer that was lost. On disk lie boxes that say nothing without
 * the vault's key, and that even opened hold neither a text nor a key of it.
 */
export function createImportExclusions({ local, vault, now }: World) {
  /** Each under a key of its own: those who add are not held up by each other. */
  async function keep(id: string, secret: Secret): Promise<void> {
    await put(local, `${prefix}${id}`, await vault.encrypt(JSON.stringify(secret), id))
  }

  async function open(key: string, box: unknown): Promise<Secret | undefined> {
    try {
      const text = await vault.decrypt(z.string().parse(box), key.slice(prefix.length))
      return Secret.parse(JSON.parse(text))
    } catch (error) {
      if (faultOf(error).code === 'locked') throw error
      return undefined
    }
  }

  async function known(): Promise<Secret[]> {
    const keys = (await keysOf(local)).filter(key => key.startsWith(prefix))
    if (keys.length === 0) return []
    const opened = await Promise.all(
      Object.entries(await local.get(keys)).map(async ([key, box]) => ({
        key,
        secret: await open(key, box),
      })),
    )
    const over = opened.filter(({ secret }) => secret && secret.until <= now())
    if (over.length > 0)
      await remove(
        local,
        over.map(({ key }) => key),
      ).catch(() => {})
    return opened.flatMap(({ secret }) => (secret && secret.until > now() ? secret : []))
  }

  return {
    /** One is about to leave. @returns its name here @throws Fault `notKept`: then nothing keeps its answer out, should that be lost */
    async expect(trace: PendingShare): Promise<string> {
      const id = crypto.randomUUID()
      await keep(id, { trace: { ...trace, label: '' }, until: knownUntil(now(), trace.ttl) })
      return id
    },
    /** It is on its server, under this key. Never rejects: where this can't be kept, what was expected stands for it. */
    async met(id: string, metadataKey: string, ttl: number): Promise<void> {
      await keep(id, { digest: await sha256(metadataKey), until: knownUntil(now(), ttl) }).catch(() => {})
    },
    /** It never arrived. Never rejects. */
    drop: (id: string): Promise<void> => remove(local, [`${prefix}${id}`]).catch(() => {}),
    /**
     * The metadata keys of those that were shared here in private, or may have been. `ahead`: by how many
     * milliseconds the server's clock is ahead, where that is known. @throws Fault `locked`
     */
    async among(account: string, receipts: Receipt[], ahead: number | undefined): Promise<Set<string>> {
      const secrets = await known()
      if (secrets.length === 0) return new Set()
      const digests = new Set(secrets.flatMap(secret => ('digest' in secret ? secret.digest : [])))
      const traces = secrets.flatMap(secret =>
        'trace' in secret && secret.trace.account === account ? secret.trace : [],
      )
      const found = new Set<string>()
      for (const receipt of receipts) {
        const { metadataKey } = receipt
        const isHere = digests.has(await sha256(metadataKey))
        if (isHere || traces.some(trace => mayBe(receipt, trace, ahead))) found.add(metadataKey)
      }
      return found
    },
  }
}
export type ImportExclusions = ReturnType<typeof createImportExclusions>
