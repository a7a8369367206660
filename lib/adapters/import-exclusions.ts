import * as z from 'zod/mini'
import { sha256 } from '../domain/digest'
import { faultOf } from '../domain/fault'
import { mayBe } from '../domain/lost-share'
import { PendingShare } from '../domain/pending-share'
import type { Receipt } from '../domain/receipt'
import { Timestamp } from '../domain/timestamp'
import { type Area, keysOf, put, remove } from './storage-area'
import type { Vault } from './vault'

/**
 * A secret that must not enter the history: identified by the SHA-256 of its metadata key or, until an
 * answer comes, by its pending share.
 */
const Secret = z.union([
  z.strictObject({ digest: z.string(), until: Timestamp }),
  z.strictObject({ trace: PendingShare, until: Timestamp }),
])
type Secret = z.infer<typeof Secret>

const prefix = 'untold:'
const day = 24 * 60 * 60_000
/** Servers list a secret for twice its lifetime. Nothing is remembered for more than a year. */
const knownUntil = (now: number, ttl: number): number => now + Math.min(2 * ttl * 1000 + day, 365 * day)

type World = { local: Area; vault: Pick<Vault, 'encrypt' | 'decrypt'>; now: () => number }

/**
 * Secrets shared with an account that must not enter the history: their server lists them, so they have to
 * be excluded from import, even after a browser restart or a lost answer. What is on disk is encrypted by
 * the vault, and even decrypted it contains neither a text nor a key to one.
 */
export function createImportExclusions({ local, vault, now }: World) {
  /** One storage key each, so that additions don't have to wait for each other. */
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
    /**
     * Call before sending. @returns a local id @throws Fault `notKept`: then the secret could be imported
     * if its answer is lost
     */
    async expect(trace: PendingShare): Promise<string> {
      const id = crypto.randomUUID()
      await keep(id, { trace: { ...trace, label: '' }, until: knownUntil(now(), trace.ttl) })
      return id
    },
    /**
     * The secret is on its server, under this key. Never rejects: if this can't be stored, the pending
     * share still covers it.
     */
    async met(id: string, metadataKey: string, ttl: number): Promise<void> {
      await keep(id, { digest: await sha256(metadataKey), until: knownUntil(now(), ttl) }).catch(() => {})
    },
    /** It never arrived. Never rejects. */
    drop: (id: string): Promise<void> => remove(local, [`${prefix}${id}`]).catch(() => {}),
    /**
     * The metadata keys of secrets that were, or may have been, shared here from a private window. `ahead`:
     * milliseconds by which the server's clock is ahead, if known. @throws Fault `locked`
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
