import { compactDecrypt } from 'jose/jwe/compact/decrypt'
import { CompactEncrypt } from 'jose/jwe/compact/encrypt'
import { importJWK } from 'jose/key/import'
import * as z from 'zod/mini'
import { Fault } from '../../rules/fault'
import { asVersion, record } from '../record'
import { cell } from '../storage'
import { closeBox, openBox } from './boxes'
import type { Areas } from './stored'

const point = { kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() }
const Private = z.strictObject({ ...point, d: z.string() })

/** A key pair: whoever has the public half can put something in; the private one is closed by the data key. */
export const Pair = z.strictObject({
  version: z.literal(1),
  public: z.strictObject(point),
  private: z.string(),
})

/** As it is read: what a newer version wrote beside it is not seen, and stays. */
const OnDisk = z.object({ ...Pair.shape, version: asVersion(1), public: z.object(point) })

const Public = Pair.shape.public
type Public = z.infer<typeof Public>
const isSame = (one: Public | undefined, other: Public): boolean =>
  one !== undefined && one.x === other.x && one.y === other.y

const Deposit = z.strictObject({ purpose: z.string(), text: z.string() })
const algorithms = { keyManagementAlgorithms: ['ECDH-ES'], contentEncryptionAlgorithms: ['A256GCM'] }
const purpose = 'deposits'
/** In memory. It is no secret. */
export const checkedKey = 'deposits:checked'

export const isDeposit = (box: string): boolean => box.includes('.')

/**
 * What can be put in while nobody can take it out: compact JWEs, ECDH-ES on P-256 with A256GCM (RFC 7518 §4.6),
 * whose text names its purpose. Unlike a box, a deposit does not prove who made it; and nothing proves whose public
 * half lies on the disk, so that the one which was checked while the data key was at hand is kept in memory.
 */
export function createDeposits({ local, session }: Areas) {
  const kept = record(local, 'deposits', { asRead: OnDisk, whole: Pair })
  const checked = cell(session, checkedKey, Public)

  async function privateKey(dataKey: CryptoKey) {
    const pair = await kept.read()
    if (!pair) throw new Error('there is no pair')
    const json = new TextDecoder().decode(await openBox(dataKey, pair.private, purpose))
    return Private.parse(JSON.parse(json))
  }

  async function make(dataKey: CryptoKey) {
    const ecdh = { name: 'ECDH', namedCurve: 'P-256' }
    const { privateKey } = await crypto.subtle.generateKey(ecdh, true, ['deriveBits'])
    const { kty, crv, x, y, d } = await crypto.subtle.exportKey('jwk', privateKey)
    const mine = Private.parse({ kty, crv, x, y, d })
    const plain = new TextEncoder().encode(JSON.stringify(mine))
    const { d: _, ...half } = mine
    await kept.write({ version: 1, public: half, private: await closeBox(dataKey, plain, purpose) })
    return mine
  }

  return {
    /**
     * Makes a pair, unless there is one that works; and a public half that is not the private one's is put right. One
     * of a newer version that does not open here stays.
     */
    async ready(dataKey: CryptoKey): Promise<void> {
      const known = await privateKey(dataKey).catch(() => undefined)
      if (!known && (await kept.isNewer())) return
      const { d: _, ...half } = known ?? (await make(dataKey))
      const pair = await kept.read()
      if (pair && !isSame(pair.public, half)) await kept.write({ ...pair, public: half })
      // One that is out of date would be worse than none.
      if (!isSame(await checked.read(), half)) await checked.write(half).catch(checked.clear)
    },
    /** @throws Fault `notKept` when there is no pair that can be read */
    async put(text: string, purpose: string): Promise<string> {
      const pair = await kept.read()
      if (!pair) throw new Fault('notKept')
      const plain = new TextEncoder().encode(JSON.stringify({ purpose, text }))
      const half = (await checked.read()) ?? pair.public
      const key = await importJWK(half, 'ECDH-ES').catch((cause: unknown) => {
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
