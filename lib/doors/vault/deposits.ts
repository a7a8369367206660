import { compactDecrypt } from 'jose/jwe/compact/decrypt'
import { CompactEncrypt } from 'jose/jwe/compact/encrypt'
import { importJWK } from 'jose/key/import'
import * as z from 'zod/mini'
import { Fault } from '../../rules/fault'
import { type Area, cell } from '../storage'
import { closeBox, openBox } from './boxes'

const point = { kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() }
const Private = z.strictObject({ ...point, d: z.string() })

/** A key pair: whoever has the public half can put something in; the private one is closed by the data key. */
export const Pair = z.strictObject({
  version: z.literal(1),
  public: z.strictObject(point),
  private: z.string(),
})

const Deposit = z.strictObject({ purpose: z.string(), text: z.string() })
const algorithms = { keyManagementAlgorithms: ['ECDH-ES'], contentEncryptionAlgorithms: ['A256GCM'] }
const purpose = 'deposits'

export const isDeposit = (box: string): boolean => box.includes('.')

/**
 * What can be put in while nobody can take it out: compact JWEs, ECDH-ES on P-256 with A256GCM (RFC 7518 §4.6),
 * whose text names its purpose. Unlike a box, a deposit does not prove who made it.
 */
export function createDeposits(local: Area) {
  const kept = cell(local, 'deposits', Pair)

  async function privateKey(dataKey: CryptoKey) {
    const pair = await kept.read()
    if (!pair) throw new Error('there is no pair')
    const json = new TextDecoder().decode(await openBox(dataKey, pair.private, purpose))
    const mine = Private.parse(JSON.parse(json))
    if (mine.x !== pair.public.x || mine.y !== pair.public.y)
      throw new Error('the halves are not of one pair')
    return mine
  }

  async function make(dataKey: CryptoKey): Promise<void> {
    const ecdh = { name: 'ECDH', namedCurve: 'P-256' }
    const { privateKey } = await crypto.subtle.generateKey(ecdh, true, ['deriveBits'])
    const { kty, crv, x, y, d } = await crypto.subtle.exportKey('jwk', privateKey)
    const mine = Private.parse({ kty, crv, x, y, d })
    const plain = new TextEncoder().encode(JSON.stringify(mine))
    const { d: _, ...half } = mine
    await kept.write({ version: 1, public: half, private: await closeBox(dataKey, plain, purpose) })
  }

  return {
    /** Makes a pair, unless there is one that works. */
    ready: (dataKey: CryptoKey): Promise<void> =>
      privateKey(dataKey).then(
        () => {},
        () => make(dataKey),
      ),
    /** @throws Fault `notKept` when there is no pair that can be read */
    async put(text: string, purpose: string): Promise<string> {
      const pair = await kept.read()
      if (!pair) throw new Fault('notKept')
      const plain = new TextEncoder().encode(JSON.stringify({ purpose, text }))
      const key = await importJWK(pair.public, 'ECDH-ES').catch((cause: unknown) => {
        throw new Fault('notKept', { cause })
      })
      return new CompactEncrypt(plain).setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' }).encrypt(key)
    },
    /** Rejects when it was made for another pair or purpose. */
    async take(box: string, purpose: string, dataKey: CryptoKey): Promise<string> {
      const key = await importJWK(await privateKey(dataKey), 'ECDH-ES')
      const { plaintext } = await compactDecrypt(box, key, algorithms)
      const found = Deposit.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plaintext)))
      if (found.purpose !== purpose) throw new Error('made for another purpose')
      return found.text
    },
  }
}
export type Deposits = ReturnType<typeof createDeposits>
