import { createVault } from '../../lib/adapters/vault'
import type { KeyStore } from '../../lib/adapters/vault/data-key'
import { memoryArea } from './area'

export function memoryKeys(): KeyStore & { saved: () => number } {
  let kept: CryptoKey | undefined
  let saves = 0
  return {
    load: async () => kept,
    save: async key => {
      saves++
      kept = key
    },
    clear: async () => {
      kept = undefined
    },
    saved: () => saves,
  }
}

/** PBKDF2 iterations where the rule is not what a guess costs. */
export const fewIterations = 1

export const memoryVault = (local = memoryArea(), keys: KeyStore = memoryKeys(), session = memoryArea()) =>
  createVault({ local, session }, keys, () => Date.now(), fewIterations)
