import { compactDecrypt } from 'jose/jwe/compact/decrypt'
import { importJWK } from 'jose/key/import'
import * as z from 'zod/mini'
import type { HistoryStore } from './history-store'
import { type Area, put } from './storage-area'
import type { Vault } from './vault'
import { asVersion, record } from './versioned-record'

const purpose = 'deposits'
const point = { kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() }
const Private = z.strictObject({ ...point, d: z.string() })

/** The key pair of earlier versions, the private half closed by the data key. */
export const DepositPair = z.strictObject({
  version: z.literal(1),
  public: z.strictObject(point),
  private: z.string(),
})
/** As it is read: what a newer version wrote beside it is not seen, and stays. */
const OnDisk = z.object({ ...DepositPair.shape, version: asVersion(1), public: z.object(point) })
const Deposit = z.strictObject({ purpose: z.string(), text: z.string() })
const algorithms = { keyManagementAlgorithms: ['ECDH-ES'], contentEncryptionAlgorithms: ['A256GCM'] }

/** A compact JWE; what the vault makes has at most three parts. */
const isDeposit = (box: unknown): box is string => typeof box === 'string' && box.split('.').length === 5

type World = {
  local: Area
  history: Pick<HistoryStore, 'all' | 'change'>
  vault: Pick<Vault, 'encrypt' | 'decrypt'>
}

/**
 * Earlier versions encrypted with a public key what came while the lock was closed. That becomes what the vault makes
 * today; then the pair goes. Frozen. Doing it twice, or half, is harmless. @throws Fault `locked`: to be tried again once it is open
 */
export async function takeInDeposits({ local, history, vault }: World): Promise<void> {
  const kept = record(local, 'deposits', { asRead: OnDisk, whole: DepositPair })
  const pair = await kept.read()
  if (!pair) return
  const mine = Private.parse(JSON.parse(await vault.decrypt(pair.private, purpose)))
  const privateKey = await importJWK(mine, 'ECDH-ES')

  /** Of one that was made for another pair there is nothing left to take in. */
  async function opened(box: string, its: string): Promise<string | undefined> {
    try {
      const { plaintext } = await compactDecrypt(box, privateKey, algorithms)
      const found = Deposit.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plaintext)))
      return found.purpose === its ? found.text : undefined
    } catch {
      return undefined
    }
  }

  for (const { id, handle } of await history.all()) {
    const text = isDeposit(handle) ? await opened(handle, id) : undefined
    if (text === undefined) continue
    const next = await vault.encrypt(text, id)
    await history.change(id, entry => ({ ...entry, handle: next }))
  }
  for (const [at, box] of Object.entries(await local.get(null))) {
    const [, kind, id = ''] = /^(received|untold):(.+)$/.exec(at) ?? []
    if (kind === undefined || !isDeposit(box)) continue
    const its = kind === 'received' ? `received ${id}` : id
    const text = await opened(box, its)
    if (text !== undefined) await put(local, at, await vault.encrypt(text, its))
  }
  if (!(await kept.isNewer())) await kept.clear()
}
