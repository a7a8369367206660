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

/** The key pair of earlier versions, the private half encrypted with the data key. */
export const DepositPair = z.strictObject({
  version: z.literal(1),
  public: z.strictObject(point),
  private: z.string(),
})
/** The form for reading: fields added by a newer version are ignored, and preserved. */
const OnDisk = z.object({ ...DepositPair.shape, version: asVersion(1), public: z.object(point) })
const Deposit = z.strictObject({ purpose: z.string(), text: z.string() })
const algorithms = { keyManagementAlgorithms: ['ECDH-ES'], contentEncryptionAlgorithms: ['A256GCM'] }

/** A compact JWE has five parts; the vault's own format has at most three. */
const isDeposit = (box: unknown): box is string => typeof box === 'string' && box.split('.').length === 5

type World = {
  local: Area
  history: Pick<HistoryStore, 'all' | 'change'>
  vault: Pick<Vault, 'encrypt' | 'decrypt'>
}

/**
 * Earlier versions encrypted with a public key what arrived while locked. This re-encrypts it with the
 * vault, then removes the pair. Frozen. Running it twice, or in part, is harmless. @throws Fault `locked`:
 * try again after unlocking
 */
export async function takeInDeposits({ local, history, vault }: World): Promise<void> {
  const kept = record(local, 'deposits', { asRead: OnDisk, whole: DepositPair })
  const pair = await kept.read()
  if (!pair) return
  const mine = Private.parse(JSON.parse(await vault.decrypt(pair.private, purpose)))
  const privateKey = await importJWK(mine, 'ECDH-ES')

  /** `undefined` for one encrypted with another pair, which is lost. */
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
